"""One case under other days and other law: when each wait ends, the law then and now, how far the law allows to go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from commutation.facts import Asked
from commutation.law import Facts, explain
from commutation.law import Finding as Answer
from commutation.law import Verdict as Answered
from commutation.rendering.laws import LawLine, line_of

BACK, AHEAD = timedelta(days=365), timedelta(days=3 * 365)
WIDTH, GROUND = 1000, 92  # of a drawing, in its own units
CEILINGS = ("extent-fixed", "extent-converted", "extent-refiled", "life-not-above", "suspended-death-not-above")
FLOORS = ("life-not-below", "suspended-death-not-below")
LEAST_LIKE = 5  # fewer cases than these show chance, not practice


@dataclass(frozen=True, slots=True)
class Turn:
    """One criterion that waits: how it stands on the day, and from which day it is met (None: cannot be reckoned)."""

    line: LawLine
    due: date | None
    x: int  # where it turns, in a drawing

    @property
    def rest(self) -> int:
        return WIDTH - self.x


@dataclass(frozen=True, slots=True)
class Turns:
    """Every criterion that time alone may turn, for a filing on `on`; the drawing runs from `first` to `last`."""

    on: date
    first: date
    last: date
    rows: list[Turn]

    @property
    def x(self) -> int:
        """Where the day lies."""
        return _at(self.on, self.first, self.last)

    @property
    def day(self) -> int:
        """The day as a slider counts it."""
        return (self.on - self.first).days

    @property
    def days(self) -> int:
        return (self.last - self.first).days


def turns_of(facts: Facts, on: date, today: date) -> Turns:
    """What the rules that wait say of filing on `on`: a year back and three years ahead of today."""
    first, last = today - BACK, today + AHEAD
    on = min(max(on, first), last)
    answers = explain(replace(facts, filed_on=None), on=on)
    rows = [_turn(one, on, first, last) for one in answers if one.rule.waits and _applies(one)]
    return Turns(on, first, last, sorted(rows, key=lambda row: row.due or date.max))


def _turn(answer: Answer, on: date, first: date, last: date) -> Turn:
    margin = answer.margin.value
    due = on - timedelta(days=margin) if margin is not None and answer.verdict is not Answered.CANNOT_DECIDE else None
    return Turn(line_of(answer, None), due, _at(due, first, last) if due else 0)


def _applies(answer: Answer) -> bool:
    return answer.verdict is not Answered.NOT_APPLICABLE


def _at(day: date, first: date, last: date) -> int:
    return min(max(round(WIDTH * (day - first).days / (last - first).days), 0), WIDTH)


@dataclass(frozen=True, slots=True)
class Pair:
    """One rule under two laws; `differs` in verdict, margin or article."""

    then: LawLine
    now: LawLine
    differs: bool

    @property
    def sides(self) -> tuple[LawLine, LawLine]:
        return self.then, self.now


def pairs_of(asked: Asked, then: date, now: date) -> list[Pair]:
    """The same facts under the law of two days; rules that apply on neither are left out."""
    before, after = (explain(asked.facts, on=asked.on, law_on=day) for day in (then, now))
    both = [(a, b) for a, b in zip(before, after, strict=True) if _applies(a) or _applies(b)]
    return [Pair(line_of(a, None), line_of(b, None), _essence(a) != _essence(b)) for a, b in both]


def _essence(answer: Answer) -> tuple[object, ...]:
    return answer.verdict, answer.margin.value, answer.short_cite


@dataclass(frozen=True, slots=True)
class Column:
    """How many like cases were given so many months, and where that stands in the drawing."""

    months: int
    cases: int
    x: int
    height: int

    @property
    def left(self) -> int:
        return self.x - 7

    @property
    def top(self) -> int:
        return GROUND - self.height

    @property
    def above(self) -> int:
        return self.top - 3


@dataclass(frozen=True, slots=True)
class Band:
    """What the law allows, what is asked for, and what like cases were given. Drawn; no number is proposed."""

    low: int
    high: int
    asked: int
    answers: list[Answer]
    columns: list[Column]
    cases: int
    first: int
    last: int

    @property
    def enough(self) -> bool:
        return self.cases >= LEAST_LIKE

    @property
    def low_x(self) -> int:
        return self._x(self.low)

    @property
    def width(self) -> int:
        return max(self._x(self.high) - self.low_x, 4)

    @property
    def asked_x(self) -> int:
        return self._x(self.asked)

    @property
    def ticks(self) -> list[tuple[int, int]]:
        """(months, where) under the drawing: every month of a short scale, every year of a long one."""
        step = 3 if self.last - self.first <= 48 else 12
        return [(month, self._x(month)) for month in range(self.first, self.last + 1) if month % step == 0]

    def _x(self, months: int) -> int:
        return _place(months, self.first, self.last)


def band_of(asked: Asked, given: Sequence[int]) -> Band | None:
    """The band for what is asked; None where nothing is asked in months, or nothing can be decided."""
    facts = asked.facts
    months = facts.proposed_months or facts.proposed_term
    answers = [one for one in explain(facts, on=asked.on, only=(*CEILINGS, *FLOORS)) if _decided(one)]
    ceilings = [months + _margin(one) for one in answers if months and one.rule.code in CEILINGS]
    floors = [months - _margin(one) for one in answers if months and one.rule.code in FLOORS]
    if not months or not (ceilings or floors):
        return None
    low, high = max(floors, default=1), min(ceilings, default=max([months, *given, *floors]))
    first, last = min([low, months, *given]) - 1, max([high, months, *given]) + 1
    return Band(low, high, months, answers, _columns(given, first, last), len(given), first, last)


def _decided(answer: Answer) -> bool:
    return answer.verdict in (Answered.MET, Answered.BREACHED) and bool(answer.applies.value)


def _margin(answer: Answer) -> int:
    return answer.margin.value or 0


def _columns(given: Iterable[int], first: int, last: int) -> list[Column]:
    counts: dict[int, int] = {}
    for months in given:
        counts[months] = counts.get(months, 0) + 1
    tallest = max(counts.values(), default=1)
    return [
        Column(months, cases, _place(months, first, last), round(60 * cases / tallest))
        for months, cases in sorted(counts.items())
    ]


def _place(months: int, first: int, last: int) -> int:
    return round(WIDTH * (months - first) / (last - first))
