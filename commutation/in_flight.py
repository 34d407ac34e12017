"""The sheet of filings sent before the system began: whose, in which batch, when the copy was received."""

from __future__ import annotations

import re

from commutation.columns import LAYOUT
from procuratorate.lib import cells
from procuratorate.lib.cells import Parsed, Raw
from procuratorate.lib.cells.numerals import amount
from procuratorate.lib.characters import half_width
from procuratorate.lib.sheets import Column, Layout

BATCH = re.compile(r"(20\d{2})[年\-./第\s]{1,3}([\d一二三四五六七八九十]{1,3})批?")


def batch_named(raw: Raw) -> Parsed:
    """2026年第三批, 2026-3 → (2026, 3)."""
    said = cells.text(max_length=40)(raw)
    if said.value is None or said.problem:
        return said
    found = BATCH.fullmatch(half_width(str(said.value)))
    ordinal = amount(found[2]) if found else None
    if not found or ordinal is None or not 1 <= ordinal <= 99:
        return Parsed(problem="读不成批次", mending="写作 2026年第三批")
    return Parsed((int(found[1]), int(ordinal)))


OWN = (
    Column("prison", "监狱", cells.text(max_length=80), required=True, help="全称或者简称", width=14, fill_merged=True),
    Column("batch", "批次", batch_named, required=True, example="2026年第三批", width=14, fill_merged=True),
    Column(
        "received_on", "副本收到日", cells.day, required=True, example="2026-11-10", fill_merged=True,
        mending="照建议书副本上的收文章填写",
    ),
    Column(
        "platform_no", "办案平台编号", cells.text(max_length=60), required=True, width=18, fill_merged=True,
        mending="照减刑假释信息化办案平台填写",
    ),
    Column("court_on", "法院收到日", cells.day, help="知道的才填", mending="照法院收件回执填写"),
    Column("extended_on", "批准延长日", cells.day, help="已批准延长十日的才填", mending="照审批表填写"),
)  # fmt: skip
LAYOUT_IN_FLIGHT = Layout([*OWN, *LAYOUT.columns], naming="name")
WHOLE_BATCH = ("received_on", "platform_no")  # one parcel, one receipt
