"""The parts a worked sum is made of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from itertools import groupby

from procuratorate.lib.law.dates import month_day


class Unit(StrEnum):
    """In what a period is measured."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    HOUR = "hour"

    @property
    def words(self) -> str:
        return {"day": "日", "working_day": "个工作日", "month": "个月", "hour": "小时"}[self.value]


@dataclass(frozen=True)
class Term:
    """A length: 10日, 7个工作日, 1个月. Half a month is 15 days (法释〔2021〕1号 第202条)."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError(f"a period of {self.amount} is no period")

    def __str__(self) -> str:
        return f"{self.amount}{self.unit.words}"


class Roll(Enum):
    """What a rest day at the end does. Custody ends on its day, come what may (刑事诉讼法第105条第4款)."""

    NEXT_WORKING_DAY = "next_working_day"
    NEVER = "never"


@dataclass(frozen=True)
class Extension:
    """So much more, and why; `article` is its ground in law."""

    term: Term
    why: str
    article: str = ""


@dataclass(frozen=True)
class Pause:
    """Days that do not count, `first` and `last` among them."""

    first: date
    last: date
    why: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a pause ends before it begins")

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Step:
    """One day of the sum. `counted` days make up the period, others are skipped; `source` is the notice behind it."""

    day: date
    counted: bool
    why: str
    source: str = ""


@dataclass(frozen=True)
class Sum:
    """A period worked out: `nominal` is the last day of the count, `due` that day after rolling.

    A month's steps are its corresponding days; of days and working days every one is a step. `rest` says what kind of
    rest day `nominal` is, when the end rolled.
    """

    start: date
    why: str
    term: Term
    first_day: date
    nominal: date
    due: date
    steps: tuple[Step, ...]
    rest: str = ""
    warnings: tuple[str, ...] = ()
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def rolled(self) -> bool:
        """Whether the end moved off a rest day (刑事诉讼法第105条第4款)."""
        return self.due != self.nominal

    @property
    def skipped(self) -> int:
        """Rest days inside the count."""
        inside = (step for step in self.steps if not step.counted and step.day <= self.nominal)
        return sum(not any(pause.holds(step.day) for pause in self.pauses) for step in inside)

    def nearing(self, left: int) -> date:
        """The first day on which no more than `left` days are left: working days where those are counted."""
        if self.term.unit is not Unit.WORKING_DAY:
            return max(self.start, self.due - timedelta(days=left))
        counted = [step.day for step in self.steps if step.counted]
        return counted[-left - 1] if len(counted) > left else self.start

    def sentence(self) -> str:
        """The sum as one reads it aloud."""
        return "，".join([*self._opening(), *self._middle(), *self._end()]) + "。"

    def _opening(self) -> list[str]:
        return [f"{month_day(self.start)}{self.why}", f"次日{self._said(self.first_day)}起算"]

    def _middle(self) -> list[str]:
        extended = [f"另延长{x.term}（{'，'.join(filter(None, [x.why, x.article]))}）" for x in self.extensions]
        stopped = [f"{self._span(pause)}停止计算（{pause.why}）" for pause in self.pauses]
        free = [f"扣去{self.skipped}个休息日"] if self.skipped else []
        return [*stopped, *free, *extended]

    def _end(self) -> list[str]:
        if not self.rolled:
            return [f"数满{self.whole}，到{self._said(self.due)}止"]
        return [
            f"数满{self.whole}为{self._said(self.nominal)}，适逢{self.rest}",
            f"顺延至其后第一个工作日，到{self._said(self.due)}止",
        ]

    @property
    def whole(self) -> str:
        """The term with its extensions: 20日, 1个月又15日."""
        legs = groupby([self.term, *(x.term for x in self.extensions)], key=lambda term: term.unit)
        return "又".join(str(Term(sum(leg.amount for leg in same), unit)) for unit, same in legs)

    def _span(self, pause: Pause) -> str:
        first, last = self._said(pause.first), self._said(pause.last)
        return first if first == last else f"{first}至{last}"

    def _said(self, day: date) -> str:
        return month_day(day, beside=self.start)


@dataclass(frozen=True)
class HourSum:
    """A period of hours worked out; `first` is when the first counted hour begins."""

    start: datetime
    why: str
    term: Term
    first: datetime
    due: datetime

    def sentence(self) -> str:
        """The sum as one reads it aloud."""
        said = [f"{moment.month}月{moment.day}日{moment:%H:%M}" for moment in (self.start, self.first, self.due)]
        return f"{said[0]}{self.why}，当时不计，自{said[1]}起算，满{self.term}为{said[2]}。"
