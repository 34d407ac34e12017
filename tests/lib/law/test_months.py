"""Months as integers: the same answers as the literal rule of 第202条, for every day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from procuratorate.lib.law import dates, months

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(DAYS, st.integers(1, 400))
def test_adding_months_agrees_with_the_literal_rule(day: date, number: int) -> None:
    assert months.add_months(day.toordinal(), number) == dates.add_months(day, number).toordinal()


@given(DAYS, st.integers(1, 400), st.integers(-3, 3))
def test_months_have_run_exactly_when_the_ordinals_say_so(day: date, number: int, off: int) -> None:
    other = dates.add_months(day, number) + timedelta(days=off)
    run = months.month_ordinal(other.toordinal()) >= months.month_ordinal(day.toordinal()) + months.PLACES * number
    assert run == (off >= 0)


@given(DAYS, st.integers(-400, 400))
def test_the_same_number_is_kept_or_clipped_to_the_month(day: date, number: int) -> None:
    there = date.fromordinal(months.same_number(day.toordinal(), number))
    assert there.day == min(day.day, dates.last_of_month(there).day)


def test_a_year_from_28_february_is_28_february_and_twelve_months_are_its_last_day() -> None:
    start = date(2023, 2, 28).toordinal()
    assert date.fromordinal(months.add_years(start, 1)) == date(2024, 2, 28)
    assert date.fromordinal(months.add_months(start, 12)) == date(2024, 2, 29)


@given(st.integers(-(10**7), 10**7), st.integers(-(10**6), 10**6))
def test_days_beyond_the_calendar_are_clipped_and_never_raise(day: int, number: int) -> None:
    assert date.min.toordinal() <= months.add_months(day, number) <= date.max.toordinal()
