"""Rows of two layouts as stated terms: dates of judgments (kind, years …), and rulings (ref, doc_type …)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from commutation.law.sentences.cells import Row, credit, day, number, text, told
from commutation.law.sentences.changes import Change, changes_of, granted_of
from commutation.law.sentences.lengths import Length, length_of
from commutation.law.sentences.stated import Anchor, Stated

NOT_FIXED = "无期徒刑、死刑缓期执行没有刑期止日"
LEAVE = "起止日期是暂予监外执行的期间，不是刑期"
LIFELONG = ("无期", "死", "life", "death")
YEARS_MOST = 99
JOINED = re.compile("=|决定执行|执行")


def judged(row: Row) -> Stated:
    """A row of dates of judgments: `kind, years, months, days, start, end, stated_credit`."""
    kind, (off, unclear) = text(row, "kind"), credit(told(row, "stated_credit"))
    counts = [number(told(row, unit)) for unit in ("years", "months", "days")]
    fixed = not _lifelong(kind)
    length = (
        Length(*(count or 0 for count in counts)) if None not in counts and (counts[0] or 0) <= YEARS_MOST else None
    )
    unclear = unclear or _unreadable(row) or ("看不懂刑期" if length is None and fixed else "")
    return Stated(
        length=length if fixed and not unclear else None,
        start=day(text(row, "start")),
        end=day(text(row, "end")),
        credit=off,
        doubles=kind == "管制",
        unclear=unclear or ("" if fixed else NOT_FIXED),
    )


def ruled(row: Row) -> Stated:
    """A row of a ruling: the original term, every earlier reduction and this one, against the end after it.

    Without a new end the original one is compared, before any reduction. Where the original term is not a fixed one,
    the term it was reduced to is, from the day it was: `base_term`, an earlier ruling in `prev`, or this ruling.
    """
    if text(row, "leave_start") and text(row, "leave_start") == text(row, "start"):
        return Stated(None, None, None, unclear=LEAVE)
    off, unclear = credit(told(row, "credit"))
    stated = replace(_term(row), credit=off)
    unclear = unclear or _unreadable(row) or stated.unclear
    return replace(stated, length=None if unclear else stated.length, unclear=unclear)


def _term(row: Row) -> Stated:
    """The term and what was taken off it, its credit left aside."""
    earlier, granted = changes_of(told(row, "prev")), granted_of(row)
    new_end, converted = day(text(row, "new_end")), _converted(row, [*earlier, granted])
    term = _original(row) if _imposed(row) else _fixed_since(row, converted)
    if not new_end:
        lengths = tuple(one.length for one in earlier if one.length and not one.converts)
        return replace(term, end=day(text(row, "end")), earlier=lengths)
    cuts = [one for one in [*earlier, granted] if not one.converts] if converted is not granted else []
    anchors = _anchors(row, cuts, granted) if converted is not granted else ()
    untold = _untold(cuts, granted)
    if untold:
        return replace(term, end=new_end, anchors=anchors[:1], length=None, unclear=untold)
    return replace(term, end=new_end, reductions=tuple(one.length for one in cuts if one.length), anchors=anchors)


def _original(row: Row) -> Stated:
    return Stated(_imposed(row), day(text(row, "start")), None, day(text(row, "judgment_date")))


def _imposed(row: Row) -> Length | None:
    """The original fixed term; of several joined what is to be served: `3y+2y=4y6m`."""
    return length_of(JOINED.split(text(row, "orig"))[-1])


def _fixed_since(row: Row, converted: Change | None) -> Stated:
    """A term that life or suspended death was reduced to, from the day of the ruling (刑法 第80条)."""
    base = length_of(told(row, "base_term"))
    begun = (converted.on if converted else None) or day(text(row, "start"))
    if converted and converted.now and "死" in text(row, "orig"):
        begun = day(text(row, "start")) or begun  # from the end of the two years (刑法 第51条)
    length = base or (converted.length if converted else None)
    why = NOT_FIXED if _lifelong(text(row, "orig")) else ""
    return Stated(length, begun, None, begun, unclear="" if length else why)


def _converted(row: Row, changes: list[Change]) -> Change | None:
    """The ruling that turned life or suspended death into the term; none for a term from the beginning."""
    if _imposed(row):
        return None
    return next((one for one in reversed(changes) if one.converts and one.length), None)


def _untold(cuts: list[Change], granted: Change) -> str:
    if granted in cuts and granted.length is None:
        return "没有载明本次减去的刑期"
    return "以前的减刑没有载明减去多少" if any(one.length is None for one in cuts) else ""


def _anchors(row: Row, cuts: list[Change], granted: Change) -> tuple[Anchor, ...]:
    """Ends the papers state on the way, nearest first: what follows from them follows, whatever was before."""
    last = granted.length
    before = day(text(row, "end_before")) or day(text(row, "prev_ends").replace(",", ";").split(";")[-1])
    found = [Anchor("载明的减刑前止日", before, (last,))] if before and last else []
    lengths = tuple(one.length for one in cuts if one.length)
    end = day(text(row, "end"))
    if end and last and len(lengths) == len(cuts):
        found.append(Anchor("载明的原判止日", end, lengths))
    return tuple(found)


def _unreadable(row: Row) -> str:
    """A day that was written and is none."""
    labels = {"start": "刑期起日", "end": "刑期止日", "new_end": "减刑后的刑期止日"}
    wrong = [label for name, label in labels.items() if told(row, name) and not day(text(row, name))]
    return f"看不懂载明的{wrong[0]}，应为完整日期" if wrong else ""


def _lifelong(kind: str) -> bool:
    reduced = "减为有期" in kind
    return not reduced and any(word in kind.lower() for word in LIFELONG)


LAYOUTS: dict[frozenset[str], Callable[[Row], Stated]] = {
    frozenset({"years", "months", "start", "end"}): judged,
    frozenset({"orig", "start", "end"}): ruled,
}


def layout_of(headers: set[str]) -> Callable[[Row], Stated] | None:
    """The reader of a sheet with these headers, or None."""
    return next((reader for needed, reader in LAYOUTS.items() if needed <= headers), None)
