"""Days of an assessment before parole: when an answer may be asked after, how long it is good (law.md §3.10)."""

from __future__ import annotations

from datetime import date, timedelta

from procuratorate.lib.law.calendars import Calendar
from procuratorate.lib.law.dates import add_months

ANSWER_DAYS = 10  # working days from the day the body received the commission
ANSWER_ARTICLE = "社区矫正法实施办法第14条"
RENEWABLE_SINCE = date(2026, 2, 21)
GOOD_MONTHS, GOOD_ARTICLE = 6, "司发通〔2026〕8号第5条"


def ask_after(commissioned: date, calendar: Calendar) -> date:
    """The tenth working day after a commission, as if it arrived that day: a day to ask, not one anybody missed."""
    day, left = commissioned, ANSWER_DAYS
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day


def good_until(received: date) -> date:
    """The last day on which an assessment is not commissioned again, the residence unchanged."""
    return add_months(received, GOOD_MONTHS)
