"""Rules written a second time, one row at a time over dates, from the articles and not from the rules.

It shares nothing with the engine: no graph, no month ordinals, no parameters. `None` is unknown. A rule answers with
whether it is breached and by how much.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
Told = tuple[bool | None, int | None]
RULES: dict[str, tuple[tuple[int, ...], Callable[[Row], Told]]] = {}
CUT, FREE, OUT = 1, 2, 3
LATER = date(2017, 1, 1)


def rule(code: str, *asks: int) -> Callable[[Callable[[Row], Told]], Callable[[Row], Told]]:
    def enter(judge: Callable[[Row], Told]) -> Callable[[Row], Told]:
        RULES[code] = asks, judge
        return judge

    return enter


def every(*flags: bool | None) -> bool | None:
    return False if any(flag is False for flag in flags) else None if None in flags else True


def some(*flags: bool | None) -> bool | None:
    return True if any(flag is True for flag in flags) else None if None in flags else False


def no(flag: bool | None) -> bool | None:
    return None if flag is None else not flag


def since(day: date | None, first: date, last: date = date.max) -> bool | None:
    return None if day is None else first <= day <= last


def needed(applies: bool | None, flag: bool | None) -> Told:
    return every(applies, no(flag)), None if flag is None else 0 if flag else -1


def measured(applies: bool | None, margin: int | Callable[[], int | None] | None) -> Told:
    """What costs more than a line is reckoned only of whom the rule may concern."""
    if applies is False:
        return False, None
    number = margin() if callable(margin) else margin
    return every(applies, None if number is None else number < 0), number


def less(one: Any, other: Any) -> int | None:
    if one is None or other is None:
        return None
    gap = one - other
    return gap.days if isinstance(gap, timedelta) else gap


def months_on(day: date | None, months: int | None) -> date | None:
    """The same number so many months on; the last of a month stays the last, and so does a number it has not."""
    if day is None or months is None:
        return None
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    last = monthrange(year, month + 1)[1]
    whole = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if whole else min(day.day, last))


def number_on(day: date | None, months: int | None) -> date | None:
    if day is None or months is None:
        return None
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def filing(row: Row) -> date:
    day: date = row["filed_on"] or row["on"]
    return day


def law(row: Row) -> date:
    return row["ruled_on"] or filing(row)


def kind_is(row: Row, *kinds: int) -> bool | None:
    return None if row["kind"] is None else row["kind"] in kinds


def now_is(row: Row, *kinds: int) -> bool | None:
    return None if row["kind_now"] is None else row["kind_now"] in kinds


def ground_is(row: Row, *grounds: int) -> bool | None:
    return None if row["ground"] is None else row["ground"] in grounds


def half(row: Row) -> date | None:
    if row["months"] is None or row["credit_days"] is None:
        return None
    day = months_on(row["starts_on"], row["months"] // 2)
    return None if day is None else day + timedelta(row["months"] % 2 * 15 - row["credit_days"])


def extent(row: Row) -> int | None:
    value: int | None = row["proposed_months"] if row["granted_months"] is None else row["granted_months"]
    return value
