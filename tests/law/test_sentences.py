"""Credit, joined offences and what is left of a term."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commutation.law.sentences.credits import Hold, credited
from commutation.law.sentences.ends import Way, end_of
from commutation.law.sentences.joined import joined, unserved
from commutation.law.sentences.lengths import Length
from commutation.law.sentences.remaining import remaining, suspension
from commutation.law.words import Punishment

DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("kind", "hold", "held", "off"),
    [
        (Punishment.FIXED, Hold.CUSTODY, 37, 37),
        (Punishment.DETENTION, Hold.RESIDENCE, 3, 1),
        (Punishment.CONTROL, Hold.CUSTODY, 40, 80),
        (Punishment.CONTROL, Hold.RESIDENCE, 40, 40),
        (Punishment.CONTROL, Hold.RETENTION, 40, 80),
        (Punishment.FIXED, Hold.AT_HOME, 300, 0),
        (Punishment.LIFE, Hold.CUSTODY, 300, 0),
        (Punishment.SUSPENDED_DEATH, Hold.RETENTION, 300, 0),
    ],
)
def test_days_held_take_off_what_the_law_says_of_the_punishment(
    kind: Punishment, hold: Hold, held: int, off: int
) -> None:
    assert credited(kind, hold, held).off == off


def test_t09_retention_and_the_days_before_it_come_off_one_for_one() -> None:
    """T09: ninety-two days of 留置 and seven of 管护."""
    assert credited(Punishment.FIXED, Hold.RETENTION, 92 + 7).off == 99


@pytest.mark.parametrize(
    ("served", "left"),
    [
        (Length(5), Length(7)),
        (Length(5, 6), Length(6, 6)),
        (Length(5, 6, 10), Length(6, 5, 20)),
        (Length(12), Length()),
    ],
)
def test_t42_a_new_offence_is_joined_with_what_was_not_served_whatever_was_taken_off(
    served: Length, left: Length
) -> None:
    """T42: of twelve years five were served and one was taken off by a ruling: seven are left, not six."""
    assert unserved(Length(12), served) == left
    new = Length(3)
    band = joined(Punishment.FIXED, [left, new], date(2024, 1, 1))
    assert band.most == Length(*divmod(left.whole_months + 36, 12))


@pytest.mark.parametrize(
    ("years", "last_offence", "most"),
    [
        ((20, 15), date(2011, 5, 1), 25),  # 35 years: 以上 includes its number (刑法99)
        ((20, 14), date(2011, 5, 1), 20),
        ((20, 15), date(2011, 4, 30), 20),
        ((5, 3), date(2020, 1, 1), 8),
    ],
)
def test_joined_terms_lie_between_the_highest_and_the_sum_or_the_limit(
    years: tuple[int, ...], last_offence: date, most: int
) -> None:
    band = joined(Punishment.FIXED, [Length(one) for one in years], last_offence)
    assert (band.least, band.most) == (Length(max(years)), Length(most))


def test_short_punishments_have_limits_of_their_own_and_life_is_not_added_up() -> None:
    months = [Length(months=9), Length(months=8)]
    assert joined(Punishment.DETENTION, months, date(2020, 1, 1)).most == Length(1)
    assert joined(Punishment.CONTROL, [Length(2), Length(2)], date(2020, 1, 1)).most == Length(3)
    with pytest.raises(ValueError, match="two or more"):
        joined(Punishment.LIFE, months, date(2020, 1, 1))


def test_the_rest_of_a_real_parole_is_one_year_eight_months_and_twenty_nine_days() -> None:
    assert remaining(date(2010, 12, 21), date(2012, 9, 18)) == Length(1, 8, 29)  # R020


@pytest.mark.parametrize(
    ("confirmed", "last"), [(date(2012, 5, 21), date(2014, 5, 20)), (date(2020, 5, 10), date(2022, 5, 9))]
)
def test_two_years_of_suspension_end_on_the_eve_and_the_next_term_begins_the_day_after(
    confirmed: date, last: date
) -> None:
    assert suspension(confirmed) == (last, last + timedelta(days=1))


@given(DAYS, DAYS)
def test_what_is_left_runs_to_the_last_day_exactly(one: date, other: date) -> None:
    first, last = sorted((one, other))
    left = remaining(first, last)
    whole = Length(left.years, left.months)
    end = end_of(first, whole, Way.OLDER) if whole else first - timedelta(days=1)
    assert end + timedelta(days=left.days) == last
    assert left.days < 31
