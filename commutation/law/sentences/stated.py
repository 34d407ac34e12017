"""What a paper states of a term, held against what follows from it. The court's date wins: a difference warns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce

from commutation.law.sentences.differences import reason
from commutation.law.sentences.ends import SINCE_2021, Way, counted_back, end_of, way_of
from commutation.law.sentences.lengths import Length

SLIP_OF_DAYS = 31  # as far as days may be miscounted
LONGEST_TRIAL = timedelta(days=2 * 365)  # a term begun earlier than so much before 2021-03 was judged before it


class Outcome(StrEnum):
    """Whether the stated end follows."""

    OK = "ok"  # from the plain rule
    EXPLAINED = "explained"  # once the stated credit or gap is applied
    DEVIATES = "deviates"
    UNDECIDED = "undecided"  # no fixed term, or a date is wanting


@dataclass(frozen=True, slots=True)
class Anchor:
    """An end the papers state on the way, and what is counted back from it."""

    words: str
    end: date
    reductions: tuple[Length, ...]

    @property
    def reckoned(self) -> date:
        return reduce(counted_back, self.reductions, self.end)

    @property
    def sum(self) -> str:
        steps = [f"减{one}" for one in self.reductions if one]
        return "，".join([f"{self.words}{self.end}", *steps, *([f"为{self.reckoned}"] if steps else [])])


@dataclass(frozen=True, slots=True)
class Stated:
    """A term as a paper has it; None or empty where the paper is silent.

    `credit` are days that come off the end (custody before it was broken off), negative days are added (time at
    large). `reductions` are counted back one after another from the end of the term. `anchors` are ends stated on the
    way: the court's date wins, so what follows from one of them follows. `unclear` says why nothing can be reckoned.
    """

    length: Length | None
    start: date | None
    end: date | None
    decided: date | None = None
    credit: int = 0
    doubles: bool = False  # 管制: a day of custody takes off two (刑法 第41条)
    reductions: tuple[Length, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    earlier: tuple[Length, ...] = ()  # reductions that the stated end may bear already
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on a stated term. `computed` is None where nothing can be reckoned."""

    computed: date | None
    outcome: Outcome
    why: str


def check(stated: Stated) -> Checked:
    """Hold a stated end against the reckoned one, and where it does not follow against the ends stated on the way."""
    found = _from_the_beginning(stated)
    if found.outcome in {Outcome.OK, Outcome.EXPLAINED} or not stated.end:
        return found
    reduced = _from_the_beginning(replace(stated, reductions=stated.earlier)) if stated.earlier else found
    if reduced.outcome in {Outcome.OK, Outcome.EXPLAINED}:
        return replace(reduced, outcome=Outcome.EXPLAINED)
    follows = next((anchor for anchor in stated.anchors if anchor.reckoned == stated.end), None)
    if follows and found.outcome is Outcome.DEVIATES:
        return Checked(stated.end, Outcome.EXPLAINED, f"{follows.sum}，相符；但自起日{found.why}")
    if follows:
        return Checked(stated.end, Outcome.OK, f"{follows.sum}，相符（{found.why}）")
    if stated.anchors and found.computed is None:
        nearest = stated.anchors[0]
        return Checked(
            nearest.reckoned, Outcome.DEVIATES, f"{nearest.sum}；{reason(stated.end, nearest.reckoned, '', {})}"
        )
    return found


def _from_the_beginning(stated: Stated) -> Checked:
    if not (stated.length and stated.start):
        return Checked(None, Outcome.UNDECIDED, stated.unclear or _lacking(stated))
    computed = [_reckoned(one, way) for way in _ways(stated) for one in _credits(stated)]
    if stated.end is None:
        return Checked(computed[0], Outcome.UNDECIDED, stated.unclear or "没有载明刑期止日，无从比较")
    if stated.start and stated.end < stated.start:
        return Checked(
            computed[0], Outcome.DEVIATES, f"推算止{computed[0]}；载明的止日{stated.end}早于起日{stated.start}"
        )
    if stated.end not in computed:
        applied = f"（已计入载明的{abs(stated.credit)}日）" if stated.credit else ""
        return Checked(computed[0], Outcome.DEVIATES, reason(stated.end, computed[0], applied, _others(stated)))
    outcome = Outcome.EXPLAINED if stated.credit else Outcome.OK
    return Checked(stated.end, outcome, _worked(stated, stated.end))


