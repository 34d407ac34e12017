"""A sheet printed straight from a page: 送达回证, 公示, 签发单, 审核表. The same sheet and style as the issued paper.

Such a sheet is not kept: it bears no verification code. What must stand later is issued as a paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procuratorate.documents.engine.leaf import Leaf
from procuratorate.documents.engine.printing import sheet_for_screen
from procuratorate.documents.registry import KINDS


def sheet_page(code: str, organ: str, facts: Mapping[str, Any], **leaf: str) -> str:
    """The HTML of a kind's sheet. `leaf`: what is else than the kind's name in its head (name, title, number, day)."""
    name = leaf.get("name") or KINDS[code].name
    usual = {"name": name, "title": name}
    return sheet_for_screen(KINDS[code], Leaf(organ=organ, **usual | leaf), facts)
