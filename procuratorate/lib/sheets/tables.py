"""From bytes to plain tables: rows of raw cells, where row i is the clerk's row i + 1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from procuratorate.lib import sandbox
from procuratorate.lib.cells import Raw
from procuratorate.lib.sheets.delimited import rows_of
from procuratorate.lib.sheets.guards import Kind, kind_of
from procuratorate.lib.sheets.layout import Unreadable, letters

_CHILD, _MEMORY = Path(__file__).with_name("child_read.py"), 512 * 2**20


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, zero-based, both ends within."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{letters(self.left)}{self.top + 1}:{letters(self.right)}{self.bottom + 1}"


@dataclass(frozen=True)
class Table:
    """One visible worksheet."""

    name: str
    rows: Sequence[Sequence[Raw]]
    merges: Sequence[Merge] = ()
    hidden: frozenset[int] = frozenset()  # numbers of hidden rows
    formulas: frozenset[tuple[int, int]] = frozenset()  # zero-based (row, column)


@dataclass(frozen=True)
class Book:
    """All visible worksheets, and the names of the others."""

    kind: Kind
    tables: Sequence[Table]
    unread: Sequence[str] = ()


def read_book(data: bytes) -> Book:
    """Every visible worksheet of an upload; raises `Unreadable`."""
    kind = kind_of(data)
    if kind is Kind.TEXT:
        return Book(kind, [Table("CSV", rows_of(data))])
    try:
        answer = json.loads(sandbox.run(_CHILD, kind.value, given=data, memory=_MEMORY))
    except (sandbox.Died, ValueError) as error:
        raise Unreadable(
            "文件读不出：已损坏，或表尾有大片空白行列",
            "用 WPS 或 Excel 打开，只留要传的工作表，另存为新的 .xlsx 后再传",
        ) from error
    if "problem" in answer:
        raise Unreadable(*answer["problem"])
    return Book(kind, [_table(one) for one in answer["tables"]], answer["hidden"])


def _table(told: dict[str, Any]) -> Table:
    return Table(
        name=told["name"],
        rows=[_undated(row) for row in told["rows"]],
        merges=[Merge(*ends) for ends in told["merged"]],
        hidden=frozenset(told["hidden"]),
        formulas=frozenset((row, column) for row, column in told["formulas"]),
    )


def _undated(row: list[Any]) -> list[Raw]:
    return [cell if type(cell) is str or type(cell) is float else _date(cell) for cell in row]


def _date(cell: Any) -> Raw:
    """A date or datetime again; times and durations stay text, which no column takes for anything else."""
    if type(cell) is not list:
        return cast("Raw", cell)
    said = str(cell[0])
    try:
        return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
    except ValueError:
        return said
