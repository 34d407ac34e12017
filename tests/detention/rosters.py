"""Rosters of a centre: one good row, changed where a test wants it; many different people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from detention.services.feeding import LAYOUT
from procuratorate.lib.sheets import write_table

GOOD: Mapping[str, Any] = {
    "name": "钱望舒", "sex": "男", "born_on": "1990-05-06", "entered_on": "2026-09-01", "cell": "203",
    "offence": "盗窃", "phase": "侦查", "handler": "澄阳分局", "start": "2026-09-25", "paper": "澄公捕〔2026〕11号",
}  # fmt: skip


def number(place: int) -> str:
    return f"33018111120260901{place:04d}"


def row(place: int = 1, **changes: Any) -> dict[str, Any]:
    return {**GOOD, "number": number(place), **changes}


def many(count: int, first: int = 1) -> list[dict[str, Any]]:
    """So many people of whom nothing is wrong: each in a cell of his own sort, arrested within the last fortnight."""
    surnames, given = "赵钱孙李周吴郑王冯陈", "云山海平志远文瑾立冬望舒怀"
    return [
        row(
            first + n, name=surnames[n % 10] + given[n % 13] + given[(n // 13) % 13], cell=f"{1 + n // 16:03d}",
            start=(date(2026, 11, 5) + timedelta(n % 14)).isoformat(), entered_on="2026-11-01",
        )
        for n in range(count)
    ]  # fmt: skip


def workbook(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return write_table(LAYOUT.columns, rows)
