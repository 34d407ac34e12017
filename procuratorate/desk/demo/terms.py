"""The end of a term as the papers of its time state it."""

from __future__ import annotations

from datetime import date

from commutation.law.sentences.ends import end_of, way_of
from commutation.law.sentences.lengths import Length
from procuratorate.lib.law import months


def shifted(day: date, number: int) -> date:
    """`number` months on or back, at the same number of the month."""
    return date.fromordinal(months.same_number(day.toordinal(), number))


def end_of_term(start: date, length: int, judged: date) -> date:
    """Of a term of `length` months, by the convention of the day of judgment."""
    return end_of(start, Length(years=length // 12, months=length % 12), way_of(judged))
