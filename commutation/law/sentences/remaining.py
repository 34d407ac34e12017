"""How much of a term is left, and what begins when it ends."""

from __future__ import annotations

from datetime import date, timedelta

from commutation.law.sentences.ends import Way, end_of, way_of
from commutation.law.sentences.lengths import Length

DAY = timedelta(days=1)
SUSPENSION = Length(years=2)  # 刑法 第48、50条


def remaining(first: date, last: date) -> Length:
    """From `first` to `last`, both counted: 2010-12-21 to 2012-09-18 is 1年8个月29日. Nothing once it is over."""
    if last < first:
        return Length()
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    while months and end_of(first, Length(months=months), Way.OLDER) > last:
        months -= 1
    days = (last - end_of(first, Length(months=months), Way.OLDER)).days if months else (last - first).days + 1
    return Length(*divmod(months, 12), days)


def suspension(confirmed: date) -> tuple[date, date]:
    """死缓: the last day of the two years, and the day from which what follows is reckoned (inferred).

    The two years run from the day the judgment is pronounced or served (法释〔2021〕1号 第498条第1款).
    """
    last = end_of(confirmed, SUSPENSION, way_of(confirmed))
    return last, last + DAY


def rights_term(released: date, length: Length) -> tuple[date, date]:
    """附加剥夺政治权利 from the day after the principal sentence, or from the day of parole (刑法 第58条)."""
    return released, end_of(released, length, way_of(released))
