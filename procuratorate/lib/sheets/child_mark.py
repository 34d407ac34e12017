"""Runs in the sandbox, by path and alone: a workbook and what to write into it come in, the marked workbook goes out.

Imports nothing of the house; imported by the house only to mark workbooks it made itself.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

REFUSED, WARNED, WRONG = "FDECEA", "FFF6DF", "F6B8B1"  # whole row, whole row, the cell itself
_WIDTHS = (8, 44, 44)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_FILLS = {colour: PatternFill("solid", fgColor=colour) for colour in (REFUSED, WARNED, WRONG)}
_CLEAN = PatternFill(fill_type=None)


def main() -> None:
    data = sys.stdin.buffer.read()
    end = 8 + int.from_bytes(data[:8], "big")
    told = json.loads(data[8:end])
    book = load_workbook(BytesIO(data[end:]), data_only=True, keep_links=False)  # values for formulas, no links outward
    for page in book.worksheets:
        _pacify(page, told["starts"])
    mark(book[told["sheet"]], told)
    book.save(sys.stdout.buffer)


def mark(page: Any, told: dict[str, Any]) -> None:
    """Write the three columns behind the last one (or over those of an earlier return), and colour what is wrong."""
    header = told["header"]
    standing = {str(cell.value).strip(): cell.column for cell in page[header] if cell.value}
    places = _places(page, standing, told["titles"])
    again = any(title in standing for title in told["titles"])
    for place, title, width in zip(places, told["titles"], _WIDTHS, strict=True):
        put(page.cell(header, place), title, told["starts"])
        page.cell(header, place).font = Font(bold=True)
        page.column_dimensions[get_column_letter(place)].width = width
    for number, one in told["marks"].items():
        row = int(number)
        if again:
            _unmark(page, row, max(places))
        _colour(page, row, one, max(places))
        for place, words in zip(places, one["words"], strict=True):
            put(page.cell(row, place), words or None, told["starts"])
            page.cell(row, place).alignment = _WRAPPED


def put(cell: Any, value: Any, starts: str) -> None:
    """Write a value; text stays text, quoted where it looks like a formula."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    if any(head in starts for head in value.lstrip(" \u3000")[:1]):
        cell.quotePrefix = True


def _pacify(page: Any, starts: str) -> None:
    """Her own text, kept from ever becoming a formula."""
    for row in page.iter_rows():
        for cell in row:
            value = cell.value
            if isinstance(value, str) and cell.data_type != "e" and value[:1] and not value[0].isalnum():
                put(cell, value, starts)


def _places(page: Any, standing: dict[str, int], titles: list[str]) -> list[int]:
    """One-based columns for the three words: where they stand already, else the next free ones."""
    free = page.max_column
    places = []
    for title in titles:
        if title not in standing:
            free += 1
        places.append(standing.get(title, free))
    return places


def _colour(page: Any, row: int, one: dict[str, Any], last: int) -> None:
    light = {"退回": REFUSED, "提醒": WARNED}.get(one["words"][0])
    wrong = {index + 1 for index in one["wrong"]} if light == REFUSED else set()
    if light is None:
        return
    for column in range(1, last + 1):
        page.cell(row, column).fill = _FILLS[WRONG if column in wrong else light]


def _unmark(page: Any, row: int, last: int) -> None:
    """Take away the colours of an earlier return; her own stay."""
    for column in range(1, last + 1):
        fill = page.cell(row, column).fill
        if fill.fill_type == "solid" and str(fill.fgColor.rgb)[-6:] in _FILLS:
            page.cell(row, column).fill = _CLEAN


if __name__ == "__main__":
    main()
