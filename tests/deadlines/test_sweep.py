"""Reminders: twice, late or never swept, the effect is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from procuratorate.deadlines.events import reminder_due
from procuratorate.deadlines.models import Deadline, Reminder
from procuratorate.deadlines.services import extend_deadline, meet_deadline, stop_deadline, sweep
from procuratorate.deadlines.states import ReminderStep
from procuratorate.deadlines.tasks import sweep as sweep_task
from procuratorate.organs.actors import BUILDER, service_actor
from procuratorate.organs.reach import acting_as
from tests.deadlines.conftest import SEVEN_WORKING, TEN, noon

pytestmark = pytest.mark.django_db
OpenClock = Callable[..., Deadline]


@pytest.fixture
def news() -> Iterator[list[tuple[int, str]]]:
    """What listeners heard: (deadline, step)."""
    heard: list[tuple[int, str]] = []

    def listen(sender: Any, deadline: Deadline, step: ReminderStep, **kwargs: Any) -> None:
        heard.append((deadline.pk, step.value))

    reminder_due.connect(listen)
    yield heard
    reminder_due.disconnect(listen)


def swept(day: str) -> int:
    with acting_as(service_actor("sweep")):
        return sweep(at=noon(day))


def steps(clock: Deadline) -> list[str]:
    with acting_as(BUILDER):
        return list(Reminder.objects.filter(deadline=clock).order_by("pk").values_list("step", flat=True))


def test_nothing_is_said_four_days_before(open_clock: OpenClock, news: list[tuple[int, str]]) -> None:
    open_clock("2026-11-10")  # ends on Friday the 20th
    assert (swept("2026-11-16"), news) == (0, [])


def test_each_step_is_said_on_its_day_and_once_however_often_swept(
    open_clock: OpenClock, news: list[tuple[int, str]]
) -> None:
    clock = open_clock("2026-11-10")
    for day in ("17", "17", "18", "19", "19", "20", "20", "21", "22", "30"):
        swept(f"2026-11-{day}")
    assert steps(clock) == ["three_days", "one_day", "due", "overdue"]
    assert news == [(clock.pk, step) for step in steps(clock)]


def test_a_late_sweep_says_only_what_fits_now(open_clock: OpenClock, news: list[tuple[int, str]]) -> None:
    clock = open_clock("2026-11-10")
    swept("2026-11-20")
    swept("2026-12-05")
    assert news == [(clock.pk, "due"), (clock.pk, "overdue")]


def test_working_days_are_counted_back_in_working_days(open_clock: OpenClock) -> None:
    clock = open_clock("2026-11-16", SEVEN_WORKING)
    assert (clock.due_on, clock.soon_on) == (date(2026, 11, 25), date(2026, 11, 20))
    assert (swept("2026-11-19"), swept("2026-11-20")) == (0, 1)


@pytest.mark.parametrize("end", [meet_deadline, stop_deadline])
def test_a_clock_that_does_not_run_is_not_reminded_of(
    open_clock: OpenClock, news: list[tuple[int, str]], end: Any
) -> None:
    clock = open_clock("2026-11-10")
    more = {"article": "第149条"} if end is stop_deadline else {}
    with acting_as(BUILDER):
        end(deadline=clock, reason="鉴定", actor=BUILDER, at=noon("2026-11-16"), **more)
    assert (swept("2026-11-20"), news) == (0, [])


def test_an_extended_clock_is_reminded_of_again(open_clock: OpenClock, news: list[tuple[int, str]]) -> None:
    clock = open_clock("2026-11-10")
    swept("2026-11-20")
    with acting_as(BUILDER):
        extend_deadline(
            deadline=clock, term=TEN, reason="案情复杂", article="第635条", actor=BUILDER, at=noon("2026-11-20")
        )
    swept("2026-11-20")
    swept("2026-11-30")
    assert news == [(clock.pk, "due"), (clock.pk, "due")]


def test_a_listener_that_fails_leaves_its_reminder_for_the_next_sweep_and_the_others_alone(
    open_clock: OpenClock, news: list[tuple[int, str]]
) -> None:
    bad, good = open_clock("2026-11-10"), open_clock("2026-11-10")

    def fail(sender: Any, deadline: Deadline, **kwargs: Any) -> None:
        if deadline.pk == bad.pk:
            raise RuntimeError("broken listener")

    reminder_due.connect(fail)
    try:
        assert swept("2026-11-20") == 1
    finally:
        reminder_due.disconnect(fail)
    assert (steps(bad), steps(good)) == ([], ["due"])
    assert swept("2026-11-20") == 1
    assert steps(bad) == ["due"]


def test_the_task_may_run_twice(open_clock: OpenClock, set_clock: Callable[..., None]) -> None:
    clock = open_clock("2026-11-10")
    set_clock(noon("2026-11-20"))
    assert (sweep_task(), sweep_task()) == (1, 0)
    assert steps(clock) == ["due"]


def test_shanghai_decides_the_day_not_the_server(open_clock: OpenClock) -> None:
    clock = open_clock("2026-11-10")
    late_evening_in_utc = noon("2026-11-19").replace(hour=16, minute=30)  # half past midnight on the 20th in Beijing
    with acting_as(service_actor("sweep")):
        sweep(at=late_evening_in_utc)
    assert steps(clock) == ["due"]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_say_it_once(open_clock: OpenClock, news: list[tuple[int, str]]) -> None:
    clocks = [open_clock("2026-11-10") for _ in range(5)]
    meet = Barrier(2)

    def run() -> int:
        try:
            with acting_as(service_actor("sweep")):
                meet.wait()
                return sweep(at=noon("2026-11-20"))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        given = [future.result() for future in (pool.submit(run), pool.submit(run))]
    assert sum(given) == len(clocks)
    assert sorted(news) == sorted((clock.pk, "due") for clock in clocks)
