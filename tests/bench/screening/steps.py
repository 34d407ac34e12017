"""The oracle's rules of procedure and of outside service: levels, public notice, court, diagnosis."""

from __future__ import annotations

from datetime import date, timedelta

from tests.bench.screening.second import (
    CUT,
    FREE,
    OUT,
    Row,
    Told,
    every,
    ground_is,
    law,
    less,
    measured,
    months_on,
    needed,
    no,
    now_is,
    rule,
    since,
    some,
)


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
    if day is None or served is None or day < date(2014, 6, 1):
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
