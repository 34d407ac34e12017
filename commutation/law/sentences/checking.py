"""Stated ends held against reckoned ones. The court's date wins: a difference warns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from commutation.law.sentences.differences import reason
from commutation.law.sentences.ends import Way
from commutation.law.sentences.slips import slips_of
from commutation.law.sentences.stated import Stated, credits_of, reckoned, ways


class Outcome(StrEnum):
    """Whether the stated end follows."""

    OK = "ok"  # from the plain rule
    EXPLAINED = "explained"  # once the stated credit or gap is applied
    DEVIATES = "deviates"
    UNDECIDED = "undecided"  # no fixed term, or a date is wanting


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
    computed = [reckoned(one, way) for way in ways(stated) for one in credits_of(stated)]
    if stated.end is None:
        return Checked(computed[0], Outcome.UNDECIDED, stated.unclear or "没有载明刑期止日，无从比较")
    if stated.start and stated.end < stated.start:
        told = f"载明的止日早于起日{stated.start}；{reason(stated.end, computed[0], '', {})}"
        return Checked(computed[0], Outcome.DEVIATES, told)
    if stated.end not in computed:
        applied = f"（已计入载明的{abs(stated.credit)}日）" if stated.credit else ""
        return Checked(computed[0], Outcome.DEVIATES, reason(stated.end, computed[0], applied, slips_of(stated)))
    outcome = Outcome.EXPLAINED if stated.credit else Outcome.OK
    return Checked(stated.end, outcome, _worked(stated, stated.end))


def _lacking(stated: Stated) -> str:
    return "没有载明有期刑期，无从推算" if not stated.length else "没有载明刑期起日，无从推算"


def _worked(stated: Stated, end: date) -> str:
    """The sum behind an end that follows."""
    way = next(way for way in ways(stated) if end in [reckoned(one, way) for one in credits_of(stated)])
    plain = replace(stated, credit=0, reductions=())
    first = reckoned(plain, way)
    parts = [f"{stated.start}起{stated.length}，止{first}"]
    if stated.credit and end == reckoned(stated, way):
        parts.append(f"{'扣除折抵' if stated.credit > 0 else '加上不计入的'}{abs(stated.credit)}日")
    elif stated.credit:
        parts.append(f"先行羁押{stated.credit}日折抵{2 * stated.credit}日（刑法第41条）")
    parts += [f"减{one}" for one in stated.reductions]
    parts += [f"为{end}"] if end != first else []
    differ = reckoned(plain, Way.OLDER) != reckoned(plain, Way.ARTICLE_202)
    return "，".join([*parts, "相符"]) + (f"（{way.value}）" if differ else "")
