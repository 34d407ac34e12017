"""Every clock of law.md §4, on its last day and on the day after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detention.law import CLOCKS, Course, Facts, Given, Granted, Phase, Trait, Verdict, explain, reckoned
from procuratorate.lib.law.dates import add_months
from procuratorate.lib.law.terms import Pause, Term, Unit
from tests.detention.law.paper import course_of, table

CLOCK_TABLE, REFUSED = table("clocks"), table("refused")
DAY = timedelta(days=1)
DAYS = st.dates(date(2021, 3, 1), date(2040, 12, 31))
LIMITED = [phase for phase, clock in CLOCKS.items() if clock.options]


@pytest.mark.parametrize("side", ["last day", "day after"])
@pytest.mark.parametrize("row", CLOCK_TABLE, ids=lambda row: row["id"])
def test_a_clock_is_kept_on_its_last_day_and_over_on_the_next(row: dict[str, Any], side: str) -> None:
    found = reckoned(course_of(row))
    assert found.due == row["due"], found.sum and found.sum.sentence()
    assert found.refused == ()
    assert found.cites
    on = row["due"] if side == "last day" else row["due"] + DAY
    facts = Facts(limited=True, start=row["start"], due=found.due)
    (over,) = (one for one in explain(facts, on=on) if one.rule.code == "over-detention")
    assert over.verdict is (Verdict.MET if side == "last day" else Verdict.BREACHED)


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["id"])
def test_a_decision_the_law_does_not_know_lengthens_nothing_and_says_why(row: dict[str, Any]) -> None:
    found = reckoned(replace(course_of(row), why=""))
    assert found.due == row["due"]
    assert len(found.refused) == 1
    assert row["why"] in found.refused[0][1]


def test_there_are_scenarios_enough() -> None:
    assert 2 * len(CLOCK_TABLE) + len(REFUSED) >= 120


def test_every_phase_with_a_length_and_every_decision_is_in_the_table() -> None:
    assert {row["phase"] for row in CLOCK_TABLE} == set(LIMITED)
    given_ = {code for row in CLOCK_TABLE for code, *_ in row.get("granted", [])}
    assert given_ == set(Given)


def test_review_of_death_has_no_period_and_says_so() -> None:
    found = reckoned(Course(Phase.DEATH_REVIEW, date(2026, 1, 15)))
    assert (found.due, found.notice_on, found.silent) == (None, None, "死刑复核没有法定期限")


def test_custody_before_the_texts_that_were_read_cannot_be_reckoned() -> None:
    before, on = (reckoned(Course(Phase.INVESTIGATION, day)) for day in (date(2018, 10, 25), date(2018, 10, 26)))
    assert (before.due, before.silent) == (None, "2018-10-25施行的条文未收录，期限不能推算")
    assert on.due == date(2018, 12, 26)


def test_the_sum_reads_aloud() -> None:
    found = reckoned(
        Course(Phase.INVESTIGATION, date(2024, 2, 29), granted=(Granted(Given.SECOND_MONTHS, date(2024, 4, 25)),))
    )
    assert found.sum
    assert found.sum.sentence() == (
        "2024年2月29日执行逮捕，次日3月1日起算，另延长1个月（上一级检察院：案情复杂延长一个月，刑事诉讼法第一百五十六条），"
        "数满3个月，到5月31日止。"
    )


def test_the_notice_is_due_seven_days_before_the_end_and_never_before_the_start() -> None:
    assert reckoned(Course(Phase.INVESTIGATION, date(2026, 1, 15))).notice_on == date(2026, 3, 8)
    assert reckoned(Course(Phase.POLICE_HOLD, date(2026, 3, 2))).notice_on == date(2026, 3, 2)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(LIMITED), DAYS, st.frozensets(st.sampled_from(list(Trait))))
def test_an_end_in_custody_is_never_moved_by_a_holiday(phase: Phase, start: date, traits: frozenset[Trait]) -> None:
    found = reckoned(Course(phase, start, traits))
    if found.sum is None:
        assert found.silent  # 监察法 2024 is not yet in force
    elif not CLOCKS[phase].free:
        assert found.sum.nominal == found.sum.due > start


@settings(max_examples=120, deadline=None)
@given(DAYS)
def test_seven_months_of_investigation_are_seven_months_from_the_arrest(start: date) -> None:
    grants = (Given.SECOND_MONTHS, Given.FOUR_KINDS, Given.TEN_YEARS)
    found = reckoned(Course(Phase.INVESTIGATION, start, granted=tuple(Granted(one, start) for one in grants)))
    assert found.due == add_months(start, 7)


@settings(max_examples=120, deadline=None)
@given(DAYS, st.integers(1, 40), st.integers(1, 30))
def test_days_that_do_not_count_are_made_up_for_one_by_one(start: date, after: int, length: int) -> None:
    plain = reckoned(Course(Phase.FIRST_TRIAL, start)).due
    first = start + after * DAY
    pause = Pause(first, first + (length - 1) * DAY, "鉴定")
    assert plain
    assert reckoned(Course(Phase.FIRST_TRIAL, start, pauses=(pause,))).due == plain + length * DAY


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(list(Phase)),
    DAYS,
    st.lists(st.builds(Granted, st.sampled_from(list(Given)), DAYS, st.none() | st.integers(0, 40)), max_size=5),
)
def test_no_decision_however_wrong_raises_or_shortens(phase: Phase, start: date, granted: list[Granted]) -> None:
    base, found = reckoned(Course(phase, start)), reckoned(Course(phase, start, granted=tuple(granted)))
    assert (base.due is None) == (found.due is None)
    if base.due and found.due:
        assert found.due >= base.due
        assert all(why for _, why in found.refused)


def test_a_month_and_a_half_is_a_month_and_fifteen_days() -> None:
    found = reckoned(Course(Phase.SUMMARY_TRIAL, date(2026, 3, 2), frozenset({Trait.OVER_THREE_YEARS})))
    assert found.sum
    assert (found.sum.term, found.sum.whole) == (Term(1, Unit.MONTH), "1个月又15日")
