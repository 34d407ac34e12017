"""Templates and exports."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from procuratorate.lib.characters import starts_formula
from procuratorate.lib.sheets.layout import Column
from procuratorate.lib.sheets.safe import cell_value, csv_text

_HEADER, _REQUIRED = PatternFill("solid", fgColor="E8EEF4"), PatternFill("solid", fgColor="D3E2F0")
_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
_TEXT, _DAY = "@", "yyyy-mm-dd"
_LAST_ROW = 20_000
_GUIDE = (("列名", 16), ("必填", 6), ("怎样填", 44), ("示例", 20), ("可填内容", 60))


def write_table(
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]] = (),
    *,
    title: str = "名单",
    notes: Sequence[str] = (),
) -> bytes:
    """A workbook of these columns, rows given as mappings by key; without rows it is the template.

    Heading frozen, columns formatted as text so that the spreadsheet mangles nothing typed into them, lists for columns
    with choices, and a sheet 说明 that explains every column. What it holds can be uploaded again.
    """
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title)
    _furnish(sheet, columns)
    sheet.append([_heading(sheet, one) for one in columns])
    for row in rows:
        sheet.append([safe_cell(sheet, cell_value(row.get(one.key), one.choices)) for one in columns])
    _offer_choices(book, sheet, columns)
    _explain(book, columns, notes)
    return saved(book)


def write_csv(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The same as CSV: UTF-8 with its mark, so that spreadsheets show Chinese; text never starts a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([csv_text(one.title) for one in columns])
    for row in rows:
        writer.writerow([csv_text(cell_value(row.get(one.key), one.choices)) for one in columns])
    return out.getvalue().encode("utf-8-sig")


def safe_cell(sheet: Any, value: Any) -> Any:
    """A cell whose text is text for good: typed as a string, and marked as quoted where it looks like a formula.

    The mark (quotePrefix) is the apostrophe people type, kept out of the value: she sees what she wrote.
    """
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"  # openpyxl would make a formula of =…, and an error of #N/A
    cell.number_format = _TEXT
    if starts_formula(value):
        cell.quotePrefix = True
    return cell


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _furnish(sheet: Any, columns: Sequence[Column]) -> None:
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = max(column.width, 2 * len(column.title) + 3)
        dimension.number_format = _TEXT


def _heading(sheet: Any, column: Column) -> Any:
    cell = safe_cell(sheet, column.title + ("*" if column.required else ""))
    cell.font, cell.fill = _BOLD, _REQUIRED if column.required else _HEADER
    return cell


def _offer_choices(book: Workbook, sheet: Any, columns: Sequence[Column]) -> None:
    """Drop-down lists, kept on a hidden sheet since a list within the rule itself ends at 255 characters."""
    choosing = [(index, list(one.choices.values())) for index, one in enumerate(columns, 1) if one.choices]
    if not choosing:
        return
    lists: Any = book.create_sheet("选项")
    lists.sheet_state = "hidden"
    for line in range(max(len(labels) for _, labels in choosing)):
        lists.append([safe_cell(lists, labels[line] if line < len(labels) else None) for _, labels in choosing])
    for place, (index, labels) in enumerate(choosing, 1):
        source, target = get_column_letter(place), get_column_letter(index)
        rule = DataValidation("list", formula1=f"'选项'!${source}$1:${source}${len(labels)}", allow_blank=True)
        rule.errorTitle, rule.error, rule.showErrorMessage = "不在可填内容里", "请从列表中选择", True
        rule.errorStyle = "warning"  # 缺 and old words must still be typable; the upload judges them
        rule.add(f"{target}2:{target}{_LAST_ROW}")
        sheet.data_validations.append(rule)


def _explain(book: Workbook, columns: Sequence[Column], notes: Sequence[str]) -> None:
    sheet: Any = book.create_sheet("说明")
    for index, (_, width) in enumerate(_GUIDE, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for note in notes:
        sheet.append([safe_cell(sheet, note)])
    sheet.append([_bold(sheet, words) for words, _ in _GUIDE])
    for one in columns:
        allowed = "、".join((one.choices or {}).values())
        told = (one.title, "是" if one.required else "", _how(one), one.example, allowed)
        sheet.append([_wrapped(sheet, words) for words in told])


def _how(column: Column) -> str:
    lack = "材料确实没有的填“缺”" if column.may_lack else ""
    return "；".join(words for words in (column.help, column.mending, lack) if words)


def _bold(sheet: Any, words: str) -> Any:
    cell = safe_cell(sheet, words)
    cell.font, cell.fill = _BOLD, _HEADER
    return cell


def _wrapped(sheet: Any, words: str) -> Any:
    cell = safe_cell(sheet, words)
    cell.alignment = _WRAPPED
    return cell
