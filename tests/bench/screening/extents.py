"""The oracle's rules of time and extent: how long before, how much at once, how long at the least."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.bench.screening.categories import (
    AMENDED_8,
    SINCE_1997,
    SINCE_2012,
    SINCE_2019,
    above,
    at_least,
    banded,
    birthday,
    bribery,
    by_merit,
    chosen,
    converted,
    cut_before,
    either,
    first,
    first_cut,
    last_cut,
    least,
    lenient,
    life_until,
    modern,
    most,
    of_1997,
    of_2012,
    recidivist,
    short_left,
    strict,
    strict_heavy,
    suspended_until,
    ten,
    third_less,
    third_more,
    three_then,
)
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
    ground_is,
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
    some,
)

NOBODY: Told = (False, None)  # whom the rule does not concern


def by_category(
    row: Row, margin: Callable[[int | None], int | None], *, general: int | None, strict_: int | None,
    three: int | None, bribes: int | None,
) -> int | None:  # fmt: skip
    """Numbers of a category that does not exist on the day are asked by nobody."""

    def tight() -> int | None:
        return either(strict(row), lambda: margin(strict_ if modern(row) else None), lambda: margin(general))

    def then() -> int | None:
        return either(three_then(row), lambda: margin(three if of_2012(row) else None), tight)

    return either(bribery(row), lambda: margin(bribes if law(row) >= SINCE_2019 else None), then)


def start_general(row: Row) -> int | None:
    if modern(row):
        return banded(row, 12, 18, 24)
    return banded(row, None, 18, 18) if law(row) >= SINCE_1997 else None


def waited(row: Row, day: date | None) -> int | None:
    return by_category(
        row,
        lambda months: less(filing(row), months_on(day, third_less(row, months))),
        general=start_general(row), strict_=24, three=24, bribes=ten(row, 24, 36),
    )  # fmt: skip


@rule("start-fixed", CUT)
def _(row: Row) -> Told:
    if kind_is(row, 3) is False:
        return NOBODY
    others = every(no(row["major"]), no(short_left(row)), no(row["refiling"]), no(row["parole_revoked"]))
    return measured(every(kind_is(row, 3), first_cut(row), others), lambda: waited(row, row["delivered_on"]))


@rule("start-after-revocation", CUT)
def _(row: Row) -> Told:
    if row["parole_revoked"] is False:
        return NOBODY
    applies = every(kind_is(row, 3), row["parole_revoked"], no(row["major"]), no(row["refiling"]))
    return measured(applies, lambda: waited(row, row["returned_on"]))


def lifelong(row: Row, day: date | None, general: int | None, *, restrictable: bool = False) -> int | None:
    """Of life and of suspended death: the stricter categories wait three years, bribers four."""

    def margin(months: int | None) -> int | None:
        return less(filing(row), months_on(day, third_less(row, months)))

    def plain() -> int | None:
        return either(strict_heavy(row), lambda: margin(36 if modern(row) else None), lambda: margin(general))

    def then() -> int | None:
        return either(three_then(row), lambda: margin(36 if of_2012(row) else None), plain)

    def restricted() -> int | None:
        if not restrictable:
            return then()
        return either(row["restricted"], lambda: margin(60 if modern(row) else None), then)

    return either(bribery(row), lambda: margin(48 if law(row) >= SINCE_2019 else None), restricted)


@rule("start-life", CUT)
def _(row: Row) -> Told:
    applies = every(kind_is(row, 4), now_is(row, 4), no(row["major"]), no(row["refiling"]))
    return measured(applies, lambda: lifelong(row, row["effective_on"], 24 if law(row) >= SINCE_1997 else None))


@rule("start-suspended-death", CUT)
def _(row: Row) -> Told:
    if every(kind_is(row, 5), now_is(row, 4)) is False:
        return NOBODY
    general = 36 if modern(row) else 24 if of_2012(row) else None
    exempt = every(row["major"], some(bribery(row), not modern(row)))
    applies = every(kind_is(row, 5), now_is(row, 4), no(exempt), no(row["refiling"]), no(row["for_life"]))
    return measured(applies, lambda: lifelong(row, row["suspension_ends_on"], general, restrictable=True))


def gap(row: Row, months: int | None) -> int | None:
    months = third_less(row, months)
    months = most(months, last_cut(row)) if modern(row) else months
    return less(filing(row), months_on(row["earlier_served_on"], months))


def gap_general(row: Row) -> int | None:
    if modern(row):
        return banded(row, 12, 12, 18)
    return banded(row, None, 12, 12) if law(row) >= SINCE_1997 else None


@rule("interval-fixed", CUT)
def _(row: Row) -> Told:
    applies = every(cut_before(row), no(row["major"]), no(row["refiling"]), no(row["parole_revoked"]))
    return measured(every(kind_is(row, 3), applies), lambda: interval(row))


def interval(row: Row) -> int | None:
    margin = by_category(
        row, lambda months: gap(row, months),
        general=gap_general(row), strict_=ten(row, 12, 18), three=ten(row, 12, 18), bribes=ten(row, 18, 24),
    )  # fmt: skip
    exactly = None if row["months"] is None else row["months"] == 120
    shorter = at_least(gap(row, 12 if modern(row) else None), 0)
    open_ = every(strict(row), exactly, no(bribery(row)), above(0, margin), shorter)
    return margin if open_ is False else None


@rule("interval-converted", CUT)
def _(row: Row) -> Told:
    """Two years for all of them; from 2014 to 2016 of the three categories alone, and no number for the restricted."""
    if converted(row) is False:
        return NOBODY
    then = 24 if three_then(row) else None
    margin = gap(row, 24 if modern(row) else chosen(row["restricted"], None, then))
    heavy = every(kind_is(row, 5), strict_heavy(row))
    exempt = every(row["major"], no(row["restricted"]), some(no(heavy), bribery(row)))
    applies = every(some(modern(row), three_then(row)), no(exempt), no(row["refiling"]), no(row["parole_revoked"]))
    open_ = every(row["restricted"], row["major"], above(0, margin))
    return measured(every(converted(row), applies), margin if open_ is False else None)


def cap_general(row: Row) -> int | None:
    if modern(row):
        return by_merit(row, (9, 12, 18, 24))
    if of_2012(row):
        return by_merit(row, (12, 24, 24, 24))
    short = row["months"] is not None and row["months"] < 120
    caps = [by_merit(row, numbers) for numbers in ((12, 24, 24, 24), (24, 36, 36, 36))]
    return chosen(None if row["months"] is None else short, *caps) if of_1997(row) else None


def long_cap(row: Row) -> int | None:
    return by_merit(row, (24, 36, 36, 36)) if of_1997(row) else cap_general(row)


def caps(row: Row) -> dict[str, int | None]:
    general, bribes = cap_general(row), by_merit(row, (6, 9, 12, 12))
    return {"general": general, "strict_": least(general, 12), "three": least(general, 12), "bribes": bribes}


def cap(row: Row) -> int | None:
    """The one cap of this filing, where every category is known or says the same."""
    of = caps(row)
    found = chosen(strict(row), of["strict_"], of["general"])
    found = chosen(three_then(row), of["three"], found)
    number: int | None = chosen(bribery(row), of["bribes"], found)
    return number


@rule("extent-fixed", CUT)
def _(row: Row) -> Told:
    def margin(number: int | None) -> int | None:
        return less(third_more(row, number), extent(row))

    return measured(every(kind_is(row, 3), no(row["refiling"])), lambda: by_category(row, margin, **caps(row)))


@rule("extent-at-cap", CUT)
def _(row: Row) -> Told:
    if kind_is(row, 3) is False:
        return NOBODY
    applies = every(kind_is(row, 3), strict(row), no(bribery(row)), no(row["refiling"]), no(lenient(row)))
    most_, asked = cap(row), extent(row)
    return needed(applies, None if most_ is None or asked is None else most_ != asked)


@rule("extent-converted", CUT)
def _(row: Row) -> Told:
    if converted(row) is False:
        return NOBODY
    general = long_cap(row)
    number = chosen(strict_heavy(row), least(general, 12 if modern(row) else None), general)
    number = chosen(bribery(row), by_merit(row, (6, 9, 12, 12)), number)
    kept = chosen(row["major"], 12, 6) if modern(row) else None
    number = chosen(row["restricted"], kept, number)
    number = chosen(three_then(row), least(general, 12), number)
    applies = every(converted(row), some(modern(row), three_then(row)), no(row["refiling"]))
    return measured(applies, less(third_more(row, number), extent(row)))


@rule("lenient-one-of-two", CUT)
def _(row: Row) -> Told:
    if every(kind_is(row, 3), lenient(row)) is False:
        return NOBODY
    months = chosen(strict(row), 24, start_general(row))
    months = chosen(bribery(row), ten(row, 24, 36), months)
    early = above(months_on(row["delivered_on"], months), filing(row))
    others = every(no(row["major"]), no(row["refiling"]))
    applies = every(law(row) >= LATER, kind_is(row, 3), first_cut(row), lenient(row), early, others)
    return measured(applies, less(cap(row), extent(row)))


@rule("extent-refiled", CUT)
def _(row: Row) -> Told:
    return measured(every(law(row) >= LATER, row["refiling"]), less(row["reduced_months"], extent(row)))


def new_term(row: Row) -> int | None:
    value: int | None = first(row["granted_term"], row["proposed_term"])
    return value


LIFE_LOW = ((264, 252, 240, 228), (240, 240, 180, 180), (216, 216, 156, 156))
LIFE_HIGH = ((264, 264, 252, 240), (264, 264, 240, 240), (240, 240, 216, 216))
DEATH_LOW = ((300, 288, 276, 264), (300, 300, 276, 276), None)
DEATH_HIGH = ((300, 300, 288, 276), (300, 300, 276, 276), None)
Table = tuple[tuple[int, int, int, int], tuple[int, int, int, int], tuple[int, int, int, int] | None]


def of_period(row: Row, table: Table) -> int | None:
    eras = (modern(row), of_2012(row), of_1997(row))
    return next((by_merit(row, numbers) for holds, numbers in zip(eras, table, strict=True) if holds), None)


@rule("life-not-below", CUT)
def _(row: Row) -> Told:
    if every(kind_is(row, 4), now_is(row, 4)) is False:
        return NOBODY
    general = of_period(row, LIFE_LOW)
    low = chosen(strict_heavy(row), most(general, 240), general)
    low = chosen(three_then(row), most(general, 240), low)
    low = chosen(bribery(row), by_merit(row, (276, 264, 252, 252)), low)
    return measured(every(kind_is(row, 4), now_is(row, 4), no(row["refiling"])), less(new_term(row), low))


@rule("life-not-above", CUT)
def _(row: Row) -> Told:
    if every(kind_is(row, 4), now_is(row, 4)) is False:
        return NOBODY
    plain = every(no(strict_heavy(row)), no(three_then(row)), no(bribery(row)))
    applies = every(kind_is(row, 4), now_is(row, 4), no(row["refiling"]), plain)
    return measured(applies, less(of_period(row, LIFE_HIGH), new_term(row)))


@rule("suspended-death-not-below", CUT)
def _(row: Row) -> Told:
    if every(kind_is(row, 5), now_is(row, 4)) is False:
        return NOBODY
    general = of_period(row, DEATH_LOW)
    tight = chosen(some(row["meritorious"], row["major"]), 276, 300) if modern(row) else None
    low = chosen(some(strict_heavy(row), row["restricted"]), tight, general)
    low = chosen(three_then(row), most(general, 300), low)
    low = chosen(bribery(row), by_merit(row, (300, 294, 288, 288)), low)
    applies = every(kind_is(row, 5), now_is(row, 4), no(row["refiling"]), no(row["for_life"]))
    return measured(applies, less(new_term(row), low))


@rule("suspended-death-not-above", CUT)
def _(row: Row) -> Told:
    if every(kind_is(row, 5), now_is(row, 4)) is False:
        return NOBODY
    plain = every(no(strict_heavy(row)), no(three_then(row)), no(row["restricted"]), no(bribery(row)))
    applies = every(kind_is(row, 5), now_is(row, 4), no(row["refiling"]), plain, no(row["for_life"]))
    return measured(applies, less(of_period(row, DEATH_HIGH), new_term(row)))


def new_rights(row: Row) -> int | None:
    value: int | None = first(row["granted_rights"], row["proposed_rights"])
    return value


def rights_left(row: Row) -> int | None:
    value: int | None = first(new_rights(row), row["rights_months"])
    return value


@rule("rights-fixed", CUT)
def _(row: Row) -> Told:
    least_ = 12 if law(row) >= SINCE_1997 else None
    return measured(every(kind_is(row, 3), above(row["rights_months"], 0)), less(rights_left(row), least_))


@rule("rights-low", CUT)
def _(row: Row) -> Told:
    becomes = every(kind_is(row, 4, 5), now_is(row, 4))
    return measured(becomes, less(new_rights(row), 84 if law(row) >= SINCE_2012 else None))


@rule("rights-high", CUT)
def _(row: Row) -> Told:
    becomes = every(kind_is(row, 4, 5), now_is(row, 4))
    return measured(becomes, less(120 if law(row) >= SINCE_2012 else None, new_rights(row)))


@rule("rights-final", CUT)
def _(row: Row) -> Told:
    return measured(converted(row), less(rights_left(row), 36 if law(row) >= SINCE_2012 else None))


@rule("strict-once", CUT)
def _(row: Row) -> Told:
    return needed(every(recidivist(row), row["drug"], row["same_prior"]), no(row["strict_twice"]))


def free_on(row: Row) -> date | None:
    """The day after the end that this commutation leaves."""
    cut = extent(row)
    end = number_on(row["ends_now"], None if cut is None else -cut)
    return end and end + timedelta(1)


@rule("life-actual", CUT)
def _(row: Row) -> Told:
    if kind_is(row, 4) is False:
        return NOBODY
    return measured(every(kind_is(row, 4), now_is(row, 3)), less(free_on(row), life_until(row)))


@rule("suspended-death-actual", CUT)
def _(row: Row) -> Told:
    if kind_is(row, 5) is False:
        return NOBODY
    applies = every(kind_is(row, 5), now_is(row, 3), no(row["restricted"]))
    return measured(applies, less(free_on(row), suspended_until(row)))


@rule("restricted-actual", CUT)
def _(row: Row) -> Told:
    """A restriction is of amendment 8: for offences before it there is no number."""
    if kind_is(row, 5) is False:
        return NOBODY
    days = (row["offence_from"], row["offence_to"])
    known = all(day is not None and day >= AMENDED_8 for day in days)
    to_term, to_life = (
        less(free_on(row), months_on(row["suspension_ends_on"], months if known else None)) for months in (240, 300)
    )
    applies = every(kind_is(row, 5), now_is(row, 3), row["restricted"])
    return measured(applies, either(row["directly_fixed"], lambda: to_term, lambda: to_life))


@rule("parole-life", FREE)
def _(row: Row) -> Told:
    if kind_is(row, 4) is False:
        return NOBODY
    return measured(every(kind_is(row, 4), no(row["special_case"])), less(filing(row), life_until(row)))


@rule("parole-gap", FREE)
def _(row: Row) -> Told:
    if cut_before(row) is False:
        return NOBODY
    day = law(row)
    large, long = (12, 18) if day >= LATER else (24, 24)
    numbers = (large, long, 12) if day >= SINCE_1997 else (None, None, None)
    longer, shorter = (less(filing(row), months_on(row["earlier_served_on"], months)) for months in numbers[1:])
    margin = either(at_least(last_cut(row), numbers[0]), lambda: longer, lambda: shorter)
    left = row["ends_now"] and row["ends_now"] + timedelta(1)
    open_ = every(above(0, margin), above(months_on(filing(row), 24), left))
    return measured(cut_before(row), margin if open_ is False else None)


def bound(row: Row) -> bool | None:
    held = some(recidivist(row), row["eight"])
    return every(law(row) >= date(2014, 12, 1), ground_is(row, 1, 3), held, no(row["life_in_danger"]))


def suitably_less(row: Row, margin: int | None) -> int | None:
    """Minors, those of sixty-five and the disabled: by no number."""
    aged, young = at_least(filing(row), birthday(row, 65)), above(birthday(row, 18), filing(row))
    open_ = every(above(0, margin), some(row["disabled"], aged, young))
    return margin if open_ is False else None


@rule("outside-third", OUT)
def _(row: Row) -> Told:
    months, credit, day = row["months"], row["credit_days"], None
    if months is not None and credit is not None and row["starts_on"] is not None:
        day = (months_on(row["starts_on"], months // 3) or date.max) + timedelta(months % 3 * 10 - credit)
    applies = every(bound(row), kind_is(row, 3), at_least(months, 120))
    return measured(applies, suitably_less(row, less(filing(row), day)))


@rule("outside-seven-years", OUT)
def _(row: Row) -> Told:
    due = months_on(row["fixed_on"], 84 if law(row) >= date(2014, 12, 1) else None)
    return measured(every(bound(row), converted(row)), suitably_less(row, less(filing(row), due)))
