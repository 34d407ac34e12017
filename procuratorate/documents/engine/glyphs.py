"""Characters our faces lack: told by their number on the paper, never a box nobody can read."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "static" / "vendor" / "fonts"
# Han beyond the basic block, which our faces have whole.
_RARE = re.compile("[\u3400-\u4dbf\u9fa6-\u9fff\ue000-\uf8ff\U00020000-\U0003ffff]")


def name_missing(html: str) -> str:
    """The sheet with every character that no face has named: 〔缺字U+2B1ED〕. Most papers have none to look up."""
    return _RARE.sub(lambda found: found[0] if ord(found[0]) in covered() else f"〔缺字U+{ord(found[0]):X}〕", html)


@cache
def covered() -> frozenset[int]:
    """Every character some face of ours can print; read once a process."""
    fonts: Any = import_module("fontTools.ttLib")
    found: set[int] = set()
    for file in [*FONTS.glob("*.otf"), *FONTS.glob("*.ttf"), *map(Path, settings.PAPER_FONTS.values())]:
        with fonts.TTFont(file, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)
