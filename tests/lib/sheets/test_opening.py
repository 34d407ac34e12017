"""Finding the list in what clerks upload."""

import codecs
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from procuratorate.lib.sheets import Column, Layout, Unreadable, open_sheet, read_rows
from tests.lib.sheets.builders import GOOD, LAYOUT, OTHER, TITLES, csv_lines, opendocument, repacked, saved, workbook

DATA = Path(__file__).parents[2] / "data"


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        open_sheet(data, "名单.xlsx", LAYOUT)
    return caught.value


def names_in(data: bytes, filename: str = "名单.xlsx") -> list[object]:
    return [row.values["name"] for row in read_rows(open_sheet(data, filename, LAYOUT), LAYOUT)]


def test_two_columns_that_mean_the_same_are_refused_with_their_letters():
    error = refused(workbook(titles=["罪犯编号", "姓名", "编号", "监区", "原判刑期"]))
    assert error.reason == "第1行的表头重复：“罪犯编号”（A列、C列）"
    assert error.mending == "删去或改名其中一列"


def test_a_lacking_column_is_named_and_the_one_that_may_be_meant():
    error = refused(workbook(titles=["罪犯编号", "罪犯姓名", *TITLES[2:4], "刑期", *TITLES[5:]]))
    assert error.reason == "第1行的表头缺少必填的列：姓名、原判刑期"
    assert "“罪犯姓名”若就是姓名，把列名改成“姓名”" in error.mending
    assert "“刑期”若就是原判刑期" in error.mending


def test_two_lists_in_one_workbook_are_not_silently_halved():
    def second_ward(_, book):
        other = book.copy_worksheet(book["名单"])
        other.title = "二监区"

    assert refused(workbook(change=second_ward)).reason == "有2张工作表都是名单：“名单”、“二监区”"


def test_headings_without_rows_are_refused():
    assert "没有一行数据" in refused(workbook(["", "", "", "", ""])).reason
    assert "没有一行数据" in refused(csv_lines([""] * 8).encode()).reason


def test_headings_beyond_the_tenth_row_are_not_found():
    assert "没有找到表头" in refused(workbook(change=lambda sheet, _: sheet.insert_rows(1, 10))).reason


def test_titles_above_the_headings_are_passed_over_and_rows_keep_their_numbers():
    def with_title(sheet, _):
        sheet.insert_rows(1, 2)
        sheet["A1"] = "青岑监狱 2026年第四批 提请减刑名单"
        sheet.merge_cells("A1:H1")

    sheet = open_sheet(workbook(change=with_title), "名单.xlsx", LAYOUT)
    assert sheet.header_row == 3
    assert [row.number for row in sheet.rows] == [4, 5]


def test_synonyms_stars_line_breaks_and_remarks_in_headings_are_understood():
    titles = [
        "编 号",
        "*姓名：",
        "性别（男/女）",
        "监\n区",
        "原判刑期(如8年6个月)",
        "送监日期",
        "前次裁定送达日",
        "备　注",
    ]
    assert names_in(workbook(titles=titles)) == [GOOD[1], OTHER[1]]


def test_a_heading_in_another_unit_is_unknown_rather_than_wrong():
    layout = Layout([Column("name", "姓名"), Column("fine", "罚金")])
    sheet = open_sheet("姓名,罚金（万元）,罚金(元)\n甲,5,50000\n".encode(), "a.csv", layout)
    assert sheet.unknown == ["罚金（万元）"]
    assert read_rows(sheet, layout)[0].values["fine"] == "50000"


def test_headings_two_lines_deep_are_read_as_one():
    layout = Layout(
        [Column("name", "姓名"), Column("start", "考核期起"), Column("end", "考核期止"), Column("points", "积分")]
    )

    def two_deep(sheet, _):
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:D2")

    rows = [[None, "起", "止"], ["甲", "2024-01", "2024-06", "12"]]
    data = workbook(*rows, titles=["姓名", "考核期", "", "积分"], change=two_deep)
    sheet = open_sheet(data, "a.xlsx", layout)
    assert sheet.columns == {"name": 0, "start": 1, "end": 2, "points": 3}
    assert [row.number for row in sheet.rows] == [3]


