"""The list of outside cases as a sheet: one row for each, exactly what the page shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from commutation.models import OutsideCase
from procuratorate.lib.sheets import Column

COLUMNS = (
    Column("due", "时限"), Column("number", "罪犯编号"), Column("name", "姓名"), Column("prison", "监狱"),
    Column("ground", "情形"), Column("urgent", "立即保外"), Column("state", "状态"), Column("recheck", "下次复查"),
)  # fmt: skip


def rows_of(cases: Iterable[OutsideCase]) -> Iterable[dict[str, Any]]:
    """Illness is in no list."""
    for case in cases:
        yield {
            "due": case.clock.due_on if case.clock else None,
            "number": case.number,
            "name": case.name,
            "prison": case.prison.short_name,
            "ground": case.get_ground_display(),
            "urgent": "是" if case.urgent else "",
            "state": case.get_state_display(),
            "recheck": case.next_recheck_on,
        }
