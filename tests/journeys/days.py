"""The days of a story, by the product's own clock: it is set forward and never back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import chinese_calendar

from procuratorate.lib.clock import SHANGHAI, day_of
from tests.running.ledger import Ledger

ONE_DAY = timedelta(days=1)


class Days:
    """Today in the story. Working days are those of the published package, not of our own calendar."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @property
    def today(self) -> date:
        return day_of(self.ledger.one("SELECT clock()"))

    def begin(self) -> None:
        """Nine in the morning of the next working day."""
        self.to(self.working(1))

    def to(self, day: date, hour: int = 9) -> date:
        self.ledger.set_clock(datetime.combine(day, time(hour), SHANGHAI))
        return day

    def on(self, count: int) -> date:
        """Let so many working days pass."""
        return self.to(self.working(count))

    def working(self, count: int, after: date | None = None) -> date:
        """The so-many-th working day after a day; after today unless told."""
        day = after or self.today
        while count:
            day += ONE_DAY
            count -= is_working(day)
        return day

    def left(self, count: int, after: date | None = None) -> str:
        """What a clock of so many days says today: an end on a day off rolls on to the next working day."""
        end = (after or self.today) + count * ONE_DAY
        while not is_working(end):
            end += ONE_DAY
        return f"剩 {(end - self.today).days} 日"


def is_working(day: date) -> bool:
    """A year whose holidays are not published yet goes by Saturday and Sunday, as in the product."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