def test_unknown_columns_and_other_sheets_are_reported_not_lost():
    def more(sheet, book):
        sheet["I1"] = "籍贯"
        book.create_sheet("封面")["A1"] = "2026年"
        book.create_sheet("底稿").sheet_state = "hidden"

    sheet = open_sheet(workbook(change=more), "名单.xlsx", LAYOUT)
    assert sheet.unknown == ["籍贯"]
    assert sheet.notes == ["工作表“封面”没有读", "隐藏的工作表“底稿”没有读"]


def test_footers_and_repeated_headings_are_skipped_aloud_and_empty_rows_silently():
    rows = [GOOD, [None] * 8, TITLES, OTHER, ["合计", "", "2人"], ["填表人：唐某  审核人：郝某"], [None, " ", ""]]
    sheet = open_sheet(workbook(*rows), "名单.xlsx", LAYOUT)
    assert [row.number for row in sheet.rows] == [2, 5]
    assert sheet.skipped == [
        (4, "是重复的表头，未读"),
        (6, "“合计”是表尾，未读"),
        (7, "“填表人：唐某 审核人：郝某”是表尾，未读"),
    ]


def test_a_person_whose_row_begins_like_a_footer_is_not_skipped():
    sheet = open_sheet(workbook(["合计", *GOOD[1:]]), "名单.xlsx", LAYOUT)
    assert len(sheet.rows) == 1


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_every_encoding_and_with_every_separator(encoding, separator):
    text = csv_lines(separator=separator)
    assert names_in(text.encode(encoding), "名单.csv") == ["唐砚平", "龚文瑾"]


def test_a_four_byte_character_survives_in_utf8_utf16_and_gb18030():
    text = csv_lines([GOOD[0], "龚\U00020164", *GOOD[2:]], [OTHER[0], "龚䶮", *OTHER[2:]])
    for encoding in ("utf-8", "utf-16", "gb18030"):
        assert names_in(text.encode(encoding)) == ["龚\U00020164", "龚䶮"]


def test_big_endian_text_with_its_mark_is_read():
    assert names_in(codecs.BOM_UTF16_BE + csv_lines().encode("utf-16-be")) == ["唐砚平", "龚文瑾"]


def test_a_text_renamed_to_a_workbook_is_read_with_a_note():
    sheet = open_sheet(csv_lines(separator="\t").encode("gbk"), "名单.xlsx", LAYOUT)
    assert len(sheet.rows) == 2
    assert "内容是文本" in sheet.notes[0]


def test_full_width_commas_and_lists_in_remarks_do_not_decide_the_separator():
    remark = "有余罪，已并罚，罚金已缴，无异议，无漏罪，悔罪；1,2,3,4,5,6,7,8,9"
    assert names_in(csv_lines([*GOOD[:7], remark], separator="\t").encode()) == ["唐砚平"]


def test_quoted_line_breaks_do_not_shift_row_numbers():
    text = csv_lines([*GOOD[:7], '"两行\n备注"'], OTHER)
    assert [row.number for row in open_sheet(text.encode(), "a.csv", LAYOUT).rows] == [2, 3]


def test_an_old_workbook_under_a_new_name_goes_by_its_content():
    data = repacked(workbook(), {})
    assert names_in(data, "名单.xls") == names_in(data, "名单.txt") == ["唐砚平", "龚文瑾"]


def test_an_old_workbook_is_read_with_its_merges_and_dates():
    """roster.xls, of an old library: a title, a number as number, a date, a ward merged over two rows."""
    sheet = open_sheet((DATA / "roster.xls").read_bytes(), "名单.xls", LAYOUT)
    first, second = read_rows(sheet, LAYOUT)
    assert (first.number, first.values["number"], first.values["delivered"]) == (3, "9901203316", date(2021, 2, 3))
    assert (second.values["name"], second.values["ward"]) == ("龚䶮", "一监区")


def test_an_opendocument_is_read():
    assert names_in(opendocument(), "名单.ods") == ["唐砚平", "龚文瑾"]


def test_an_encrypted_opendocument_asks_for_the_password_to_be_taken_off():
    locked = repacked(opendocument(), {"META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"})
    assert "去掉打开密码" in refused(locked).mending


def test_templates_explanations_are_not_taken_for_lists():
    def explained(_, book):
        guide = book.create_sheet("说明")
        guide.append(TITLES)
        guide.append(GOOD)

    assert open_sheet(workbook(change=explained), "名单.xlsx", LAYOUT).name == "名单"


def test_saved_again_by_another_program_it_is_the_same_list():
    again = saved(load_workbook(BytesIO(workbook())))
    assert names_in(again) == names_in(workbook())
