from __future__ import annotations

from datetime import date

import pytest

from procuratorate.deadlines.pasting import LAYOUT, pasted_from, read_pasted, written
from procuratorate.deadlines.services.noticed import NoticedDay
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.law.calendars import Kind
from procuratorate.lib.sheets import write_csv, write_table


@pytest.mark.parametrize(
    ("line", "mending"),
    [
        ("2027-02-30 放假 春节", "2月没有30日"),
        ("2027-02-05 春节", "请写明“放假”还是“上班”"),
        ("2027-02-05 放假 上班 春节", "请写明“放假”还是“上班”"),
        ("2027-02-05 调休 春节", "请写“放假”或“上班”"),
        ("2027-02-11至2027-02-05 放假 春节", "前后颠倒"),
        ("2027-02-05至2028-02-05 放假 春节", "相隔太久"),
        ("下周一 放假 春节", "请写作 2027-01-01"),
    ],
)
def test_a_line_that_cannot_be_read_names_its_number_and_the_mending(line: str, mending: str) -> None:
    with pytest.raises(Unacceptable) as wrong:
        read_pasted(f"2027-01-01 放假 元旦\n\n{line}")
    assert "第3行" in wrong.value.fields["text"]
    assert mending in wrong.value.fields["text"].replace("二月", "2月")


@pytest.mark.parametrize(
    "line",
    ["2027-01-01 放假 元旦", "2027.1.1\t休\t元旦", "2027年1月1日，放假调休，元旦", "２０２７-０１-０１　放假　元旦"],
)
def test_a_day_is_understood_as_people_write_it(line: str) -> None:
    assert read_pasted(line) == [NoticedDay(date(2027, 1, 1), Kind.REST, "元旦")]


def test_a_span_is_every_day_of_it() -> None:
    days = read_pasted("2027-02-05至2027-02-07 放假 春节\n2027-02-14 上班 春节")
    assert [one.day.day for one in days] == [5, 6, 7, 14]
    assert [one.kind for one in days] == [Kind.REST] * 3 + [Kind.WORK]


def test_what_was_read_is_written_so_that_it_reads_back() -> None:
    days = read_pasted("2027-02-05至2027-02-07 休 春节\n2027-02-14 班 春节")
    assert read_pasted(written(days)) == days


@pytest.mark.parametrize("write", ["xlsx", "csv"])
def test_a_table_reads_like_pasted_lines(write: str) -> None:
    rows = [
        {"days": "2027-01-01", "kind": "放假", "name": "元旦"},
        {"days": "2027-01-09", "kind": "上班", "name": "元旦"},
    ]
    data = write_table(LAYOUT.columns, rows, title="放假") if write == "xlsx" else write_csv(LAYOUT.columns, rows)
    assert read_pasted(pasted_from(data, f"放假.{write}")) == [
        NoticedDay(date(2027, 1, 1), Kind.REST, "元旦"),
        NoticedDay(date(2027, 1, 9), Kind.WORK, "元旦"),
    ]


def test_a_file_that_is_no_table_is_refused_with_its_mending() -> None:
    with pytest.raises(Unacceptable) as wrong:
        pasted_from(b"%PDF-1.7 nothing", "通知.pdf")
    assert wrong.value.fields["file"]
