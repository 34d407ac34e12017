"""Templates and exports: nothing in them is ever a formula, and all of it can be read again."""

import csv
import random
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from procuratorate.lib.cells import MISSING, Kind, Term
from procuratorate.lib.characters import FORMULA_STARTS
from procuratorate.lib.sheets import Column, Layout, open_sheet, read_rows, write_csv, write_table
from tests.lib.sheets.builders import LAYOUT, TITLES

VALUES = {
    "number": "9901203316",
    "name": "龚\U00020164",
    "sex": "2",
    "ward": "=一监区",
    "term": Term(Kind.SUSPENDED_DEATH, limited=True),
    "delivered": date(2021, 2, 3),
    "served": MISSING,
    "note": None,
}
NASTY = st.one_of(
    st.text(max_size=12),
    st.builds(
        str.__add__, st.sampled_from([*FORMULA_STARTS, " =", "　＝", "'", "#N/A", "#REF!", "\n"]), st.text(max_size=8)
    ),
    st.sampled_from(["=1+1", "@SUM(A1)", "#N/A", "#DIV/0!", "\ud800", "\uffff", "_x0041_", "=" * 40000, "1e5", "TRUE"]),
)
TWO = [Column("a", "甲"), Column("b", "=乙")]


def cells_of(data: bytes) -> list[tuple[str, object]]:
    return [
        (cell.data_type, cell.value)
        for page in load_workbook(BytesIO(data))
        for row in page.iter_rows()
        for cell in row
    ]


def assert_harmless(strings: list[str]) -> None:
    rows = [{"a": one, "b": one} for one in strings]
    data = write_table(TWO, rows)
    assert not {kind for kind, _ in cells_of(data)} & {"f", "e"}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))
    for record in csv.reader(StringIO(write_csv(TWO, rows).decode("utf-8-sig"), newline="")):
        assert all(not cell or cell[0] not in FORMULA_STARTS for cell in record)


@given(st.lists(NASTY, min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_no_exported_cell_is_a_formula_or_an_error(strings):
    assert_harmless(strings)


def test_ten_thousand_strings_make_no_formula():
    chance = random.Random(23)
    alphabet = [
        *FORMULA_STARTS,
        *"'\"<>&;,(!1aA 汉䶮",
        "\u3000",
        "\ufeff",
        "\u202e",
        "\ufffe",
        "\x0b",
        "\ud800",
        "\U0001f600",
    ]
    assert_harmless(["".join(chance.choices(alphabet, k=chance.randint(1, 8))) for _ in range(10_000)])


def test_she_sees_what_was_written_though_it_is_no_formula():
    (cell,) = [one for one in load_workbook(BytesIO(write_table(TWO, [{"a": "=1+1"}])))["名单"][2] if one.value]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


@pytest.mark.parametrize("write", [write_table, write_csv])
def test_what_is_exported_is_read_again_as_the_same_values(write):
    sheet = open_sheet(write(LAYOUT.columns, [VALUES, {**VALUES, "number": "9901203317"}]), "导出", LAYOUT)
    first, second = read_rows(sheet, LAYOUT)
    assert first.values == VALUES
    assert second.values["number"] == "9901203317"
    assert not sheet.unknown
    assert not sheet.notes


def test_numbers_dates_and_booleans_are_cells_of_their_own_kind():
    columns = [Column(key, key) for key in "abcdef"]
    row = {
        "a": Decimal("138.5"),
        "b": date(2021, 2, 3),
        "c": True,
        "d": 7,
        "e": 123456789012345678,
        "f": datetime(2021, 2, 3, 4),
    }
    page = load_workbook(BytesIO(write_table(columns, [row])))["名单"]
    values = [cell.value for cell in page[2]]
    assert values == [138.5, datetime(2021, 2, 3), "是", 7, "123456789012345678", datetime(2021, 2, 3, 4)]


def test_moments_are_written_in_shanghai_time_and_old_days_as_text():
    columns = [Column("a", "甲"), Column("b", "乙")]
    row = {"a": datetime(2026, 11, 20, 16, 30, tzinfo=UTC), "b": date(1899, 12, 1)}
    assert write_csv(columns, [row]).decode("utf-8-sig").splitlines()[1] == "2026-11-21 00:30:00,1899-12-01"
    page = load_workbook(BytesIO(write_table(columns, [row])))["名单"]
    assert [cell.value for cell in page[2]] == [datetime(2026, 11, 21, 0, 30), "1899-12-01"]


def test_a_template_is_frozen_formatted_as_text_offers_lists_and_explains():
    book = load_workbook(BytesIO(write_table(LAYOUT.columns, notes=["每行一人"])))
    page, guide = book["名单"], book["说明"]
    assert page.freeze_panes == "A2"
    assert [cell.value for cell in page[1]] == ["罪犯编号*", "姓名*", "性别", "监区", "原判刑期*", *TITLES[5:]]
    assert page.column_dimensions["A"].number_format == "@"
    assert page.column_dimensions["A"].width > 8
    (rule,) = page.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ("'选项'!$A$1:$A$2", "C2:C20000")
    assert book["选项"].sheet_state == "hidden"
    assert guide["A1"].value == "每行一人"
    assert [cell.value for cell in guide[3]] == ["罪犯编号", "是", None, "9901203316", None]
    assert "材料确实没有的填“缺”" in guide["C9"].value


def test_a_filled_template_is_read_with_its_stars():
    book = load_workbook(BytesIO(write_table(LAYOUT.columns)))
    book["名单"].append(["9901203316", "唐砚平", "男", None, "无期"])
    out = BytesIO()
    book.save(out)
    (row,) = read_rows(open_sheet(out.getvalue(), "名单.xlsx", LAYOUT), LAYOUT)
    assert not row.problems


def test_csv_opens_in_chinese_and_its_apostrophes_come_off_again():
    data = write_csv(LAYOUT.columns, [VALUES])
    assert data.startswith(b"\xef\xbb\xbf")
    assert "'=一监区" in data.decode("utf-8-sig")
    assert read_rows(open_sheet(data, "a.csv", LAYOUT), LAYOUT)[0].values["ward"] == "=一监区"


@given(st.lists(NASTY, min_size=1, max_size=10))
@settings(max_examples=8, deadline=None)
def test_free_text_survives_the_journey_through_a_workbook(texts):
    layout = Layout([Column("n", "序"), Column("a", "甲")])
    wanted = [{"n": f"行{index}", "a": text[:50]} for index, text in enumerate(texts)]
    read = read_rows(open_sheet(write_table(layout.columns, wanted), "a.xlsx", layout), layout)
    again = read_rows(open_sheet(write_table(layout.columns, [row.values for row in read]), "a.xlsx", layout), layout)
    assert [row.values for row in again] == [row.values for row in read]
