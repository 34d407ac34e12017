"""Rows of two layouts as stated terms: dates of judgments (kind, years …), and rulings (ref, doc_type …)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from unicodedata import normalize

from commutation.law.sentences.lengths import Length, length_of
from commutation.law.sentences.stated import Stated

Row = Mapping[str, str]
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?|(\d{4})(\d{2})(\d{2})")
CREDIT = re.compile(r"([+-]?)\s*(\d{1,4})\s*(?:d|日|天)?", re.IGNORECASE)
NOT_FIXED = "无期徒刑、死刑缓期执行没有刑期止日"


def judged(row: Row) -> Stated:
    """A row of dates of judgments: `kind, years, months, days, start, end, stated_credit`."""
    numbers = [_text(row, unit) or "0" for unit in ("years", "months", "days")]
    fixed = all(number.isascii() and number.isdigit() for number in numbers) and _fixed(_text(row, "kind"))
    credit, unclear = _credit(_text(row, "stated_credit"))
    return Stated(
        length=Length(*map(int, numbers)) if fixed and not unclear else None,
        start=_day(_text(row, "start")),
        end=_day(_text(row, "end")),
        credit=credit,
        doubles=_text(row, "kind") == "管制",
        unclear=unclear or ("" if _fixed(_text(row, "kind")) else NOT_FIXED),
    )


def ruled(row: Row) -> Stated:
    """A row of a ruling: the original term, every earlier reduction and this one, against the end after it.

    Without a new end the original one is compared, before any reduction. Where the original term is not a fixed one,
    the term it was reduced to (`base_term`) is.
    """
    if _text(row, "leave_start") and _text(row, "leave_start") == _text(row, "start"):
        return Stated(None, None, None, unclear="起止日期是暂予监外执行的期间，不是刑期")
    credit, unclear = _credit(_text(row, "credit"))
    original = length_of(_text(row, "orig"))
    length = original or length_of(_text(row, "base_term"))
    new_end = _day(_text(row, "new_end"))
    reductions, untold = _reductions(row) if new_end else ((), "")
    told = length is not None and not unclear and not untold
    if new_end and not told and (before := _from_before(row, new_end)):
        return before
    return Stated(
        length=length if told else None,
        start=_day(_text(row, "start")),
        end=new_end or _day(_text(row, "end")),
        decided=_decided(row, original),
        credit=credit,
        reductions=reductions,
        unclear=unclear or untold or ("" if length else _why_not_fixed(row)),
    )


LAYOUTS: dict[frozenset[str], Callable[[Row], Stated]] = {
    frozenset({"kind", "years", "months", "days", "start", "end"}): judged,
    frozenset({"orig", "start", "end", "granted", "new_end"}): ruled,
}


def layout_of(headers: set[str]) -> Callable[[Row], Stated] | None:
    """The reader of a sheet with these headers, or None."""
    return next((reader for needed, reader in LAYOUTS.items() if needed <= headers), None)


def _text(row: Row, name: str) -> str:
    """A cell without spaces about it, full-width digits made ordinary."""
    return normalize("NFKC", row.get(name) or "").strip()


def _day(text: str) -> date | None:
    """A whole day; None for a month alone, nothing, or a day that does not exist."""
    found = DAY.fullmatch(text)
    try:
        return date(*(int(part) for part in found.groups() if part)) if found else None
    except ValueError:
        return None


def _credit(text: str) -> tuple[int, str]:
    """`8d` comes off, `+201d` is added. The second is what cannot be read."""
    found = CREDIT.fullmatch(text)
    if found:
        return int(found[2]) * (-1 if found[1] == "+" else 1), ""
    return (0, f"看不懂载明的折抵“{text}”，应如 8d 或者 +201d") if text else (0, "")


def _fixed(kind: str) -> bool:
    return not any(word in kind for word in ("无期", "死", "life", "death"))


def _why_not_fixed(row: Row) -> str:
    original = _text(row, "orig")
    return NOT_FIXED if original and not _fixed(original) else ""


def _decided(row: Row, original: Length | None) -> date | None:
    """The day of the paper that fixed the term: the judgment, or for a life term the ruling, its first day."""
    return _day(_text(row, "judgment_date" if original else "start"))


def _reductions(row: Row) -> tuple[tuple[Length, ...], str]:
    """Earlier reductions (`2017-05:8;2019-01:8`) and this one; the second says which is not told."""
    earlier = [part.rpartition(":")[2] for part in re.split(r"[;,、]", _text(row, "prev")) if part.strip()]
    told = [length_of(part) for part in [*earlier, _text(row, "granted")]]
    if told[-1] is None:
        return (), "没有载明本次减去的刑期"
    if None in told:
        return (), "以前的减刑没有载明减去多少"
    return tuple(one for one in told if one), ""


def _from_before(row: Row, new_end: date) -> Stated | None:
    """Counted back from the end before this ruling, where the paper states it and the way there cannot be followed."""
    before, granted = _day(_text(row, "end_before")), length_of(_text(row, "granted"))
    return Stated(None, None, new_end, before=before, reductions=(granted,)) if before and granted else None
