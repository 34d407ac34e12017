"""Moments and officers of the past, as the builder may write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from procuratorate.deadlines.selectors import working_calendar
from procuratorate.lib.clock import SHANGHAI
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment
from procuratorate.organs.reach import actor_for
from procuratorate.organs.states import Side


def officer(number: str, on: date) -> Actor:
    """The officer in their own post and on their own side."""
    assignment = Assignment.objects.select_related("organ__house", "officer", "acting_for").get(officer__number=number)
    return actor_for(assignment, on)


def historian(number: str, on: date) -> Actor:
    """An officer as the builder lets them act in the past: same post, but the row may bear an earlier time."""
    return replace(officer(number, on), side=Side.BUILDER)


def working_day_before(on: date, back: int) -> date:
    """The working day `back` working days before `on` (0: `on` itself or the last one before it)."""
    calendar = working_calendar()
    day, left = on, back
    while not calendar.is_working(day) or left:
        left -= calendar.is_working(day)
        day -= timedelta(days=1)
    return day


def moment(day: date, clock: str) -> datetime:
    """A Shanghai time of a day: "09:22:07"."""
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI)
