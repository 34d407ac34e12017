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


def measured(applies: bool | None, margin: int | None) -> Told:
    return every(applies, None if margin is None else margin < 0), margin


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


@rule("levels-same-minute", CUT, FREE, OUT)
def _(row: Row) -> Told:
    return needed(True, no(row["levels_same_minute"]))


@rule("levels-same-words", CUT, FREE, OUT)
def _(row: Row) -> Told:
    return needed(True, no(row["levels_same_words"]))


@rule("committee", CUT, FREE)
def _(row: Row) -> Told:
    day = row["committee_on"]
    most = None if day is None or day < date(2003, 5, 1) else 7 if day < date(2014, 12, 1) else 9
    return measured(day is not None, less(row["committee_members"], most))


@rule("outside-committee", OUT)
def _(row: Row) -> Told:
    day = row["committee_on"]
    held = day is not None and day >= date(2016, 10, 1)
    return measured(held, less(row["committee_members"], 9 if held else None))


@rule("recusal", CUT, FREE, OUT)
def _(row: Row) -> Told:
    present = row["recused_present"]
    return measured(row["committee_on"] is not None, None if present is None else -present)


@rule("minutes", OUT)
def _(row: Row) -> Told:
    day = row["committee_on"]
    return needed(day is not None and day >= date(2016, 10, 1), row["dissent_recorded"])


@rule("level-change", CUT, FREE, OUT)
def _(row: Row) -> Told:
    return needed(row["changed_between_levels"], row["change_reasoned"])


@rule("levels-in-order", CUT, FREE)
def _(row: Row) -> Told:
    day = row["committee_on"]
    both = day is not None and row["section_on"] is not None
    return measured(both and day >= date(2014, 12, 1), less(day, row["section_on"]))


def reached(row: Row) -> bool:
    return row["consulted_on"] is not None or row["filed_on"] is not None


@rule("notice-given", CUT, FREE)
def _(row: Row) -> Told:
    return needed(law(row) >= date(2014, 12, 1) and reached(row), row["notice_given"])


@rule("outside-notice-given", OUT)
def _(row: Row) -> Told:
    return needed(every(law(row) >= date(2014, 12, 1) and reached(row), no(row["urgent"])), row["notice_given"])


@rule("notice-days", CUT, FREE)
def _(row: Row) -> Told:
    day = row["notice_from"]
    least = None if day is None or day < date(2003, 5, 1) else 7 if day < date(2014, 12, 1) else 5
    return measured(row["notice_until"] is not None, less(row["notice_days"], least))


@rule("outside-notice-days", OUT)
def _(row: Row) -> Told:
    held = since(row["notice_from"], date(2016, 10, 1))
    return measured(every(held, row["notice_until"] is not None), less(row["notice_days"], 3 if held else None))


@rule("notice-contents", CUT, FREE)
def _(row: Row) -> Told:
    return needed(row["notice_from"] is not None, row["notice_complete"])


@rule("outside-notice-contents", OUT)
def _(row: Row) -> Told:
    day = row["notice_from"]
    return needed(day is not None and day >= date(2016, 10, 1), row["notice_complete"])


@rule("notice-how-to-object", CUT, FREE, OUT)
def _(row: Row) -> Told:
    return needed(row["notice_from"] is not None, row["notice_tells_how_to_object"])


@rule("objection-reviewed", CUT, FREE)
def _(row: Row) -> Told:
    held = every(row["filed_on"] is not None, since(row["notice_from"], date(2026, 11, 1)))
    return needed(every(held, row["objected"]), row["objection_reviewed"])


@rule("outside-objection-reviewed", OUT)
def _(row: Row) -> Told:
    held = every(row["filed_on"] is not None, since(row["notice_from"], date(2016, 10, 1)))
    return needed(every(held, row["objected"]), row["objection_reviewed"])


@rule("notice-again", CUT, FREE, OUT)
def _(row: Row) -> Told:
    return every(row["changed_after_notice"], None), None


def heard(row: Row, why: bool | None) -> Told:
    return needed(every(row["ruled_on"] is not None and law(row) >= date(2021, 3, 1), why), row["heard"])


@rule("hearing-major", CUT)
def _(row: Row) -> Told:
    return heard(row, row["major"])


@rule("hearing-three", CUT, FREE)
def _(row: Row) -> Told:
    return heard(row, some(row["duty"], row["finance"], row["gang"]))


@rule("hearing-concern", CUT, FREE)
def _(row: Row) -> Told:
    return heard(row, some(row["wide_concern"], row["objected"], row["procurator_objected"]))


@rule("ruling-served", CUT, FREE)
def _(row: Row) -> Told:
    day, served = row["ruled_on"], row["ruling_served_on"]
    if day is None or served is None or day < date(2021, 3, 1):
        return False, None
    return measured(True, (day + timedelta(7) - served).days)


