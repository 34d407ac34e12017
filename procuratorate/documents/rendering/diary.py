"""The diary by days, for its page: figures, what the product drafted, what officers wrote, who signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from procuratorate.documents.selectors.registers import LATE_IN, Book, Row


@dataclass(frozen=True)
class Page:
    """One line of the diary. `drafted` and `written`: (column, text) without figures; `late`: who wrote after it."""

    day: date
    row: Row
    figures: list[tuple[str, str]]
    staff: str
    drafted: list[tuple[str, str]]
    written: list[tuple[str, str]]
    late: str


def pages_of(book: Book, rows: Iterable[Row]) -> list[Page]:
    """The last day first; lines of their own stand behind the line of their day."""
    heads = book.register.heads
    ordered = sorted(rows, key=lambda row: (-row.day.toordinal(), row.is_own, row.key))
    return [_page(row, heads[0], heads[1], set(heads[2:6])) for row in ordered]


def _page(row: Row, first: str, staff: str, counted: set[str]) -> Page:
    written = [(head, text) for head, text in row.written.items() if head not in {first, staff, *counted}]
    return Page(
        day=row.day,
        row=row,
        figures=[(head, text) for head, text in row.cells.items() if head in counted],
        staff=row.written.get(staff, ""),
        drafted=[(head, text) for head, text in row.known.items() if head not in {first, *counted}],
        written=[(head if head != LATE_IN else "备注", text) for head, text in written],
        late=row.late,
    )
