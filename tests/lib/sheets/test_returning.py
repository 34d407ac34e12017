"""The clerk's own file back."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill

from procuratorate.lib.sheets import open_sheet, read_rows, returned_name, write_back
from tests.lib.sheets.builders import GOOD, LAYOUT, OTHER, csv_lines, with_formula, workbook

BAD = [GOOD[0], "马骁", "男", "三监区", "8年6", "2021.2.30", "", "=cmd"]


def returned(data: bytes, filename: str = "名单.xlsx") -> Any:
    return load_workbook(BytesIO(_returned(data, filename)))["名单"]


def _returned(data: bytes, filename: str = "名单.xlsx") -> bytes:
    return write_back(data, filename, LAYOUT, read_rows(open_sheet(data, filename, LAYOUT), LAYOUT))


def colour(cell: Any) -> str | None:
    return cell.fill.fgColor.rgb[-6:] if cell.fill.fill_type else None


@pytest.fixture
def bad() -> bytes:
    def force(sheet, _):
        sheet["H2"].value, sheet["H2"].data_type = "=cmd", "s"

    return workbook(BAD, OTHER, change=force)


def test_every_row_says_what_came_of_it_and_how_to_mend_it(bad):
    page = returned(bad)
    assert [cell.value for cell in page[1]][8:] == ["结果", "原因", "如何改"]
    result, reason, mending = (cell.value for cell in page[2][8:])
    assert result == "退回"
    assert reason.splitlines() == [
        "原判刑期“8年6”：读不成刑期",
        "送监日期“2021.2.30”：二月没有30日",
        "备注“=cmd”：像公式的开头，已按文字保存",
    ]
    assert mending.splitlines()[0] == "原判刑期：写作“8年6个月”或“102月”"
    assert [cell.value for cell in page[3]][8:] == ["接受", None, None]


def test_refused_rows_are_coloured_and_the_wrong_cells_more(bad):
    page = returned(bad)
    assert colour(page["A2"]) == colour(page["I2"]) == "FDECEA"
    assert colour(page["E2"]) == colour(page["F2"]) == "F6B8B1"
    assert colour(page["A3"]) is None


def test_her_formatting_widths_and_other_sheets_stay():
    def style(sheet, book):
        sheet["B3"].font = Font(name="楷体", italic=True)
        sheet["B3"].fill = PatternFill("solid", fgColor="CCFFCC")
        sheet.column_dimensions["B"].width = 33
        book.create_sheet("封面")["A1"] = "第四批"

    book = load_workbook(BytesIO(_returned(workbook(BAD, OTHER, change=style))))
    page = book["名单"]
    assert (page["B3"].font.name, page["B3"].font.italic, colour(page["B3"])) == ("楷体", True, "CCFFCC")
    assert page.column_dimensions["B"].width == 33
    assert book["封面"]["A1"].value == "第四批"


def test_nothing_returned_is_a_formula(bad):
    for data in (bad, with_formula("H2", "=1+1", "2"), csv_lines(BAD).encode()):
        cells = [cell for row in returned(data).iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)


def test_her_formulas_come_back_as_the_results_they_had():
    cell = returned(with_formula("H2", '="已"&"核"', "已核"))["H2"]
    assert (cell.value, cell.data_type) == ("已核", "s")


def test_her_text_that_looks_like_a_formula_is_unchanged_but_quoted(bad):
    cell = returned(bad)["H2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=cmd", "s", True)


def test_mended_and_sent_again_the_three_columns_are_overwritten_and_colours_go(bad):
    book = load_workbook(BytesIO(_returned(bad)))
    page = book["名单"]
    for place, value in zip("EFH", ("8年6个月", "2021-02-28", "无"), strict=True):
        page[f"{place}2"].value = value
    out = BytesIO()
    book.save(out)
    sheet = open_sheet(out.getvalue(), "名单.xlsx", LAYOUT)
    assert sheet.unknown == []
    again = returned(out.getvalue())
    assert [cell.value for cell in again[2]][8:] == ["接受", None, None]
    assert again.max_column == 11
    assert colour(again["E2"]) is colour(again["A2"]) is None


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_file_comes_back_as_a_workbook_with_the_same_row_numbers(encoding):
    data = ("青岑监狱名单\r\n" + csv_lines(BAD, OTHER)).encode(encoding)
    page = returned(data, "名单.csv")
    assert page["A1"].value == "青岑监狱名单"
    assert page["I2"].value == "结果"
    assert page["I3"].value == "退回"
    assert page["H3"].data_type == "s"
    assert page["A3"].value == "9901203316"


def test_the_file_is_named_after_hers():
    assert returned_name("第四批.csv") == returned_name("C:\\桌面\\第四批（结果）.xlsx") == "第四批（结果）.xlsx"
    assert returned_name("") == "名单（结果）.xlsx"
