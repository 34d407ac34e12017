"""How many working days a public notice hangs, by which article of its day, and the sum over the days it hung.

Both the day it is posted and the day it is taken down count, if they are working days (law.md §3.3 M09, M14: working
days, not days; the mock and practice count 11-09 to 11-13 as five).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commutation.law.instruments import BOOK
from commutation.states import Kind
from procuratorate.lib.law.calendars import Calendar

ONE_DAY = timedelta(days=1)
LONGEST = 90  # days a notice may be meant to hang; beyond it somebody mistyped a year


@dataclass(frozen=True, slots=True)
class Needed:
    """So many working days, by this article."""

    days: int
    article: str


IN_CENTRE = Needed(3, "看守所留所执行刑罚罪犯管理办法（公安部令第128号）第33条")


def needed(kinds: Iterable[str], on: date, *, in_centre: bool = False) -> Needed:
    """The longest that the law of the day asks for any of these kinds; of those who serve in a centre its own order."""
    found = [_in_centre(kind, on) if in_centre else _needed(kind, on) for kind in set(kinds)]
    return max(found, key=lambda one: one.days, default=Needed(0, ""))


def _in_centre(kind: str, on: date) -> Needed:
    return _needed(kind, on) if kind == Kind.OUTSIDE_SERVICE else IN_CENTRE


def _needed(kind: str, on: date) -> Needed:
    book = BOOK.outside_notice_days if kind == Kind.OUTSIDE_SERVICE else BOOK.notice_days
    param = book.on(on.toordinal())
    if param is None or param.value is None:
        return Needed(0, "")
    return Needed(param.value, param.cite.formal)


def count(first: date, last: date, calendar: Calendar) -> dict[str, Any]:
    """The worked sum over the days a notice hung, as it is stored: `days`, `steps` of [day, counted, why, source]."""
    steps: list[list[Any]] = []
    counted = 0
    for number in range((last - first).days + 1):
        day = first + number * ONE_DAY
        working = calendar.is_working(day)
        counted += working
        why = f"第{counted}个工作日" if working else calendar.why(day)
        if working and calendar.source(day):
            why += f"，{calendar.why(day)}"
        steps.append([day.isoformat(), working, why, calendar.source(day)])
    guessed = sorted({year for step in steps for year in calendar.missing(date.fromisoformat(step[0]))})
    warnings = [f"{year}年放假安排尚未导入，暂按周六、周日推算" for year in guessed]
    sentence = f"{first}至{last}共{(last - first).days + 1}日，其中工作日{counted}个"
    return {"days": counted, "steps": steps, "warnings": warnings, "sentence": sentence}


def earliest_end(first: date, days: int, calendar: Calendar) -> date:
    """The day on which the last of so many working days ends."""
    day = first
    left = days - calendar.is_working(day)
    while left > 0:
        day += ONE_DAY
        left -= calendar.is_working(day)
    return day
