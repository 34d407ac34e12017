"""A year of days: working, resting, made up for."""

from __future__ import annotations

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from procuratorate.lib.law.calendars import Kind, NoticeCalendar

SIX = 6  # weeks to every month, so that all stand equally tall


@dataclass(frozen=True)
class Cell:
    """One day. `css` is rest, work, weekend or nothing, with now for today; `word` is 休, 班 or nothing."""

    day: date
    css: str
    word: str
    why: str


@dataclass(frozen=True)
class Month:
    """One month: weeks of seven, None where another month's day would stand."""

    number: int
    weeks: list[list[Cell | None]]
    working: int


@dataclass(frozen=True)
class Year:
    """Twelve months; `known` tells whether the year's notice is loaded."""

    year: int
    months: list[Month]
    known: bool

    @property
    def working(self) -> int:
        return sum(month.working for month in self.months)


def year_of(year: int, calendar: NoticeCalendar, today: date) -> Year:
    """A whole year."""
    return Year(year, [_month(year, number, calendar, today) for number in range(1, 13)], year in calendar.years)


def _month(year: int, number: int, calendar: NoticeCalendar, today: date) -> Month:
    weeks: list[list[Cell | None]] = [
        [_cell(day, calendar, today) if day.month == number else None for day in week]
        for week in Weeks().monthdatescalendar(year, number)
    ]
    weeks += [[None] * 7] * (SIX - len(weeks))
    days = [cell.day for week in weeks for cell in week if cell]
    return Month(number, weeks, sum(map(calendar.is_working, days)))


def _cell(day: date, calendar: NoticeCalendar, today: date) -> Cell:
    noted = calendar.days.get(day)
    css = noted.kind.value if noted else "" if calendar.is_working(day) else "weekend"
    word = {Kind.REST: "休", Kind.WORK: "班"}[noted.kind] if noted else ""
    why = f"{calendar.why(day)}（{noted.source}）" if noted else ""
    return Cell(day, f"{css} now".strip() if day == today else css, word, why)
