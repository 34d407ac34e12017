"""Changes of a sentence as a ruling tells them: `2013-09-27:9;2015-01-28:7`, `2009-03-20:→19y`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from commutation.law.sentences.cells import Row, day, told
from commutation.law.sentences.lengths import Length, length_of

INTO = re.compile("减为|改为|→|->|=>|>")  # of life or suspended death into a term, not months off one
MOST_CUT = 119  # months: no ruling ever took ten years off
LIFELONG = re.compile("无期|life", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """One ruling. `converts`: it made life or suspended death into `length` (None: into life), or it took that off."""

    on: date | None
    length: Length | None
    converts: bool = False
    now: bool = False  # the ruling of this very row


def changes_of(prev: str) -> list[Change]:
    """Earlier rulings in their order."""
    return [_change(part) for part in re.split(r"[;,、]", prev) if part.strip()]


def granted_of(row: Row) -> Change:
    """What this ruling did; of life in `outcome` where `granted` is empty (减为有期徒刑二十二年)."""
    said = told(row, "granted")
    if not said and INTO.search(told(row, "outcome")):
        said = told(row, "outcome")
    found = _made(said)
    return Change(day(told(row, "ruling_date")), found.length, found.converts, now=True)


def _change(part: str) -> Change:
    head, colon, tail = part.rpartition(":")
    if not colon:
        head, _, tail = re.sub(r"减(?:去|刑|短)?(?!为)", ":", part).rpartition(":")
    found = _made(tail)
    return Change(day(head or part), found.length, found.converts)


def _made(said: str) -> Change:
    into = INTO.split(said)
    length = length_of(re.sub(r"减(?:去|刑)?|[()（）]|^\s*-|\.0$", "", into[-1]))
    long = length is not None and length.whole_months > MOST_CUT
    return Change(None, length, converts=len(into) > 1 or long or bool(LIFELONG.search(said)))
