"""The oracle's categories and periods: who is dealt with more strictly, and which rule held on which day."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.bench.screening.second import LATER, Row, every, kind_is, law, months_on, no, now_is, since, some

SINCE_1997, SINCE_2012, SINCE_2019, SINCE_2021 = date(1997, 11, 8), date(2012, 7, 1), date(2019, 6, 1), date(2021, 3, 1)
THREE = (date(2014, 1, 1), date(2016, 12, 31))
AMENDED_8 = date(2011, 5, 1)
Lazy = Callable[[], "int | None"]


def chosen(flag: bool | None, yes: Any, no_: Any) -> Any:
    """By a flag; where it is not known, what both sides say."""
    if flag is None:
        return yes if yes == no_ else None
    return yes if flag else no_


def either(flag: bool | None, yes: Lazy, no_: Lazy) -> int | None:
    """A margin by a category; where that is not known, the nearer, if both are on one side of nought."""
    if flag is not None:
        return yes() if flag else no_()
    one, other = yes(), no_()
    if one is None or other is None or (one < 0) != (other < 0):
        return None
    return one if abs(one) <= abs(other) else other


def first(one: Any, other: Any) -> Any:
    return other if one is None else one


def least(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else min(one, other)


def most(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)


def above(one: Any, other: Any) -> bool | None:
    """Whether one is more than the other."""
    return None if one is None or other is None else one > other


def at_least(one: Any, other: Any) -> bool | None:
    return None if one is None or other is None else one >= other


def modern(row: Row) -> bool:
    return law(row) >= LATER


def of_2012(row: Row) -> bool:
    return SINCE_2012 <= law(row) < LATER


def of_1997(row: Row) -> bool:
    return SINCE_1997 <= law(row) < SINCE_2012


def birthday(row: Row, years: int) -> date | None:
    born = row["born_on"]
    if born is None:
        return None
    short = born.month == 2 and born.day == 29 and not isleap(born.year + years)
    return date(born.year + years, born.month, 28 if short else born.day)


def three(row: Row) -> bool | None:
    return some(row["duty"], row["finance"], row["gang"])


def three_then(row: Row) -> bool | None:
    return every(three(row), THREE[0] <= law(row) <= THREE[1])


def recidivist(row: Row) -> bool | None:
    """A sealed record decides nothing."""
    flag: bool | None = row["repeat_offender"]
    return flag if every(flag, row["prior_sealed"]) is False else None


def owes(row: Row) -> bool | None:
    return above(row["owed"], 0)


def defiant(row: Row) -> bool | None:
    return every(row["able"], owes(row))


def listed(row: Row) -> bool | None:
    named = some(row["state_security"], row["terror"], row["drug"])
    return some(three(row), named, recidivist(row), defiant(row))


def strict(row: Row) -> bool | None:
    heavy = every(at_least(row["months"], 120), some(row["eight_ten"], row["two_tens"]))
    return every(modern(row), some(listed(row), heavy))


def strict_heavy(row: Row) -> bool | None:
    return every(modern(row), some(listed(row), row["eight"], row["joined"]))


def bribery(row: Row) -> bool | None:
    judged = since(row["judged_on"], date(2015, 11, 1))
    return every(law(row) >= SINCE_2019, judged, row["chapter_eight"], row["functionary"])


def lenient(row: Row) -> bool | None:
    young = above(birthday(row, 18), row["delivered_on"])
    minor = every(young, no(some(recidivist(row), row["eight_ten"])))
    return every(modern(row), some(minor, row["infirm"]))


def converted(row: Row) -> bool | None:
    return every(kind_is(row, 4, 5), now_is(row, 3))


def first_cut(row: Row) -> bool | None:
    return None if row["earlier_count"] is None else row["earlier_count"] == 0


def cut_before(row: Row) -> bool | None:
    return above(row["earlier_count"], 0)


def last_cut(row: Row) -> int | None:
    """Turning life into a term took nothing off."""
    ruled, fixed = row["earlier_ruled_on"], row["fixed_on"]
    turned = every(converted(row), None if ruled is None or fixed is None else ruled == fixed)
    cut: int | None = chosen(turned, 0, row["earlier_months"])
    return cut


def short_left(row: Row) -> bool | None:
    """管制、拘役, and terms with little left on the day of effect (第16条; one year in 2012, two since 2017)."""
    months = 24 if modern(row) else 12 if of_2012(row) else 0
    end = row["ends_on"] and row["ends_on"] + timedelta(1)
    little = [no(at_least(end, months_on(row[name], months))) for name in ("delivered_on", "effective_on")]
    return some(kind_is(row, 1), kind_is(row, 2), every(*little))


def by_merit(row: Row, numbers: tuple[int, int, int, int] | None) -> int | None:
    """The number for 悔改或者立功, for both, for 重大立功, for 悔改 with it."""
    if numbers is None:
        return None
    one, both, major, both_major = numbers
    great = chosen(row["repents"], both_major, major)
    plain = chosen(every(row["repents"], row["meritorious"]), both, one)
    number: int | None = chosen(row["major"], great, plain)
    return number


def banded(row: Row, under_5: int | None, under_10: int | None, from_10: int | None) -> int | None:
    months = row["months"]
    lower = chosen(None if months is None else months < 60, under_5, under_10)
    number: int | None = chosen(None if months is None else months < 120, lower, from_10)
    return number


def ten(row: Row, under: int, over: int) -> int | None:
    return banded(row, under, under, over)


def third_less(row: Row, months: int | None) -> int | None:
    number: int | None = None if months is None else chosen(lenient(row), months - months // 3, months)
    return number


def third_more(row: Row, cap: int | None) -> int | None:
    number: int | None = None if cap is None else chosen(lenient(row), cap + cap // 3, cap)
    return number


def life_until(row: Row) -> date | None:
    """Thirteen years from the effect, ten for offences until 2011-04-30; nothing across that day."""
    days = [row["offence_from"], row["offence_to"]]
    years = {None if day is None else 156 if day >= AMENDED_8 else 120 for day in days}
    return months_on(row["effective_on"], years.pop()) if len(years) == 1 else None


def suspended_until(row: Row) -> date | None:
    months = 180 if law(row) >= SINCE_2012 else 144 if law(row) >= SINCE_1997 else None
    return months_on(row["suspension_ends_on"], months)


def after_1979_law(row: Row) -> bool | None:
    later, earlier = above(row["offence_from"], date(1997, 9, 30)), at_least(date(1997, 9, 30), row["offence_to"])
    return later if some(later, earlier) else None
