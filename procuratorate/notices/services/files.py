"""Files put to a notice: kept under their hash, told by their bytes, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from procuratorate.audit.services import record_read
from procuratorate.lib import files
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.media import secret_word, type_of
from procuratorate.notices.models import Answer, File, Notice, Objection
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

Given = tuple[str, bytes]  # a file's name and its bytes
MOST_FILES = 10


def demand_files(given: Sequence[Given], field: str = "proof") -> None:
    """Raise Unacceptable for files that are not papers, too many or too large."""
    why = f"一次最多附{MOST_FILES}个文件，请合并后再传。" if len(given) > MOST_FILES else ""
    why = why or next((fault for name, data in given if (fault := _fault(name, data))), "")
    if why:
        raise Unacceptable(why, fields={field: why})


def _fault(name: str, data: bytes) -> str:
    if word := secret_word(name):
        return f"文件名里有“{word}”。涉密材料不得录入本平台，请按保密规定另行报送。"
    if len(data) > settings.UPLOAD_LIMIT:
        return f"“{name[:40]}”超过 {settings.UPLOAD_LIMIT // 1024 // 1024} MB，请拆开上传。"
    if not type_of(data):
        return f"“{name[:40]}”不能收：只收 PDF、JPG、PNG，按内容识别，与扩展名无关。请另存为 PDF 再传。"
    return ""


def keep_files(
    *,
    notice: Notice,
    given: Sequence[Given],
    actor: Actor,
    at: datetime,
    answer: Answer | None = None,
    objection: Objection | None = None,
    is_slip: bool = False,
) -> list[File]:
    """Store files that were found good."""
    rows = [
        File(
            notice=notice, answer=answer, objection=objection, is_slip=is_slip, name=name[:200],
            stored=files.keep(data), media_type=type_of(data), size=len(data), by_id=signer(actor), at=at,
        )
        for name, data in given
    ]  # fmt: skip
    made: list[File] = File.objects.bulk_create(rows)
    return made


def look_at(*, file: File, actor: Actor) -> bytes:
    """The bytes of a file; the look is written."""
    record_read(actor=actor, target=file, act="notices.read_file")
    return files.fetch(file.stored)
