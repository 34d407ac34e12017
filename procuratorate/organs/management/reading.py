"""What the commands share: a file of organs from disk, refused as a whole when a row is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from django.core.management.base import CommandError

from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.sheets import Unreadable
from procuratorate.organs.models import Organ
from procuratorate.organs.services.founding import load_organs
from procuratorate.organs.sheets import read_organs


def load_file(name: str) -> Counter[str]:
    """Load a file of organs. Raises CommandError naming every refused row; nothing is loaded then."""
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"读不到文件 {name}：{error.strerror}") from error
    known = dict(Organ.objects.values_list("code", "kind"))
    try:
        rows, told = read_organs(data, Path(name).name, known)
        if told:
            raise CommandError("\n".join([f"没有导入，{len(told)} 处要改：", *told]))
        return load_organs(rows=rows)
    except (Unreadable, Unacceptable) as error:
        raise CommandError(f"没有导入：{error}") from error


def told(counts: Counter[str]) -> str:
    """One line of what was done."""
    words = {"made": "新建", "changed": "修改", "same": "未变", "paired": "派驻关系"}
    return "，".join(f"{word} {counts[key]}" for key, word in words.items())
