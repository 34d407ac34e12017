"""The oracle's rules of substance and evidence: what must be served, who is excluded, what must be shown."""

from __future__ import annotations

from datetime import date, timedelta

from tests.bench.screening.second import (
    CUT,
    FREE,
    LATER,
    Row,
    Told,
    every,
    extent,
    filing,
    half,
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


@rule("half-served", CUT)
def _(row: Row) -> Told:
    cut = extent(row)
    end = number_on(row["ends_now"], None if cut is None else -cut)
    timed = None if row["kind"] is None else row["kind"] <= 3
    return measured(every(timed, no(row["refiling"])), less(end and end + timedelta(1), half(row)))


@rule("parole-half", FREE)
def _(row: Row) -> Told:
    return measured(every(kind_is(row, 3), no(row["special_case"])), less(filing(row), half(row)))


@rule("parole-suspended-death", FREE)
def _(row: Row) -> Told:
    day = law(row)
    months = 180 if day >= date(2012, 7, 1) else 144 if day >= date(1997, 11, 8) else None
    due = months_on(row["suspension_ends_on"], months)
    return measured(every(kind_is(row, 5), no(row["special_case"])), less(filing(row), due))


@rule("parole-kind", FREE)
def _(row: Row) -> Told:
    return needed(True, now_is(row, 3, 4))


@rule("parole-able-unpaid", FREE)
def _(row: Row) -> Told:
    owes = None if row["owed"] is None else row["owed"] > 0
    return needed(every(law(row) >= LATER, owes), no(row["able"]))


@rule("parole-again", FREE)
def _(row: Row) -> Told:
    return needed(every(law(row) >= LATER, row["parole_revoked"]), row["parole_revoked_for_omitted"])


@rule("parole-assessed", FREE)
def _(row: Row) -> Told:
    return needed(row["filed_on"] is not None and law(row) >= date(2021, 3, 1), row["assessed"])


@rule("parole-assessment-old", FREE)
def _(row: Row) -> Told:
    held = law(row) >= date(2026, 2, 21)
    valid = months_on(row["assessed_on"], 6 if held else None)
    return measured(every(held, row["assessed"], row["address_changed"]), less(valid, filing(row)))


@rule("parole-no-danger", FREE)
def _(row: Row) -> Told:
    return needed(row["filed_on"] is not None, row["no_danger_shown"])


@rule("parole-probation-fixed", FREE)
def _(row: Row) -> Told:
    gap = less(row["probation_until"], row["ends_now"])
    return measured(now_is(row, 3), None if gap is None else -abs(gap))


@rule("parole-probation-life", FREE)
def _(row: Row) -> Told:
    last = months_on(law(row), 120 if law(row) >= date(1997, 10, 1) else None)
    gap = less(row["probation_until"], last and last - timedelta(1))
    return measured(every(row["ruled_on"] is not None, now_is(row, 4)), None if gap is None else -abs(gap))


@rule("life-imprisonment", CUT, FREE)
def _(row: Row) -> Told:
    return measured(every(kind_is(row, 5), row["for_life"]), -1)


@rule("name-withheld", CUT, FREE)
def _(row: Row) -> Told:
    hides = every(no(row["identity_known"]), no(row["tells_name"]), no(row["major"]))
    return needed(every(law(row) >= date(2021, 12, 1), hides), row["admits_guilt"])


@rule("refile-after-retrial", CUT, FREE)
def _(row: Row) -> Told:
    cut = None if row["earlier_count"] is None else row["earlier_count"] > 0
    return needed(every(law(row) >= LATER, row["retrial_changed"], no(row["acquitted"]), cut), row["refiled"])


@rule("bar-new-offence", CUT)
def _(row: Row) -> Told:
    kind = row["new_kind"]
    months = None if kind is None or law(row) < date(2012, 7, 1) else 48 if kind == 4 else 36
    if months and law(row) < LATER:
        months -= 12
    due = months_on(row["new_effective_on"], months)
    known = None if kind is None else kind in {3, 4}
    return measured(every(law(row) >= LATER, row["new_offence"], known), less(filing(row), due))


@rule("bar-offence-in-suspension", CUT)
def _(row: Row) -> Told:
    due = months_on(row["became_life_on"], 60 if law(row) >= LATER else None)
    return measured(every(law(row) >= LATER, row["offended_in_suspension"]), less(filing(row), due))


@rule("repentance-complete", CUT, FREE)
def _(row: Row) -> Told:
    four = every(row["admits_guilt"], row["obeys"], row["studies"], row["works"])
    return needed(every(law(row) >= LATER, row["repents"]), four)


@rule("merit-at-all", CUT)
def _(row: Row) -> Told:
    return needed(law(row) >= LATER, some(row["repents"], row["meritorious"], row["major"]))


@rule("self-written", CUT, FREE)
def _(row: Row) -> Told:
    own = some(row["self_written"], row["has_reason_not_to_write"])
    return needed(every(law(row) >= date(2021, 12, 1), row["repents"]), own)


@rule("merit-source", CUT)
def _(row: Row) -> Told:
    told = None if row["merit_ground"] is None else row["merit_ground"] == 1
    applies = every(law(row) >= date(2021, 12, 1), some(row["meritorious"], row["major"]), told)
    return needed(applies, row["merit_source_lawful"])


@rule("merit-testimony", CUT)
def _(row: Row) -> Told:
    other = None if row["merit_ground"] is None else row["merit_ground"] != 7
    return needed(every(law(row) >= date(2021, 12, 1), some(row["meritorious"], row["major"])), other)


@rule("merit-utility", CUT)
def _(row: Row) -> Told:
    other = None if row["merit_ground"] is None else row["merit_ground"] != 5
    return needed(every(law(row) >= LATER, row["major"]), other)


@rule("points-while-confined", CUT, FREE)
def _(row: Row) -> Told:
    points = row["points_while_confined"]
    return measured(since(row["period_until"], date(2021, 10, 1)), None if points is None else -points)


@rule("points-against-period", CUT, FREE)
def _(row: Row) -> Told:
    held, months = since(row["period_until"], date(2021, 10, 1)), row["points_months"]
    most = None if months is None or not held else months * 150 + (months + 11) // 12 * 300
    return measured(every(held, no(row["points_explained"])), less(most, row["points"]))
