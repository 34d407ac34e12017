"""Rows, judged: what is wrong, where, and how to mend it."""

from datetime import date

import pytest

from procuratorate.lib.cells import MISSING, Kind, Term
from procuratorate.lib.identifiers import citizen_id
from procuratorate.lib.sheets import Column, Layout, Level, Problem, ReadRow, open_sheet, read_rows
from tests.lib.sheets.builders import GOOD, LAYOUT, OTHER, with_formula, workbook


def read(data: bytes, layout: Layout = LAYOUT) -> list[ReadRow]:
    return read_rows(open_sheet(data, "名单.xlsx", layout), layout)


def changed(key: str, value: object) -> list[object]:
    row: list[object] = [*GOOD]
    row[[one.key for one in LAYOUT.columns].index(key)] = value
    return row


def problem_of(key: str, value: object) -> Problem:
    (problem,) = read(workbook(changed(key, value)))[0].problems
    return problem


@pytest.mark.parametrize(
    ("key", "value", "given", "reason", "mending"),
    [
        ("delivered", "2021.2.30", "2021.2.30", "二月没有30日", "照原件改正日期；照执行通知书回执改写"),
        ("term", "8年6", "8年6", "读不成刑期", "写作“8年6个月”或“102月”"),
        ("name", None, "（空）", "必填，没有填", "填写姓名"),
        ("name", "—", "—", "必填，没有填", "填写姓名"),
        ("name", "缺", "缺", "本栏不能填“缺”", "照原件填写姓名"),
        (
            "number",
            901203316,
            "901203316",
            "只有9位，开头的0可能被表格软件去掉",
            "该列设为“文本”格式，照档案填10位数字",
        ),
        ("sex", "男性", "男性", "不在代码表内", "是否“男”"),
        ("term", date(2026, 6, 8), "2026-06-08", "表格软件把所填变成了日期", "先把该列设为“文本”格式，再照原件重填"),
        ("note", "字" * 300, "字" * 40 + "…", "有300个字，超过200个字", "缩短到200个字以内"),
    ],
)
def test_a_refused_row_names_column_cell_reason_and_mending(key, value, given, reason, mending):
    problem = problem_of(key, value)
    assert problem.column == LAYOUT.column(key).title
    assert (problem.given, problem.reason, problem.mending) == (given, reason, mending)
    assert problem.level is Level.REFUSED


def test_a_good_row_has_typed_values_for_every_key():
    first, second = read(workbook())
    assert first.level is second.level is Level.ACCEPTED
    assert first.values == {
        "number": "9901203316",
        "name": "唐砚平",
        "sex": "1",
        "ward": "一监区",
        "term": Term(Kind.FIXED, 102),
        "delivered": date(2021, 2, 3),
        "served": date(2023, 5, 6),
        "note": "无",
    }
    assert second.values["served"] is MISSING
    assert second.values["note"] is None


def test_a_column_the_file_does_not_have_is_empty():
    (row,) = read(workbook(GOOD[:2] + GOOD[4:5], titles=["罪犯编号", "姓名", "原判刑期"]))
    assert row.values["delivered"] is None
    assert not row.problems


def test_full_width_digits_and_serial_dates_are_read():
    row = changed("number", "９９０１２０３３１６")
    row[5] = 44230
    (read_row,) = read(workbook(row))
    assert read_row.values["number"] == "9901203316"
    assert read_row.values["delivered"] == date(2021, 2, 3)
    assert read_row.level is Level.WARNED
    assert "44230" in read_row.problems[0].reason


def test_a_rare_name_is_taken_with_a_remark():
    problem = problem_of("name", "龚䶮")
    assert (problem.level, problem.mending) == (Level.WARNED, "无须改；打印用补字字库")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+8613", "-减刑", "＝cmd", "＋1", "－2", "＠x", "\t=1", " =1"])
def test_text_that_looks_like_a_formula_is_kept_as_text_and_marked(text):
    def force(sheet, _):
        sheet["H2"].value = text
        sheet["H2"].data_type = "s"

    (row,) = read(workbook(GOOD, change=force))
    assert row.values["note"] == text.strip()
    assert row.level is Level.WARNED
    assert "像公式" in row.problems[0].reason