def _lacking(stated: Stated) -> str:
    return "没有载明有期刑期，无从推算" if not stated.length else "没有载明刑期起日，无从推算"


def _ways(stated: Stated) -> list[Way]:
    """The convention of the day of judgment; where that is not told, each that may have been in force on it."""
    if stated.decided:
        return [way_of(stated.decided)]
    if stated.start and stated.start >= SINCE_2021:
        return [Way.ARTICLE_202]
    may_be_late = stated.end is not None and stated.end >= SINCE_2021
    may_be_late = may_be_late and (stated.start is None or stated.start >= SINCE_2021 - LONGEST_TRIAL)
    return [Way.OLDER, Way.ARTICLE_202] if may_be_late else [Way.OLDER]


def _credits(stated: Stated) -> list[Stated]:
    """As stated; of 管制 also twice the days, where days of custody were stated and not days of the term."""
    twice = [replace(stated, credit=2 * stated.credit)] if stated.doubles and stated.credit > 0 else []
    return [stated, *twice]


def _reckoned(stated: Stated, way: Way) -> date:
    return reduce(counted_back, stated.reductions, _whole(stated, way))


def _whole(stated: Stated, way: Way) -> date:
    """The end of the term itself, its credit taken off."""
    if not (stated.start and stated.length):
        raise ValueError("a term needs its first day and its length")
    return end_of(stated.start, stated.length, way) - timedelta(days=stated.credit)


def _others(stated: Stated) -> dict[str, date]:
    """Ends that would follow from the usual slips, by their names."""
    way = _ways(stated)[0]
    slips = {}
    if stated.credit:
        said = f"载明的{abs(stated.credit)}日"
        slips[f"{said}折抵或者扣除没有计入止日"] = _reckoned(replace(stated, credit=0), way)
        slips[f"{said}加减方向相反"] = _reckoned(replace(stated, credit=-stated.credit), way)
        slips[f"{said}计入了两次"] = _reckoned(replace(stated, credit=2 * stated.credit), way)
        slips |= _other_credit(stated, way)
    if stated.reductions:
        slips["最近一次减刑没有计入"] = _reckoned(replace(stated, reductions=stated.reductions[:-1]), way)
    if stated.reductions and stated.length and stated.start:
        shorter = _shortened(stated.length, stated.reductions)
        slips["与自起日按减刑后刑期推算的止日相同，两种算法在月末相差"] = _whole(replace(stated, length=shorter), way)
    for other in Way:
        if other is not way:
            slips[f"与按{other.value}推算的相同"] = _reckoned(stated, other)
    return slips


def _other_credit(stated: Stated, way: Way) -> dict[str, date]:
    """How many days would have to be credited (or added) for the stated end; a slip of a few days is likely there."""
    if stated.reductions or not stated.end:
        return {}
    days = (_reckoned(replace(stated, credit=0), way) - stated.end).days
    same_sign = days * stated.credit > 0 and abs(days - stated.credit) <= SLIP_OF_DAYS
    return {f"载明{abs(stated.credit)}日，按{abs(days)}日计入则相符，请核对日数": stated.end} if same_sign else {}


def _shortened(length: Length, reductions: Iterable[Length]) -> Length:
    """The other way to reduce: a shorter term from its first day."""
    months = length.whole_months - sum(one.whole_months for one in reductions)
    return Length(months=max(months, 0), days=length.days - sum(one.days for one in reductions))


def _worked(stated: Stated, end: date) -> str:
    """The sum behind an end that follows."""
    way = next(way for way in _ways(stated) if end in [_reckoned(one, way) for one in _credits(stated)])
    plain = replace(stated, credit=0, reductions=())
    first = _reckoned(plain, way)
    parts = [f"{stated.start}起{stated.length}，止{first}"]
    if stated.credit:
        parts.append(f"{'扣除折抵' if stated.credit > 0 else '加上不计入的'}{abs(stated.credit)}日")
    parts += [f"减{one}" for one in stated.reductions]
    parts += [f"为{end}"] if end != first else []
    differ = _reckoned(plain, Way.OLDER) != _reckoned(plain, Way.ARTICLE_202)
    return "，".join([*parts, "相符"]) + (f"（{way.value}）" if differ else "")
