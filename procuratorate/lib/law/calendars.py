"""Which days are working days: weekends, corrected by the State Council's yearly notices (放假、调休)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from procuratorate.lib.law.dates import weekday

# 元旦 reaches back into the old year (earliest seen 2004–2026: 29 December), though the *new* year's notice has it.
NEW_YEAR_REACHES_BACK_TO = 28


class Kind(StrEnum):
    """What a notice makes of a day."""

    REST = "rest"
    WORK = "work"  # 调休上班

    @property
    def words(self) -> str:
        return "放假" if self is Kind.REST else "调休上班"


@dataclass(frozen=True)
class Noted:
    """One day as a notice has it: `name` is the holiday (国庆节), `source` the notice."""

    kind: Kind
    name: str
    source: str


class Calendar(Protocol):
    """What `reckon` asks. `why` is short (周六, 国庆节放假), `source` the notice behind it or empty."""

    def is_working(self, day: date) -> bool: ...
    def why(self, day: date) -> str: ...
    def source(self, day: date) -> str: ...
    def missing(self, day: date) -> tuple[int, ...]: ...


@dataclass(frozen=True)
class NoticeCalendar:
    """Weekends and the noted days; `years` are those whose notice is loaded."""

    days: Mapping[date, Noted]
    years: frozenset[int]

    def is_working(self, day: date) -> bool:
        noted = self.days.get(day)
        return noted.kind is Kind.WORK if noted else day.weekday() < 5

    def why(self, day: date) -> str:
        noted = self.days.get(day)
        return f"{noted.name}{noted.kind.words}" if noted else weekday(day)

    def source(self, day: date) -> str:
        noted = self.days.get(day)
        return noted.source if noted else ""

    def missing(self, day: date) -> tuple[int, ...]:
        """Years whose notice decides about `day` and is not loaded: there only weekends are known."""
        deciding = [day.year]
        if day.month == 12 and day.day >= NEW_YEAR_REACHES_BACK_TO:
            deciding.append(day.year + 1)
        return tuple(year for year in deciding if year not in self.years)

    def known(self, day: date) -> bool:
        return not self.missing(day)

    def overlaid(self, days: Mapping[date, Noted], years: Iterable[int]) -> "NoticeCalendar":
        """This calendar as it will be once `days` of a new notice are stored."""
        return NoticeCalendar({**self.days, **days}, self.years | frozenset(years))
