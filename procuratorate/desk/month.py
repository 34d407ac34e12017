"""The month of the login page."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from procuratorate.deadlines.selectors import working_calendar


def month_of(on: date) -> list[tuple[date, bool]]:
    """Each day of the month with whether it is a working day. Two queries."""
    days = [on.replace(day=number) for number in range(1, monthrange(on.year, on.month)[1] + 1)]
    calendar = working_calendar(since=days[0])
    return [(day, calendar.is_working(day)) for day in days]
