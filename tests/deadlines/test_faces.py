from __future__ import annotations

from datetime import date

import pytest

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.rendering import face, sum_lines, year_of
from procuratorate.deadlines.seed import shipped_calendar
from procuratorate.deadlines.services.sums import fields_of, work_out
from procuratorate.deadlines.states import State

CALENDAR = shipped_calendar()


def clock(starts_on: str, amount: int = 10, unit: str = "day", **fields: object) -> Deadline:
    made = Deadline(
        title="审查建议书副本",
        starts_on=date.fromisoformat(starts_on),
        start_reason="收到建议书副本",
        term_amount=amount,
        term_unit=unit,
        article="规则第635条",
        **fields,
    )
    for name, value in fields_of(work_out(made, CALENDAR)).items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("on", "css", "left", "right"),
    [
        ("2026-11-16", "", "剩 4 日", "11-20 到期"),
        ("2026-11-17", "is-soon", "剩 3 日", "11-20 到期"),
        ("2026-11-19", "is-soon", "剩 1 日", "11-20 到期"),
        ("2026-11-20", "is-today", "今日到期", "11-20"),
        ("2026-11-21", "is-over", "逾期 1 日", "11-20 到期"),
        ("2027-01-04", "is-over", "逾期 45 日", "2026-11-20 到期"),
    ],
)
def test_the_face_says_how_much_is_left_on_each_side_of_each_boundary(on: str, css: str, left: str, right: str) -> None:
    shown = face(clock("2026-11-10"), date.fromisoformat(on))
    assert (shown.css, shown.left, shown.right) == (css, left, right)


@pytest.mark.parametrize(
    ("on", "css", "left"),
    [
        ("2026-11-19", "", "剩 4 个工作日"),
        ("2026-11-20", "is-soon", "剩 3 个工作日"),
        ("2026-11-22", "is-soon", "剩 3 个工作日"),
        ("2026-11-23", "is-soon", "剩 2 个工作日"),
    ],
)
def test_working_days_left_are_counted_as_working_days(on: str, css: str, left: str) -> None:
    shown = face(clock("2026-11-16", 7, "working_day", agreed=True), date.fromisoformat(on))
    assert (shown.css, shown.left, shown.right) == (css, left, "11-25 约定")
    assert shown.nature == "约定期限，非法定"


def test_a_rolled_end_says_so() -> None:
    assert face(clock("2026-11-11"), date(2026, 11, 21)).right == "11-23 顺延"


def test_an_end_in_a_year_without_a_notice_is_called_provisional() -> None:
    shown = face(clock("2026-12-25", 7, "working_day"), date(2026, 12, 28))
    assert shown.right == "2027-01-05 暂定"
    assert shown.warnings == ("2027年放假安排尚未导入，暂按周六、周日推算，导入后重算",)


@pytest.mark.parametrize(
    ("state", "ended", "css", "left", "right"),
    [
        (State.STOPPED, None, "is-stop", "停止计算", "恢复后另定"),
        (State.CANCELLED, date(2026, 11, 18), "is-stop", "已撤销", "11-18"),
        (State.MET, date(2026, 11, 18), "is-done", "已办结", "11-18，早 2 日"),
        (State.MET, date(2026, 11, 20), "is-done", "已办结", "11-20，当日"),
        (State.MET, date(2026, 11, 21), "is-done", "已办结", "11-21，迟 1 日"),
    ],
)
def test_a_clock_that_does_not_run_says_why(state: State, ended: date | None, css: str, left: str, right: str) -> None:
    shown = face(clock("2026-11-10", state=state, ended_on=ended), date(2026, 12, 1))
    assert (shown.css, shown.left, shown.right) == (css, left, right)
    assert shown.sentence.endswith("到11月20日止。")


def test_the_open_face_carries_the_whole_sum() -> None:
    shown = face(clock("2026-09-25"), date(2026, 9, 30))
    assert shown.lines[0] == (date(2026, 9, 26), True, "第1日")
    assert shown.lines[-2:] == ((date(2026, 10, 7), False, "国庆节放假"), (date(2026, 10, 8), True, "顺延至此"))
    assert shown.calendar == "国务院办公厅关于2026年部分节假日安排的通知"
    assert shown.sentence.endswith("到10月8日止，今日之后还剩 8 日。")


def test_a_plain_face_has_no_sum() -> None:
    assert face(clock("2026-11-10"), date(2026, 11, 16), plain=True).lines == ()


def test_the_table_of_the_sum_says_of_each_day_whether_it_counts() -> None:
    lines = {line.day.day: (line.effect, line.css) for line in sum_lines(clock("2026-11-11"), date(2026, 11, 20))}
    assert [lines[day] for day in (11, 19, 20, 21, 22, 23)] == [
        ("不计", "skip"),
        ("计入", ""),
        ("计入", "now"),
        ("计入", ""),
        ("顺延", "skip"),
        ("届满", "due"),
    ]


def test_a_year_shows_rest_and_make_up_days_and_counts_the_working_ones() -> None:
    year = year_of(2026, CALENDAR, date(2026, 10, 9))
    cells = {cell.day.day: cell for week in year.months[9].weeks for cell in week if cell}
    assert [(cells[day].css, cells[day].word) for day in (1, 8, 9, 10, 11)] == [
        ("rest", "休"),
        ("", ""),
        ("now", ""),
        ("work", "班"),
        ("weekend", ""),
    ]
    assert (year.known, year.months[9].working) == (True, 18)
    assert not year_of(2027, CALENDAR, date(2026, 10, 9)).known
