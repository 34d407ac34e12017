"""Names of persons: masked where others may read them, rare characters kept as they are."""

from __future__ import annotations

import re

COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "司空",
        "夏侯",
        "宇文",
        "长孙",
        "端木",
        "南宫",
        "独孤",
        "轩辕",
        "呼延",
        "澹台",
        "濮阳",
        "淳于",
        "申屠",
        "太史",
        "仲孙",
    ]
)
DOTS = re.compile(r"[·•・‧.]")


def masked(name: str) -> str:
    """祁云山 → 祁某某, 龚䶮 → 龚某, 欧阳修文 → 欧阳某某; of a name with a dot each part keeps its first character."""
    name = name.strip()
    parts = [part for part in DOTS.split(name) if part]
    if len(parts) > 1:
        return "·".join(f"{part[0]}某" for part in parts)
    surname = name[:2] if len(name) > 2 and name[:2] in COMPOUND else name[:1]
    return surname + "某" * min(max(len(name) - len(surname), 1), 2) if name else ""


def is_rare(character: str) -> bool:
    """Whether a Han character lies outside GB 2312, so that old printers and input methods may lack it."""
    if ord(character) < 0x3400:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False
