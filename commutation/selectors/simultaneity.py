"""「同时」: how far the court's receipt and the procuratorate's copy lie apart (practice.md F25, N2).

The distance is a fact, told as such. Only when the two did not arrive on the same working day, or the copy is missing,
is there something to look into, and it is called 疑似迟延: for commutation and parole the law says that a copy goes
(抄送), "at the same time" bears a sanction for outside service alone (规则第629条第3项). Imports give the court's day,
not its second, so days are what can be told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commutation.models import CourtCase, Filing, SentFiling
from commutation.states import Kind, Stage
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.lib.clock import SHANGHAI
from procuratorate.lib.law.calendars import Calendar, NoticeCalendar

COPIED, AT_ONCE = "刑事诉讼法第273条第2款", "《人民检察院刑事诉讼规则》第629条第3项"


@dataclass(frozen=True, slots=True)
class Together:
    """When the copy came here (`copy_at` where it came on screen), on which day the court received the proposal."""

    filing: Filing
    copy_at: datetime | None
    copy_on: date | None
    court_on: date | None
    same_working_day: bool | None

    @property
    def article(self) -> str:
        return AT_ONCE if self.filing.kind == Kind.OUTSIDE_SERVICE else COPIED

    @property
    def doubt(self) -> str:
        """疑似迟延 with the two days, or that the copy is missing; "" where nothing is to ask, or to decide by."""
        if self.court_on and self.copy_on is None:
            return f"疑似迟延：法院{self.court_on}收到，没有收到副本的记录"
        if self.same_working_day is False:
            return f"疑似迟延：法院{self.court_on}收到，副本{self.copy_on}收到"
        return ""

    @property
    def words(self) -> str:
        """The fact aloud."""
        if self.copy_on and self.court_on:
            days = abs((self.copy_on - self.court_on).days)
            return f"副本{self.copy_on}，法院{self.court_on}，" + (f"相差{days}日" if days else "同日")
        return "法院收到日未登记" if self.copy_on else "没有副本记录"


@dataclass(frozen=True, slots=True)
class Gaps:
    """How the copies of a whole list lie to the court's receipt: those to ask about by name, the others counted."""

    doubts: list[Together]
    same: int
    unknown: int


def gaps_of(filings: Iterable[Filing]) -> Gaps:
    """Of filings whose copies were sent."""
    told = list(together(filings).values())
    return Gaps(
        [one for one in told if one.doubt],
        sum(one.same_working_day is True for one in told),
        sum(one.same_working_day is None and not one.doubt for one in told),
    )


def together(filings: Iterable[Filing]) -> dict[int, Together]:
    """Filing id → how far the two lie apart. Four queries for any number; two where no court's day is known."""
    rows = list(filings)
    ids = [one.pk for one in rows]
    lines = SentFiling.objects.filter(filing__in=ids, sending__stage=Stage.FILING_COPY)
    moments = lines.values_list("filing_id", "sending__received_on", "sending__dispatch__delivered_at")
    copies = {pk: _copy(received_on, delivered_at) for pk, received_on, delivered_at in moments}
    courts = dict(CourtCase.objects.filter(filing__in=ids).values_list("filing_id", "received_on"))
    known = (
        [day for day in (*courts.values(), *(on for _, on in copies.values())) if day] if any(courts.values()) else []
    )
    calendar: Calendar = working_calendar(since=min(known)) if known else NoticeCalendar({}, frozenset())
    return {one.pk: _of(one, copies.get(one.pk, (None, None)), courts.get(one.pk), calendar) for one in rows}


Copy = tuple[datetime | None, date | None]


def _copy(received_on: date | None, delivered_at: datetime | None) -> Copy:
    """Taken in from paper the day is known, the moment is not."""
    if received_on or delivered_at is None:
        return None, received_on
    return delivered_at, delivered_at.astimezone(SHANGHAI).date()


def _of(filing: Filing, copy: Copy, court_on: date | None, calendar: Calendar) -> Together:
    copy_at, copy_on = copy
    known = bool(copy_on and court_on)
    same = _stands_for(copy_on, calendar) == _stands_for(court_on, calendar) if known else None
    return Together(filing, copy_at, copy_on, court_on, same)


def _stands_for(day: date | None, calendar: Calendar) -> date | None:
    """The working day a day counts for: what came on a Saturday came with Monday's."""
    while day and not calendar.is_working(day):
        day += timedelta(days=1)
    return day
