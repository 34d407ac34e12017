"""The end of a term as the papers of its time state it."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.law import months

SINCE_2021 = date(2021, 3, 1)


def shifted(day: date, number: int) -> date:
    """`number` months on or back, at the same number of the month."""
    return date.fromordinal(months.same_number(day.toordinal(), number))


def end_of_term(start: date, length: int, judged: date) -> date:
    """By 法释〔2021〕1号第202条第2款 for judgments since 2021-03-01, by the older practice before."""
    if judged < SINCE_2021:
        return date.fromordinal(months.same_number(start.toordinal() - 1, length))
    years = months.add_years(start.toordinal(), length // 12)
    return date.fromordinal(months.add_months(years, length % 12) - 1)
