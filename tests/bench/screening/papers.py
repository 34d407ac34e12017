"""The oracle's rules of property, merit, consultation, routes, hearing and stated terms."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from tests.bench.screening.categories import (
    SINCE_2019,
    SINCE_2021,
    above,
    after_1979_law,
    at_least,
    bribery,
    chosen,
    converted,
    cut_before,
    defiant,
    owes,
    recidivist,
    three,
)
from tests.bench.screening.extents import cap
from tests.bench.screening.second import (
    CUT,
    FREE,
    LATER,
    OUT,
    Row,
    Told,
    every,
    extent,
    filing,
    kind_is,
    law,
    less,
    measured,
    months_on,
    needed,
    no,
    now_is,
    number_on,
    rule,
    since,
    some,
)

PROPERTY, REVIEW = date(2024, 5, 1), date(2021, 12, 1)
ORDER_130, PRISONS_2016 = date(2014, 12, 1), date(2016, 10, 1)
CODE_2018, RULES_2019 = date(2018, 10, 26), date(2019, 12, 30)


@rule("able-unpaid", CUT, FREE)
def _(row: Row) -> Told:
    return needed(every(law(row) >= PROPERTY, row["repents"], owes(row), no(row["major"])), no(row["able"]))


@rule("evasion-cooling", CUT, FREE)
def _(row: Row) -> Told:
    hid = some(row["evaded"], row["borrowed_account"])
    due = months_on(row["evasion_ended_on"], 6 if law(row) >= PROPERTY else None)
    applies = every(law(row) >= PROPERTY, hid, row["evasion_ended"], no(row["major"]))
    return measured(applies, less(filing(row), due))


@rule("borrowed-account", CUT, FREE)
def _(row: Row) -> Told:
    applies = every(law(row) >= PROPERTY, row["repents"], owes(row), no(row["major"]))
    return needed(applies, no(row["borrowed_account"]))


@rule("overspending", CUT, FREE)
def _(row: Row) -> Told:
    applies = every(law(row) >= REVIEW, row["repents"], owes(row), no(row["major"]))
    return needed(applies, some(no(row["overspent"]), row["overspending_explained"]))


@rule("evasion", CUT, FREE)
def _(row: Row) -> Told:
    applies = every(law(row) >= REVIEW, row["repents"], owes(row))
    return needed(applies, some(no(row["evaded"]), row["evasion_ended"]))


@rule("gains-returned", CUT, FREE)
def _(row: Row) -> Told:
    return needed(every(law(row) >= LATER, row["repents"], three(row), owes(row)), row["returns_gains"])


@rule("influence", CUT, FREE)
def _(row: Row) -> Told:
    return needed(every(law(row) >= LATER, row["repents"], three(row)), no(row["uses_influence"]))


@rule("bribery-unrepentant", CUT)
def _(row: Row) -> Told:
    applies = every(law(row) >= SINCE_2019, bribery(row), no(row["major"]))
    return needed(applies, every(row["admits_guilt"], no(defiant(row))))


@rule("confiscation-terminated", CUT, FREE)
def _(row: Row) -> Told:
    clean = every(no(row["evaded"]), no(row["borrowed_account"]))
    ended = every(row["confiscation_terminated"], row["only_confiscation_left"])
    return needed(every(law(row) >= PROPERTY, ended, clean), no(row["stricter_for_property"]))


@rule("property-papers", CUT, FREE)
def _(row: Row) -> Told:
    filed = row["filed_on"] is not None and law(row) >= PROPERTY
    return needed(every(filed, at_least(row["owed"], 0)), row["property_papers"])


def ground_of_merit(row: Row, *grounds: int) -> bool | None:
    return None if row["merit_ground"] is None else row["merit_ground"] in grounds


@rule("merit-province", CUT)
def _(row: Row) -> Told:
    applies = every(law(row) >= LATER, row["meritorious"], no(row["major"]), ground_of_merit(row, 3, 6))
    return needed(applies, every(row["merit_own_work"], at_least(row["merit_confirmed"], 2)))


@rule("merit-nation", CUT)
def _(row: Row) -> Told:
    applies = every(law(row) >= LATER, row["major"], ground_of_merit(row, 3, 4, 6))
    nation = None if row["merit_confirmed"] is None else row["merit_confirmed"] == 3
    return needed(applies, every(row["merit_own_work"], nation))


@rule("commended-below-base", CUT, FREE)
def _(row: Row) -> Told:
    held = since(row["period_until"], date(2021, 10, 1))
    return needed(every(held, row["month_below_base"]), no(row["commended"]))


@rule("parole-recidivist", FREE)
def _(row: Row) -> Told:
    return measured(every(recidivist(row), after_1979_law(row)), -1)


@rule("parole-eight", FREE)
def _(row: Row) -> Told:
    return measured(every(row["eight_ten"], after_1979_law(row)), -1)


@rule("parole-bribery-unrepentant", FREE)
def _(row: Row) -> Told:
    return needed(every(law(row) >= SINCE_2019, bribery(row)), row["admits_guilt"])


def decided(row: Row) -> bool:
    return row["wardens_on"] is not None or row["filed_on"] is not None


def filed_since(row: Row, day: date) -> bool:
    return row["filed_on"] is not None and law(row) >= day


@rule("consulted", CUT, FREE)
def _(row: Row) -> Told:
    return needed(law(row) >= ORDER_130 and decided(row), row["consulted"])


@rule("outside-consulted", OUT)
def _(row: Row) -> Told:
    return needed(every(law(row) >= PRISONS_2016 and decided(row), no(row["urgent"])), row["consulted"])


@rule("consulted-first", CUT, FREE, OUT)
def _(row: Row) -> Told:
    both = row["wardens_on"] is not None and row["consulted_on"] is not None
    applies = every(law(row) >= ORDER_130 and both, no(row["urgent"]))
    return measured(applies, less(row["wardens_on"], row["consulted_on"]))


@rule("refusal-reasoned", CUT, FREE)
def _(row: Row) -> Told:
    refused = every(row["consulted"], no(row["opinion_adopted"]))
    return needed(every(filed_since(row, ORDER_130), refused), row["refusal_reasoned"])


@rule("outside-refusal-reasoned", OUT)
def _(row: Row) -> Told:
    refused = every(row["consulted"], no(row["opinion_adopted"]))
    return needed(every(filed_since(row, PRISONS_2016), refused), row["refusal_reasoned"])


@rule("outside-opinion-forwarded", OUT)
def _(row: Row) -> Told:
    return needed(every(filed_since(row, PRISONS_2016), row["consulted"]), row["opinion_forwarded"])


@rule("copied", CUT, FREE)
def _(row: Row) -> Told:
    return needed(filed_since(row, CODE_2018), row["copied"])


def late_copy(row: Row, day: date) -> Told:
    late = row["copied_after"]
    return measured(every(filed_since(row, day), row["copied"]), None if late is None else -late)


@rule("copied-same-day", CUT, FREE)
def _(row: Row) -> Told:
    return late_copy(row, CODE_2018)


@rule("outside-copied", OUT)
def _(row: Row) -> Told:
    return needed(filed_since(row, RULES_2019), row["copied"])


@rule("outside-copied-same-day", OUT)
def _(row: Row) -> Told:
    return late_copy(row, RULES_2019)


@rule("papers", CUT, FREE)
def _(row: Row) -> Told:
    lacking = row["papers_missing"]
    return measured(filed_since(row, SINCE_2021), None if lacking is None else -lacking)


def route_is(row: Row, *routes: int) -> bool | None:
    return None if row["route"] is None else row["route"] in routes


@rule("route-intermediate", CUT, FREE)
def _(row: Row) -> Told:
    return needed(every(law(row) >= SINCE_2021, now_is(row, 3)), route_is(row, 1, 2))


@rule("route-high", CUT, FREE)
def _(row: Row) -> Told:
    return needed(every(law(row) >= SINCE_2021, now_is(row, 4, 5)), route_is(row, 3))


@rule("route-bureau", OUT)
def _(row: Row) -> Told:
    return needed(law(row) >= ORDER_130, route_is(row, 4))


@rule("official-through-bureau", CUT, FREE)
def _(row: Row) -> Told:
    official = every(row["duty"], at_least(row["rank"], 3))
    return needed(every(filed_since(row, date(2014, 4, 4)), official), row["bureau_reviewed"])


@rule("hearing-below", CUT)
def _(row: Row) -> Told:
    held = row["ruled_on"] is not None and law(row) >= SINCE_2021
    if not held:
        return False, None
    return needed(every(held, kind_is(row, 3), above(extent(row), cap(row))), row["heard"])


def since_2021(start: date, months: int) -> date:
    """Years first, then months, then a day back (法释〔2021〕1号 第202条第2款)."""
    whole = months_on(number_on(start, months // 12 * 12), months % 12)
    return (whole or date.max) - timedelta(1)


def before_2021(start: date, months: int) -> date:
    """The number before the first day's, or the last day of a month that lacks it."""
    year, month = divmod(12 * start.year + start.month - 1 + months, 12)
    begun = date(year, month + 1, 1)
    if start.day == 1:
        return begun - timedelta(1)
    return begun.replace(day=min(start.day - 1, monthrange(year, month + 1)[1]))


