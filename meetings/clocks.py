"""Once each half-year, as the rules of 2008 want it; and terms both sides agreed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from procuratorate.lib.law.terms import Term, Unit

PRISON, CENTRE = "《人民检察院监狱检察办法》第38条", "《人民检察院看守所检察办法》第24条"
SHARING = "高检会〔2002〕4号"  # between a centre and its office alone: what is told so counts as notified
AGREED = "约定期限：会议纪要议定"
SOON = 30  # days before the end of a half-year in which a meeting not yet planned is pointed out


@dataclass(frozen=True)
class Half:
    """A half of a calendar year, both days inclusive."""

    first: date
    last: date

    @property
    def words(self) -> str:
        return f"{self.first.year}年{'上' if self.first.month == 1 else '下'}半年"

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def half_of(day: date) -> Half:
    """The half-year a day lies in."""
    if day.month <= 6:
        return Half(date(day.year, 1, 1), date(day.year, 6, 30))
    return Half(date(day.year, 7, 1), date(day.year, 12, 31))


def half_before(half: Half) -> Half:
    return half_of(half.first - timedelta(days=1))


def agreed_term(start: date, due: date) -> Term:
    """From the day of the minutes to the day both agreed on; what is due at once has until the day after."""
    return Term(max((due - start).days, 1), Unit.DAY)
