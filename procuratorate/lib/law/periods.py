"""Procedural periods (期间) worked out day by day. Custody uses the same count and `Roll.NEVER`.

The day of the event does not count, the next is day 1 (刑事诉讼法第105条第2款). An extension runs on from the nominal
end, not from the day it rolled to (高检发侦监字〔2016〕9号 第16条; for periods other than custody inferred).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from procuratorate.lib.law.calendars import Calendar
from procuratorate.lib.law.dates import add_months
from procuratorate.lib.law.terms import Extension, HourSum, Pause, Roll, Step, Sum, Term, Unit

ONE_DAY, ONE_HOUR = timedelta(days=1), timedelta(hours=1)


def reckon(
    start: date,
    term: Term,
    calendar: Calendar,
    *,
    why: str = "",
    roll: Roll = Roll.NEXT_WORKING_DAY,
    extensions: Sequence[Extension] = (),
    pauses: Sequence[Pause] = (),
) -> Sum:
    """Work out the period `term` from the event on `start`; `why` names the event (收到建议书副本).

    `pauses` are days that do not count. A year without a notice is reckoned by weekends alone, and `warnings` says so.
    Raises ValueError for hours, which `reckon_hours` reckons.
    """
    count = _Count(start, calendar, tuple(pauses))
    legs = [(term, False), *((x.term, True) for x in extensions)]
    for unit, same in groupby(legs, key=lambda leg: leg[0].unit):
        count.run(unit, [extended for leg, extended in same for _ in range(leg.amount)])
    nominal = count.day
    rest = count.roll() if roll is Roll.NEXT_WORKING_DAY else ""
    return Sum(
        start=start,
        why=why,
        term=term,
        first_day=start + ONE_DAY,
        nominal=nominal,
        due=count.day,
        steps=tuple(count.steps),
        rest=rest,
        warnings=tuple(f"{year}年放假安排尚未导入，暂按周六、周日推算，导入后重算" for year in sorted(count.unknown)),
        extensions=tuple(extensions),
        pauses=tuple(pauses),
    )


def reckon_hours(start: datetime, term: Term, *, why: str = "") -> HourSum:
    """Work out a period of hours: the hour of the event does not count (刑事诉讼法第105条第2款), rest days do."""
    if term.unit is not Unit.HOUR:
        raise ValueError("reckon_hours reckons hours")
    first = start.replace(minute=0, second=0, microsecond=0) + ONE_HOUR
    return HourSum(start, why, term, first, first + term.amount * ONE_HOUR)


@dataclass
class _Count:
    """A finger on the calendar: `day` is where it stands, `unknown` the years it had to guess."""

    start: date
    calendar: Calendar
    pauses: tuple[Pause, ...]
    day: date = field(init=False)
    number: int = 0
    steps: list[Step] = field(default_factory=list)
    unknown: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.day = self.start

    def run(self, unit: Unit, extended: list[bool]) -> None:
        """Count one unit for each of `extended`, which tells the days or months of the term from those added to it."""
        if unit is Unit.HOUR:
            raise ValueError("hours are reckoned by reckon_hours")
        if unit is Unit.MONTH:
            self._months(extended)
            return
        for is_extension in extended:
            self._one_day(unit, "，延长" if is_extension else "")

    def _one_day(self, unit: Unit, remark: str) -> None:
        while self._next() and not self._counts(unit):
            pass
        self.number += 1
        source = self.calendar.source(self.day) if unit is Unit.WORKING_DAY else ""
        made_up = f"，{self.calendar.why(self.day)}" if source else ""
        self._step(True, f"第{self.number}日{remark}{made_up}", source)

    def _counts(self, unit: Unit) -> bool:
        if stopped := self._stopped(self.day):
            self._step(False, f"停止计算：{stopped}")
        elif unit is Unit.WORKING_DAY and not self._working():
            self._skip()
        else:
            return True
        return False

    def _months(self, extended: list[bool]) -> None:
        """All months run from one anchor, so that 1+1 months is 2 months even across a short February."""
        anchor = self.day
        for month, is_extension in enumerate(extended, 1):
            self.day = add_months(anchor, month)
            self._step(True, f"满{month}个月" + ("，延长" if is_extension else ""))
        days = range(1, (self.day - anchor).days + 1)
        for _ in range(sum(bool(self._stopped(anchor + ONE_DAY * n)) for n in days)):
            while self._next() and self._stopped(self.day):
                pass
            self._step(True, "补足停止计算的一日")

    def roll(self) -> str:
        """Move off rest days; says what rest day the count ended on, or nothing."""
        if self._working():
            return ""
        rest, last = self.calendar.why(self.day), self.steps.pop()
        self._step(True, f"{last.why}，{rest}", self.calendar.source(self.day))
        while self._next() and not self._working():
            self._skip()
        self._step(False, "顺延至此")
        return rest

    def _next(self) -> bool:
        self.day += ONE_DAY
        return True

    def _stopped(self, day: date) -> str:
        return next((pause.why for pause in self.pauses if pause.holds(day)), "")

    def _working(self) -> bool:
        self.unknown.update(self.calendar.missing(self.day))
        return self.calendar.is_working(self.day)

    def _skip(self) -> None:
        self._step(False, self.calendar.why(self.day), self.calendar.source(self.day))

    def _step(self, counted: bool, why: str, source: str = "") -> None:
        self.steps.append(Step(self.day, counted, why, source))
