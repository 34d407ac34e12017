"""A clock of custody worked out: which numbers of law, what lengthened or stopped it, and the sum to read aloud.

In custody the end is the last day itself, holiday or not (刑事诉讼法第105条第4款); extensions run on from the end
before (高检发侦监字〔2016〕9号第16条). A decision the law does not know lengthens nothing: `refusal` says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detention.law.phases import CLOCKS, Clock, Grant, Part
from detention.law.words import Given, Phase, Trait
from procuratorate.lib.law.articles import Cite, merged
from procuratorate.lib.law.calendars import Calendar, NoticeCalendar
from procuratorate.lib.law.params import Param
from procuratorate.lib.law.periods import reckon
from procuratorate.lib.law.terms import Extension, Pause, Roll, Sum, Term, Unit

NO_CALENDAR = NoticeCalendar({}, frozenset())
NOTICE_DAYS = 7  # 规则第615条


@dataclass(frozen=True)
class Granted:
    """A decision that was made: `amount` where the law leaves it open up to a limit; `decided_on` the day of it."""

    given: Given
    decided_on: date
    amount: int | None = None


@dataclass(frozen=True)
class Course:
    """One clock as it is known: `start` is the day of its event (or of the event it is counted anew from, `why`)."""

    phase: Phase
    start: date
    traits: frozenset[Trait] = frozenset()
    granted: tuple[Granted, ...] = ()
    pauses: tuple[Pause, ...] = ()
    why: str = ""

    @property
    def clock(self) -> Clock:
        return CLOCKS[self.phase]


@dataclass(frozen=True)
class Base:
    """The first stretch of a clock: its terms in order, and where they stand."""

    terms: tuple[Term, ...]
    cites: tuple[Cite, ...]

    @property
    def article(self) -> str:
        return "；".join(cite.formal for cite in self.cites)


@dataclass(frozen=True)
class Reckoned:
    """The answer: a sum, or why there is none. `refused` are decisions that lengthen nothing, each with its reason."""

    course: Course
    sum: Sum | None
    cites: tuple[Cite, ...] = ()
    silent: str = ""
    refused: tuple[tuple[Granted, str], ...] = ()

    @property
    def due(self) -> date | None:
        return self.sum.due if self.sum else None

    @property
    def notice_on(self) -> date | None:
        """The day from which the centre tells the organ that holds the clock: seven days before (规则第615条)."""
        return max(self.sum.start, self.sum.due - timedelta(days=NOTICE_DAYS)) if self.sum else None


def base_of(phase: Phase, start: date, traits: frozenset[Trait] = frozenset()) -> Base | None:
    """The length without any decision; None where the law of that day gives none."""
    options = CLOCKS[phase].options
    option = next((one for one in options if one.trait in traits or one.trait is None), None)
    params = [part.number.on(start.toordinal()) for part in option.parts] if option else []
    if option is None or not all(param and param.value for param in params):
        return None
    base = _stretch(option.parts, start)
    others = [_stretch((part,), start) for part in option.rivals if part.number.on(start.toordinal())]
    longest = max((base, *others), key=lambda one: _ends(one, start)) if others else base
    return Base(longest.terms, merged(cite for one in (base, *others) for cite in one.cites))


def _stretch(parts: Sequence[Part], start: date) -> Base:
    """The terms of numbers that are in force on `start`."""
    known = [(param, part) for part in parts if (param := part.number.on(start.toordinal()))]
    return Base(tuple(Term(param.value or 0, part.unit) for param, part in known), tuple(p.cite for p, _ in known))


def _ends(base: Base, start: date) -> date:
    return reckon(start, base.terms[0], NO_CALENDAR, roll=Roll.NEVER).due


def reckoned(course: Course, calendar: Calendar = NO_CALENDAR) -> Reckoned:
    """Work a clock out. Never raises: what cannot be reckoned says why in `silent`."""
    clock = course.clock
    base = base_of(course.phase, course.start, course.traits)
    if base is None:
        return Reckoned(course, None, silent=clock.silent or f"{course.start}施行的条文未收录，期限不能推算")
    extensions, cites, refused = [_rest(base, term) for term in base.terms[1:]], list(base.cites), []
    standing: list[Granted] = []
    for granted in course.granted:
        due = _sum(course, base, extensions, calendar).due
        if why := refusal(course, granted, standing, due):
            refused.append((granted, why))
            continue
        standing.append(granted)
        extensions.append(extension(course, granted))
        cites += [param.cite for param in filter(None, [number_of(course, granted)])]
    found = _sum(course, base, extensions, calendar)
    return Reckoned(course, found, merged(cites), refused=tuple(refused))


def refusal(course: Course, granted: Granted, standing: Sequence[Granted], due: date) -> str:
    """Why a decision does not lengthen this clock, or nothing. `standing` are those before it, `due` the end so far."""
    clock, given = course.clock, granted.given
    grant = next((one for one in clock.grants if one.given == given), None)
    if grant is None:
        return f"{clock.phase.label}没有“{given.label}”这一延长"
    had = [one.given for one in standing]
    if grant.times is not None and had.count(given) >= grant.times:
        return f"“{given.label}”已经用过，不能再用"
    if grant.after and grant.after not in had:
        return f"“{given.label}”须在“{grant.after.label}”之后"
    if grant.without and grant.without in had:
        return f"已“{grant.without.label}”，不能再“{given.label}”"
    if granted.decided_on > due:
        return f"期限已于{due}届满，届满以后不能延长"
    return _amount_refusal(course, grant, granted)


def _amount_refusal(course: Course, grant: Grant, granted: Granted) -> str:
    param = number_of(course, granted)
    if grant.part is None:
        return "" if granted.amount else "请填写批准延长的月数"
    if param is None or param.value is None:
        return f"{granted.decided_on}施行的条文未收录，不能推算"
    most = _most(course, grant, param.value)
    whole = grant.total and granted.amount is None
    if grant.upto and not whole and not 1 <= (granted.amount or 0) <= most:
        return f"“{grant.given.label}”，请填写1至{Term(most, grant.part.unit)}"
    return ""


def extension(course: Course, granted: Granted) -> Extension:
    """What a lawful decision adds, by whom, on which article."""
    grant = next(one for one in course.clock.grants if one.given == granted.given)
    part = grant.part or Part(next(iter(course.clock.options)).parts[0].number, Unit.MONTH)
    param = number_of(course, granted) if grant.part else None
    article = param.cite.formal if param else grant.article
    return Extension(
        Term(_amount(course, grant, granted, param), part.unit), f"{grant.by}：{grant.given.label}", article
    )


def _amount(course: Course, grant: Grant, granted: Granted, param: Param | None) -> int:
    if param is None or param.value is None:
        return granted.amount or 1
    most = _most(course, grant, param.value)
    return granted.amount or most if grant.upto else most


def _most(course: Course, grant: Grant, number: int) -> int:
    """The most a grant adds: its number, less what ran already where the number is that of the whole period."""
    base = base_of(course.phase, course.start, course.traits) if grant.total else None
    return number - (base.terms[0].amount if base else 0)


def number_of(course: Course, granted: Granted) -> Param | None:
    """The number in force on the day of the decision."""
    grant = next((one for one in course.clock.grants if one.given == granted.given), None)
    return grant.number.on(granted.decided_on.toordinal()) if grant and grant.number else None


def _rest(base: Base, term: Term) -> Extension:
    """The half month of 一个半月 (法释〔2021〕1号第202条: fifteen days)."""
    return Extension(term, "半个月按十五日计", base.article)


def _sum(course: Course, base: Base, extensions: Sequence[Extension], calendar: Calendar) -> Sum:
    roll = Roll.NEXT_WORKING_DAY if course.clock.free else Roll.NEVER
    return reckon(
        course.start,
        base.terms[0],
        calendar,
        why=course.why or course.clock.event,
        roll=roll,
        extensions=extensions,
        pauses=course.pauses,
    )
