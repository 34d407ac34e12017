"""Where the list begins: the row of headings among the first rows, one line deep or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from procuratorate.lib.cells import Raw
from procuratorate.lib.sheets.layout import MARKS, Column, Layout, Unreadable, letters
from procuratorate.lib.sheets.tables import Table

_SEARCHED = 10


@dataclass(frozen=True)
class Heading:
    """Known columns by their place, the rest by their words, and the index of the first row below."""

    row: int
    below: int
    known: Mapping[int, Column]
    unknown: Mapping[int, str]


def find(table: Table, layout: Layout) -> Heading | None:
    """The best row of headings within the first ten, or None if no row has two known ones (or all, of fewer)."""
    candidates = [_read(table, layout, row) for row in range(min(_SEARCHED, len(table.rows)))]
    best = max(candidates, key=lambda one: len(one.known), default=None)
    return best if best and len(best.known) >= min(2, len(layout.columns)) else None


def demand_complete(heading: Heading, table: Table, layout: Layout) -> None:
    """Raise `Unreadable` where two columns mean the same, or a required one is not there."""
    places: dict[str, list[str]] = {}
    for index, column in heading.known.items():
        places.setdefault(column.title, []).append(f"{letters(index)}列")
    twice = [f"“{title}”（{'、'.join(where)}）" for title, where in places.items() if len(where) > 1]
    if twice:
        raise Unreadable(f"第{heading.row + 1}行的表头重复：{'、'.join(twice)}", "删去或改名其中一列")
    lacking = [one.title for one in layout.required if one.title not in places]
    if lacking:
        raise Unreadable(f"第{heading.row + 1}行的表头缺少必填的列：{'、'.join(lacking)}", _rename(lacking, heading))


def _rename(lacking: Sequence[str], heading: Heading) -> str:
    near = [(word, title) for title in lacking for word in get_close_matches(title, heading.unknown.values(), 1, 0.4)]
    if near:
        return "；".join(f"“{word}”若就是{title}，把列名改成“{title}”" for word, title in near)
    return "照模板补上列名"


def _read(table: Table, layout: Layout, row: int) -> Heading:
    """Read one row as headings, together with the next where a merged heading stands above two lower ones."""
    upper = [_words(cell) for cell in table.rows[row]]
    depth = _depth(table, row)
    lower = [_words(cell) for cell in table.rows[row + 1]] if depth > 1 and row + 1 < len(table.rows) else []
    known: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    for index, heading in enumerate(_filled(upper, table, row)):
        below = lower[index] if index < len(lower) else ""
        column = _meant(layout, heading, below)
        if column is not None:
            known[index] = column
        elif (words := below or heading) and words not in MARKS:
            unknown[index] = words
    return Heading(row, row + depth, known, unknown)


def _meant(layout: Layout, heading: str, below: str) -> Column | None:
    tried = (heading + below, below) if below else (heading,)
    return next((column for said in tried if (column := layout.recognise(said))), None)


def _depth(table: Table, row: int) -> int:
    """How many rows the headings take: as many as the deepest cell merged downward from this row."""
    return max((one.bottom - row + 1 for one in table.merges if one.top == row and one.bottom - row < 3), default=1)


def _filled(upper: Sequence[str], table: Table, row: int) -> list[str]:
    """A heading merged over several columns stands above each of them."""
    filled = list(upper)
    for one in table.merges:
        if one.top == row and one.right > one.left:
            filled[one.left : one.right + 1] = [filled[one.left]] * len(filled[one.left : one.right + 1])
    return filled


def _words(cell: Raw) -> str:
    return "".join(cell.split()) if isinstance(cell, str) else ""