@rule("ruling-reasoned", CUT, FREE)
def _(row: Row) -> Told:
    held = row["ruled_on"] is not None and row["ruled_on"] >= date(2026, 11, 1)
    return needed(every(held, row["ruling_departs"]), row["ruling_reasoned"])


@rule("outside-kind", OUT)
def _(row: Row) -> Told:
    return needed(law(row) >= date(2018, 10, 26), now_is(row, 2, 3, 4))


@rule("outside-life", OUT)
def _(row: Row) -> Told:
    held = every(law(row) >= date(2018, 10, 26), now_is(row, 4))
    return needed(held, every(ground_is(row, 2, 4), row["nursing_or_pregnant"]))


@rule("outside-danger", OUT)
def _(row: Row) -> Told:
    held = every(law(row) >= date(2014, 12, 1), ground_is(row, 1, 3))
    return needed(held, no(some(row["social_danger"], row["self_harm"])))


@rule("outside-listed-illness", OUT)
def _(row: Row) -> Told:
    three = some(row["duty"], row["finance"], row["gang"])
    held = every(law(row) >= date(2014, 12, 1), ground_is(row, 1), three, row["chronic_listed"])
    return needed(held, row["life_in_danger"])


@rule("diagnosis-valid", OUT)
def _(row: Row) -> Told:
    held = law(row) >= date(2023, 7, 1)
    return measured(every(held, ground_is(row, 1)), less(months_on(row["diagnosed_on"], 3 if held else None), law(row)))


@rule("diagnosis-doctors", OUT)
def _(row: Row) -> Told:
    held = law(row) >= date(2014, 12, 1)
    return measured(every(held, ground_is(row, 1)), less(row["senior_doctors"], 2 if held else None))


@rule("pregnancy-doctors", OUT)
def _(row: Row) -> Told:
    held = law(row) >= date(2023, 7, 1)
    return measured(every(held, ground_is(row, 2)), less(row["middle_doctors"], 2 if held else None))


@rule("pregnancy-doctors-old", OUT)
def _(row: Row) -> Told:
    held = date(2014, 12, 1) <= law(row) <= date(2023, 6, 30)
    return measured(every(held, ground_is(row, 2)), less(row["senior_doctors"], 2 if held else None))


@rule("diagnosis-hospital", OUT)
def _(row: Row) -> Told:
    return needed(every(law(row) >= date(2018, 10, 26), ground_is(row, 1, 2)), row["designated_hospital"])


@rule("diagnosis-agreed", OUT)
def _(row: Row) -> Told:
    held, agreed = every(law(row) >= date(2023, 7, 1), ground_is(row, 1, 2)), row["doctors_agree"]
    return measured(held, 0 if agreed else None)


@rule("diagnosis-told", OUT)
def _(row: Row) -> Told:
    held = every(since(row["diagnosed_on"], date(2023, 7, 1)), ground_is(row, 1, 2), no(row["life_in_danger"]))
    return measured(held, less(row["procurator_told_before"], 1 if law(row) >= date(2023, 7, 1) else None))


@rule("diagnosis-copied", OUT)
def _(row: Row) -> Told:
    held = every(since(row["diagnosed_on"], date(2023, 7, 1)), ground_is(row, 1, 2))
    return measured(held, less(3 if law(row) >= date(2023, 7, 1) else None, row["diagnosis_copied_after"]))


@rule("guarantor", OUT)
def _(row: Row) -> Told:
    return needed(every(law(row) >= date(2014, 12, 1), ground_is(row, 1)), row["guarantor"])


@rule("care-group", OUT)
def _(row: Row) -> Told:
    held = law(row) >= date(2016, 10, 1)
    return measured(every(held, ground_is(row, 3)), less(row["care_group"], 7 if held else None))


@rule("care-doctors", OUT)
def _(row: Row) -> Told:
    held = law(row) >= date(2016, 10, 1)
    return measured(every(held, ground_is(row, 3)), less(row["care_group_doctors"], 2 if held else None))


def screened(rows: list[Row]) -> dict[str, list[int]]:
    """Per rule: breached, undecided, sum of the margins of breaches."""
    of = {ask: [(code, judge) for code, (asks, judge) in RULES.items() if ask in asks] for ask in (CUT, FREE, OUT)}
    counts = {code: [0, 0, 0] for code in RULES}
    for row in rows:
        for code, judge in of[row["ask"]]:
            breached, margin = judge(row)
            if breached:
                counts[code][0] += 1
                counts[code][2] += margin or 0
            elif breached is None:
                counts[code][1] += 1
    return counts
