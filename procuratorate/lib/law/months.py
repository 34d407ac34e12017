"""Months and years of sentence terms, as integers that every engine can add and compare.

A day is its proleptic ordinal. Two other numbers make months additive, 31 places to a month:

- *place*: `(12·year + month − 1)·31 + day − 1`. Adding `31·n` goes n months on to the same number in the month.
- *month ordinal* (法月序): the same, but the last day of every month has place 30. Adding `31·n` then also takes the
  last day of a month to the last day of the other (法释〔2021〕1号 第202条), and `month_ordinal(b) >=
  month_ordinal(a) + 31·n` says that n months have run, without asking a calendar.

Both are read back with the number clipped to the length of the month. Years beyond the calendar's are clipped as well:
facts may be wrong by centuries, and a wrong fact must end in a finding, never in an exception.
"""

from calendar import monthrange
from datetime import date
from functools import lru_cache

PLACES = 31  # of a month
FIRST, LAST = date.min.toordinal(), date.max.toordinal()
NO_EARLIER, NO_LATER = (12 * 1) * PLACES, (12 * 9999 + 11) * PLACES + 30


def place(day: int) -> int:
    """The place of a day (an ordinal) among months of 31 places."""
    when = date.fromordinal(min(max(day, FIRST), LAST))
    return (12 * when.year + when.month - 1) * PLACES + when.day - 1


@lru_cache(maxsize=65536)
def month_ordinal(day: int) -> int:
    """法月序: the place, with the last day of each month at 30."""
    when = date.fromordinal(min(max(day, FIRST), LAST))
    last = when.day == monthrange(when.year, when.month)[1]
    return (12 * when.year + when.month - 1) * PLACES + (30 if last else when.day - 1)


@lru_cache(maxsize=65536)
def day_at(ordinal: int) -> int:
    """The day at a place or a month ordinal: the last of the month where the number does not exist in it."""
    month, number = divmod(min(max(ordinal, NO_EARLIER), NO_LATER), PLACES)
    year, month = divmod(month, 12)
    return date(year, month + 1, min(number + 1, monthrange(year, month + 1)[1])).toordinal()


def add_months(day: int, months: int) -> int:
    """The day on which `months` months from `day` have run: last of the month to last of the month."""
    return day_at(month_ordinal(day) + PLACES * months)


def same_number(day: int, months: int) -> int:
    """`months` on (or back, when negative) at the same number of the month, or its last day (同号日)."""
    return day_at(place(day) + PLACES * months)


def eve(day: int, months: int) -> int:
    """The day before the same number `months` on, or the last day of a month without it: 30 August + 6 is 28 February.

    How sentence terms ended before 法释〔2021〕1号: the number before the first day's, clipped to its month.
    """
    return day_at(place(day) - 1 + PLACES * months)


def add_years(day: int, years: int) -> int:
    """Years have a sentence of their own in 第202条: the same day of the year, 28 February stays 28 February."""
    return same_number(day, 12 * years)
