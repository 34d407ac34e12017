"""A holiday notice: stored, clocks moved and listed; ended clocks stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from procuratorate.deadlines.events import deadline_moved
from procuratorate.deadlines.models import CalendarDay, CalendarNotice, Deadline, Shift
from procuratorate.deadlines.selectors import day_kind, working_calendar
from procuratorate.deadlines.services import import_notice, meet_deadline, plan_notice
from procuratorate.deadlines.services.noticed import NoticedDay
from procuratorate.deadlines.services.seeding import fill_empty_calendar, load_shipped_years
from procuratorate.lib.errors import Refused, Unacceptable
from procuratorate.lib.law.calendars import Kind
from procuratorate.organs.actors import BUILDER, Actor
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.deadlines.conftest import SEVEN_WORKING, noon

pytestmark = pytest.mark.django_db
OpenClock = Callable[..., Deadline]

# Invented: how 2027 might begin.
NEW_YEAR = [
    NoticedDay(date(2027, 1, 1), Kind.REST, "元旦"),
    NoticedDay(date(2027, 1, 2), Kind.REST, "元旦"),
    NoticedDay(date(2027, 1, 3), Kind.REST, "元旦"),
    NoticedDay(date(2026, 12, 31), Kind.REST, "元旦"),
    NoticedDay(date(2027, 1, 9), Kind.WORK, "元旦"),
]
NUMBER = "国办发明电〔示例〕1号"


def brought_in(days: list[NoticedDay] = NEW_YEAR, actor: Actor = BUILDER, **changes: Any) -> list[Shift]:
    fields = {"number": NUMBER, "year": 2027, "days": days, "actor": actor, "at": noon("2026-11-21"), **changes}
    with acting_as(actor):
        return import_notice(**fields)


# --- refused


@pytest.mark.parametrize("name", ["chen", "tang", "admin"])
def test_only_administrators_of_a_procuratorate_import(cast: Cast, name: str) -> None:
    with pytest.raises(Refused, match="检察机关的管理员"):
        brought_in(actor=cast.actor(name))


@pytest.mark.parametrize(
    ("days", "mending"),
    [
        ([], "没有读到任何日期"),
        ([NEW_YEAR[0], NEW_YEAR[0]], "2027-01-01写了2次"),
        ([NoticedDay(date(2026, 5, 1), Kind.REST, "劳动节")], "2026-05-01不在2027年的安排之内"),
        ([NoticedDay(date(2027, 1, 4), Kind.WORK, "元旦")], "2027-01-04是周一，本来就上班"),
        ([NoticedDay(date(2027, 1, 1), Kind.REST, "")], "2027-01-01没有写节日名称"),
    ],
)
def test_a_wrong_notice_is_refused_and_says_how_to_mend_it(days: list[NoticedDay], mending: str, db: None) -> None:
    with pytest.raises(Unacceptable) as refused:
        brought_in(days)
    assert mending in refused.value.fields["days"]
    with acting_as(BUILDER):
        assert not CalendarNotice.objects.filter(year=2027).exists()


def test_a_second_notice_of_a_year_needs_a_number(db: None) -> None:
    day = [NoticedDay(date(2026, 11, 27), Kind.REST, "临时放假")]
    with pytest.raises(Unacceptable, match="文号"):
        brought_in(day, year=2026, number="")


# --- moved


def test_an_administrator_of_a_procuratorate_moves_clocks_beyond_his_own_reach(
    cast: Cast, open_clock: OpenClock
) -> None:
    clock = open_clock("2026-12-25", SEVEN_WORKING)
    assert clock.due_on == date(2027, 1, 5)
    assert clock.sum["warnings"]
    [shift] = brought_in(actor=cast.actor("root"))
    with acting_as(BUILDER):
        clock.refresh_from_db()
        assert (shift.old_due, shift.new_due, clock.due_on) == (date(2027, 1, 5), date(2027, 1, 7), date(2027, 1, 7))
        assert clock.sum["warnings"] == []
        assert [step[3] for step in clock.sum["steps"] if step[2] == "元旦放假"] == [
            "国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔示例〕1号）"
        ] * 4
        assert Shift.objects.get().notice.imported_by == cast.root


def test_a_make_up_saturday_brings_an_end_forward(open_clock: OpenClock) -> None:
    clock = open_clock("2027-01-08", SEVEN_WORKING)
    assert clock.due_on == date(2027, 1, 19)
    brought_in([NEW_YEAR[4]])
    with acting_as(BUILDER):
        clock.refresh_from_db()
    assert clock.due_on == date(2027, 1, 18)


def test_clocks_that_have_ended_never_change(open_clock: OpenClock) -> None:
    clock = open_clock("2026-12-25", SEVEN_WORKING)
    with acting_as(BUILDER):
        meet_deadline(deadline=clock, actor=BUILDER, at=noon("2026-12-28"))
    before = clock.sum
    assert brought_in() == []
    with acting_as(BUILDER):
        clock.refresh_from_db()
    assert (clock.due_on, clock.sum) == (date(2027, 1, 5), before)


def test_a_clock_that_ends_before_the_notice_begins_is_left_alone(open_clock: OpenClock) -> None:
    clock = open_clock("2026-12-10", SEVEN_WORKING)
    assert brought_in() == []
    with acting_as(BUILDER):
        clock.refresh_from_db()
    assert clock.due_on == date(2026, 12, 21)


def test_a_warning_is_taken_away_without_a_shift_when_the_end_stays(open_clock: OpenClock) -> None:
    clock = open_clock("2027-02-01")
    assert clock.sum["warnings"]
    assert brought_in() == []
    with acting_as(BUILDER):
        clock.refresh_from_db()
    assert clock.sum["warnings"] == []


def test_the_plan_says_what_the_import_will_do_and_writes_nothing(cast: Cast, open_clock: OpenClock) -> None:
    clock = open_clock("2026-12-25", SEVEN_WORKING)
    root = cast.actor("root")
    with acting_as(root):
        plan = plan_notice(number=NUMBER, year=2027, days=NEW_YEAR, actor=root)
    assert [(one.deadline.pk, one.new_due) for one in plan.moved] == [(clock.pk, date(2027, 1, 7))]
    assert (date(2027, 1, 9), "周六", "元旦调休上班") in plan.days
    with acting_as(BUILDER):
        clock.refresh_from_db()
        assert clock.due_on == date(2027, 1, 5)
        assert not CalendarNotice.objects.filter(year=2027).exists()


def test_imported_twice_it_moves_once(open_clock: OpenClock) -> None:
    open_clock("2026-12-25", SEVEN_WORKING)
    assert (len(brought_in()), len(brought_in())) == (1, 0)
    with acting_as(BUILDER):
        assert CalendarNotice.objects.filter(year=2027).count() == 1


def test_a_notice_corrected_under_its_number_drops_what_it_no_longer_names(open_clock: OpenClock) -> None:
    clock = open_clock("2026-12-25", SEVEN_WORKING)
    brought_in()
    brought_in(NEW_YEAR[:3])
    with acting_as(BUILDER):
        clock.refresh_from_db()
        assert not CalendarDay.objects.filter(date=date(2026, 12, 31)).exists()
    assert clock.due_on == date(2027, 1, 6)


def test_a_later_notice_changes_single_days_and_keeps_the_rest(db: None) -> None:
    brought_in([NoticedDay(date(2026, 11, 27), Kind.REST, "临时放假")], year=2026)
    with acting_as(BUILDER):
        calendar = working_calendar(since=date(2026, 1, 1))
    assert not calendar.is_working(date(2026, 11, 27))
    assert calendar.why(date(2026, 10, 1)) == "国庆节放假"


def test_a_whole_year_can_be_replaced(db: None) -> None:
    brought_in([NoticedDay(date(2026, 10, 1), Kind.REST, "国庆节")], year=2026, replace=True)
    with acting_as(BUILDER):
        assert working_calendar().is_working(date(2026, 10, 2))


@pytest.fixture
def heard() -> Iterator[list[Shift]]:
    shifts: list[Shift] = []

    def listen(sender: Any, shift: Shift, **kwargs: Any) -> None:
        shifts.append(shift)

    deadline_moved.connect(listen)
    yield shifts
    deadline_moved.disconnect(listen)


def test_each_moved_clock_is_announced(open_clock: OpenClock, heard: list[Shift]) -> None:
    clock = open_clock("2026-12-25", SEVEN_WORKING)
    brought_in()
    assert [shift.deadline_id for shift in heard] == [clock.pk]


# --- the shipped calendar


def test_the_shipped_calendar_fills_only_an_empty_database(db: None) -> None:
    with acting_as(BUILDER):
        before = CalendarDay.objects.count()
        fill_empty_calendar()
        assert CalendarDay.objects.count() == before == 771


def test_shipped_years_without_a_notice_are_loaded_through_the_same_door(db: None) -> None:
    with acting_as(BUILDER):
        assert load_shipped_years(actor=BUILDER, at=noon("2026-11-21")) == {}
        CalendarDay.objects.filter(notice__year=2026).delete()
        CalendarNotice.objects.filter(year=2026).update(year=2003)
        assert load_shipped_years(actor=BUILDER, at=noon("2026-11-21")) == {2026: 0}
        assert CalendarDay.objects.filter(notice__year=2026).count() == 39


@pytest.mark.parametrize(
    ("day", "word"),
    [("2026-11-20", "工作日"), ("2026-11-21", "休息日"), ("2026-10-01", "节假日"), ("2026-10-10", "调休")],
)
def test_the_top_bar_says_what_day_it_is(db: None, day: str, word: str) -> None:
    with acting_as(BUILDER):
        assert day_kind(date.fromisoformat(day)) == word