def test_a_name_that_is_a_formula_is_refused():
    def force(sheet, _):
        sheet["B2"].value, sheet["B2"].data_type = '=HYPERLINK("http://x","王伟")', "s"

    assert read(workbook(GOOD, change=force))[0].refused


def test_a_formula_counts_by_its_stored_result_and_without_one_is_refused():
    data = workbook(GOOD, change=lambda sheet, _: sheet.__setitem__("B2", '="唐"&"砚平"'))
    assert read(data)[0].problems[0].reason == "是公式，但文件里没有存结果"
    sheet = open_sheet(with_formula("B2", '="唐"&"砚平"', "唐砚平"), "名单.xlsx", LAYOUT)
    assert sheet.notes == ["有1个格是公式，取的是文件里存的结果"]
    assert read_rows(sheet, LAYOUT)[0].values["name"] == "唐砚平"


def test_an_error_value_is_not_taken_for_nothing():
    row = read(workbook(GOOD, change=lambda sheet, _: sheet.__setitem__("G2", "#N/A")))[0]
    assert row.problems[0].reason == "是表格的错误值 #N/A"


def test_cells_merged_over_rows_are_filled_where_that_is_meant():
    rows = [GOOD, [*OTHER[:3], None, *OTHER[4:]]]
    first, second = read(workbook(*rows, change=lambda sheet, _: sheet.merge_cells("D2:D3")))
    assert first.values["ward"] == second.values["ward"] == "一监区"
    assert not first.refused


def test_other_merged_cells_are_refused_with_their_address_in_every_row_they_touch():
    rows = [GOOD, [*OTHER[:4], None, *OTHER[5:]]]
    for row in read(workbook(*rows, change=lambda sheet, _: sheet.merge_cells("E2:E3"))):
        (problem,) = row.problems
        assert problem.reason == "E2:E3 是合并单元格，不知属于哪一行"
        assert problem.mending == "取消合并，逐行填写"


def test_a_cell_merged_across_columns_is_refused():
    (row,) = read(workbook(GOOD, change=lambda sheet, _: sheet.merge_cells("F2:G2")))
    assert {one.key for one in row.problems} == {"delivered", "served"}


def test_a_hidden_row_is_read_with_a_remark():
    def hide(sheet, _):
        sheet.row_dimensions[3].hidden = True

    first, second = read(workbook(change=hide))
    assert not first.problems
    assert "被隐藏" in second.problems[0].reason
    assert not second.refused


def test_repeated_numbers_refuse_both_rows_and_name_each_other():
    first, other, second = read(workbook(GOOD, OTHER, [GOOD[0], "冯文瑾", *GOOD[2:]]))
    assert first.problems[0].reason == "与第4行相同，姓名不同"
    assert second.problems[0].reason == "与第2行相同，姓名不同"
    assert not other.problems


def test_a_row_pasted_twice_is_told_so():
    first, second = read(workbook(GOOD, GOOD))
    assert first.problems[0].reason == "与第3行完全相同"
    assert second.problems[0].mending == "删去重复的一行"


def test_two_unidentified_persons_are_not_one():
    layout = Layout([Column("id", "身份证号", citizen_id, unique=True), Column("name", "姓名")])
    rows = read(workbook(["0" * 18, "甲"], ["0" * 18, "乙"], titles=["身份证号", "姓名"]), layout)
    assert not any(row.refused for row in rows)


def test_what_only_the_caller_knows_is_added_with_the_cell_it_is_about():
    row = read(workbook(GOOD))[0]
    row.warn("", "本批已有此人", "核对")
    assert row.level is Level.WARNED
    row.refuse("number", "不在本监狱", "核对编号")
    assert row.level is Level.REFUSED
    assert row.problems[1] == Problem("罪犯编号", "9901203316", "不在本监狱", "核对编号", Level.REFUSED, "number")
