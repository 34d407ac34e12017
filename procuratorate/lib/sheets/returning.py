"""The clerk's own file back, with what came of every row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

from openpyxl import Workbook

from procuratorate.lib import sandbox
from procuratorate.lib.characters import FORMULA_STARTS
from procuratorate.lib.sheets import child_mark
from procuratorate.lib.sheets.guards import Kind
from procuratorate.lib.sheets.layout import MARKS, Layout, Problem
from procuratorate.lib.sheets.opening import Sheet, open_sheet
from procuratorate.lib.sheets.reading import ReadRow
from procuratorate.lib.sheets.safe import cell_value
from procuratorate.lib.sheets.writing import saved

_CHILD, _MEMORY = Path(child_mark.__file__), 2**30
_WHOLE_ROW = "整行"


def write_back(data: bytes, filename: str, layout: Layout, results: Iterable[ReadRow]) -> bytes:
    """Her file as xlsx with 结果, 原因, 如何改 behind her columns, refused rows coloured.

    Rows keep their numbers. A workbook keeps her formatting; formulas become the values they had. Text files, old
    formats and workbooks too odd to be kept are written anew, cell for cell. Raises `Unreadable` as `open_sheet` does.
    """
    sheet = open_sheet(data, filename, layout)
    told = _told(sheet, {row.number: _mark(row, sheet.columns) for row in results})
    if sheet.kind is Kind.XLSX:
        try:
            return _kept(data, told)
        except sandbox.Died:
            pass  # her formatting is a courtesy; the words about her rows are not
    return _anew(sheet, told)


def returned_name(filename: str) -> str:
    """The name of the returned file: 名单.csv → 名单（结果）.xlsx; a second return is not named twice."""
    stem = PurePath(filename.replace("\\", "/")).stem or "名单"
    return f"{stem.removesuffix('（结果）')}（结果）.xlsx"


def _mark(row: ReadRow, columns: Mapping[str, int]) -> dict[str, Any]:
    reasons = "\n".join(_said(one) for one in row.problems)
    mendings = "\n".join(f"{one.column or _WHOLE_ROW}：{one.mending}" for one in row.problems if one.mending)
    wrong = sorted({columns[one.key] for one in row.problems if one.key in columns})
    return {"words": [row.level.value, reasons, mendings], "wrong": wrong}


def _said(problem: Problem) -> str:
    return f"{problem.column}“{problem.given}”：{problem.reason}" if problem.column else problem.reason


def _told(sheet: Sheet, marks: Mapping[int, Any]) -> dict[str, Any]:
    starts = "".join(sorted(FORMULA_STARTS))
    return {"sheet": sheet.name, "header": sheet.header_row, "titles": MARKS, "marks": marks, "starts": starts}


def _kept(data: bytes, told: Mapping[str, Any]) -> bytes:
    head = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return sandbox.run(_CHILD, given=len(head).to_bytes(8, "big") + head + data, memory=_MEMORY)


def _anew(sheet: Sheet, told: Mapping[str, Any]) -> bytes:
    """The whole table in a plain workbook, row for row, marked by the same hand."""
    book = Workbook()
    page: Any = book.active
    page.title = "名单"
    for row, line in enumerate(sheet.table.rows, 1):
        for column, cell in enumerate(line, 1):
            if (value := cell_value(cell)) is not None:
                child_mark.put(page.cell(row, column), value, told["starts"])
    child_mark.mark(page, json.loads(json.dumps(told)))
    return saved(book)
