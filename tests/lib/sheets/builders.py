"""Files as clerks, and people who mean harm, upload them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from procuratorate.lib.cells import day, name, term
from procuratorate.lib.identifiers import prisoner_number
from procuratorate.lib.sheets import Column, Layout

LAYOUT = Layout(
    [
        Column(
            "number", "罪犯编号", prisoner_number, required=True, unique=True, synonyms=("编号",), example="9901203316"
        ),
        Column("name", "姓名", name, required=True),
        Column("sex", "性别", choices={"1": "男", "2": "女"}),
        Column("ward", "监区", fill_merged=True),
        Column("term", "原判刑期", term, required=True),
        Column("delivered", "送监日期", day, mending="照执行通知书回执改写"),
        Column("served", "前次裁定送达日", day, may_lack=True, mending="照送达回证填写"),
        Column("note", "备注"),
    ],
    naming="name",
)
TITLES = ["罪犯编号", "姓名", "性别", "监区", "原判刑期", "送监日期", "前次裁定送达日", "备注"]
GOOD = ["9901203316", "唐砚平", "男", "一监区", "8年6个月", "2021-02-03", "2023-05-06", "无"]
SHEET = "xl/worksheets/sheet1.xml"
OTHER = ["9901203317", "龚文瑾", "女", "一监区", "无期", "2020年1月2日", "缺", ""]


def workbook(
    *rows: Sequence[Any], titles: Sequence[str] = TITLES, change: Callable[[Worksheet, Workbook], object] | None = None
) -> bytes:
    """An xlsx with one sheet of these rows under these titles, changed at the end by `change(sheet, book)`."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "名单"
    sheet.append(list(titles))
    for row in rows or (GOOD, OTHER):
        sheet.append(list(row))
    if change:
        change(sheet, book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with parts replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, parts[one] if one in parts else old.read(one))
        for one in parts.keys() - set(old.namelist()):
            new.writestr(one, parts[one])
    return out.getvalue()


def part(data: bytes, which: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(which)


def with_formula(cell: str, formula: str, stored: str) -> bytes:
    """A one-row list with a formula in it, and the result Excel would have stored beside it."""
    data = workbook(GOOD, change=lambda sheet, _: sheet.__setitem__(cell, formula))
    xml = part(data, SHEET)
    assert b"<v></v>" in xml
    result = xml.replace(f'<c r="{cell}">'.encode(), f'<c r="{cell}" t="str">'.encode())
    return repacked(data, {SHEET: result.replace(b"<v></v>", f"<v>{stored}</v>".encode())})


def opendocument(*rows: Sequence[str], titles: Sequence[str] = TITLES) -> bytes:
    """A spreadsheet of LibreOffice, as small as it can be."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    lines = "".join(
        "<table:table-row>" + "".join(f"{_CELL}{cell}{_END}" for cell in row) + "</table:table-row>"
        for row in (titles, *(rows or (GOOD, OTHER)))
    )
    content = (
        f'<office:document-content xmlns:office="{office}office:1.0" xmlns:table="{office}table:1.0" '
        f'xmlns:text="{office}text:1.0"><office:body><office:spreadsheet><table:table table:name="名单">{lines}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<m:manifest xmlns:m="{office}manifest:1.0"/>'
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


_CELL, _END = '<table:table-cell office:value-type="string"><text:p>', "</text:p></table:table-cell>"


def csv_lines(*rows: Sequence[str], titles: Sequence[str] = TITLES, separator: str = ",") -> str:
    return "\r\n".join(separator.join(row) for row in (titles, *(rows or (GOOD, OTHER)))) + "\r\n"