def end_of(decided_on: date | None, start: date | None, months: int | None) -> date | None:
    if start is None or months is None:
        return None
    end: date | None = chosen(since(decided_on, SINCE_2021), since_2021(start, months), before_2021(start, months))
    return end


def same(applies: bool | None, one: date | None, other: date | None) -> Told:
    apart = less(one, other)
    return measured(applies, None if apart is None else -abs(apart))


@rule("term-end", CUT, FREE, OUT)
def _(row: Row) -> Told:
    end, credit = end_of(row["judged_on"], row["starts_on"], row["months"]), row["credit_days"]
    reckoned = None if end is None or credit is None else end - timedelta(credit)
    return same(kind_is(row, 1, 2, 3), row["ends_on"], reckoned)


@rule("term-end-now", CUT, FREE, OUT)
def _(row: Row) -> Told:
    cut = row["reduced_months"]
    now = number_on(row["ends_on"], None if cut is None else -cut)
    return same(every(kind_is(row, 3), cut_before(row), no(row["retrial_changed"])), row["ends_now"], now)


@rule("term-fixed", CUT, FREE, OUT)
def _(row: Row) -> Told:
    once = None if row["earlier_count"] is None else row["earlier_count"] == 1
    end = end_of(row["fixed_on"], row["fixed_on"], row["fixed_months"])
    return same(every(converted(row), once), row["ends_now"], end)
