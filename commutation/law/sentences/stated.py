"""What a paper states of a term, and the ends that follow from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce

from commutation.law.sentences.ends import SINCE_2021, Way, counted_back, end_of, way_of
from commutation.law.sentences.lengths import Length

LONGEST_TRIAL = timedelta(days=2 * 365)  # a term begun earlier than so much before 2021-03 was judged before it


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


def ways(stated: Stated) -> list[Way]:
    """The convention of the day of judgment; where that is not told, each that may have been in force on it."""
    if stated.decided:
        return [way_of(stated.decided)]
    if stated.start and stated.start >= SINCE_2021:
        return [Way.ARTICLE_202]
    may_be_late = stated.end is not None and stated.end >= SINCE_2021
    may_be_late = may_be_late and (stated.start is None or stated.start >= SINCE_2021 - LONGEST_TRIAL)
    return [Way.OLDER, Way.ARTICLE_202] if may_be_late else [Way.OLDER]


def credits_of(stated: Stated) -> list[Stated]:
    """As stated; of 管制 also twice the days, where days of custody were stated and not days of the term."""
    twice = [replace(stated, credit=2 * stated.credit)] if stated.doubles and stated.credit > 0 else []
    return [stated, *twice]


def reckoned(stated: Stated, way: Way) -> date:
    return reduce(counted_back, stated.reductions, whole(stated, way))


def whole(stated: Stated, way: Way) -> date:
    """The end of the term itself, its credit taken off."""
    if not (stated.start and stated.length):
        raise ValueError("a term needs its first day and its length")
    return end_of(stated.start, stated.length, way) - timedelta(days=stated.credit)
