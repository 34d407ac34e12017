"""Importing a holiday notice: days stored, every running clock worked out anew, each that moved kept as a Shift."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from procuratorate.audit.services import record
from procuratorate.deadlines.events import deadline_moved
from procuratorate.deadlines.models import CalendarDay, CalendarNotice, Deadline, Shift
from procuratorate.deadlines.permissions import may_import
from procuratorate.deadlines.seed import notice_title
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.deadlines.services.noticed import NoticedDay, check_notice
from procuratorate.deadlines.services.sums import fields_of, hold_calendar, work_out
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.law.calendars import NEW_YEAR_REACHES_BACK_TO, Noted, NoticeCalendar
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as

RECKONER = service_actor("calendar")  # a notice moves clocks beyond the reach of whoever imports it
BATCH = 500

REWRITE = """
    UPDATE deadlines_deadline AS clock SET sum = new.sum, due_on = new.due_on, soon_on = new.soon_on
      FROM jsonb_to_recordset(%s::jsonb) AS new (id bigint, sum jsonb, due_on date, soon_on date)
     WHERE clock.id = new.id
"""


@dataclass(frozen=True)
class Moved:
    """A clock and where the notice takes it. `masked_title` and organ are all an administrator is shown."""

    deadline: Deadline
    old_due: date
    fields: dict[str, Any]

    @property
    def new_due(self) -> date:
        due: date = self.fields["due_on"]
        return due

    @property
    def shifted(self) -> bool:
        return self.old_due != self.new_due


@dataclass(frozen=True)
class Plan:
    """What a notice will do: days as (day, before, after) in words, the days no longer named, and clocks to move."""

    days: tuple[tuple[date, str, str], ...]
    dropped: tuple[date, ...]
    reckoned: tuple[Moved, ...]

    @property
    def moved(self) -> tuple[Moved, ...]:
        return tuple(one for one in self.reckoned if one.shifted)


def plan_notice(
    *, number: str, year: int, days: Sequence[NoticedDay], actor: Actor, title: str = "", replace: bool = False
) -> Plan:
    """What `import_notice` would do, with nothing written. Same arguments, same refusals."""
    demand(may_import(actor), act="deadlines.import_notice")
    check_notice(year, days)
    with acting_as(RECKONER):
        return _plan(_draft(year, number, title), days, replace)


@transaction.atomic
def import_notice(
    *,
    number: str,
    year: int,
    days: Sequence[NoticedDay],
    actor: Actor,
    at: datetime,
    title: str = "",
    replace: bool = False,
) -> list[Shift]:
    """Store the days of a notice and move every running clock they touch; clocks that have ended never change.

    Days of the same number not named any more are dropped; with `replace`, all other days of that year's notices too.
    Returns the moved clocks. Raises Refused, or Unacceptable with what to mend.
    """
    demand(may_import(actor), act="deadlines.import_notice")
    check_notice(year, days)
    hold_calendar(exclusive=True)
    with acting_as(RECKONER):
        draft = _draft(year, number, title)
        plan = _plan(draft, days, replace)
        notice, _ = CalendarNotice.objects.update_or_create(
            year=year,
            number=number,
            defaults={"title": draft.title, "imported_by_id": actor.officer_id, "at": at},
        )
        _store(notice, days, plan.dropped)
        shifts = _apply(plan, notice, at)
    detail = {"year": year, "number": number, "days": len(days), "moved": len(shifts)}
    record(actor=actor, act="deadlines.import_notice", target=notice, detail=detail)
    return shifts


def _draft(year: int, number: str, title: str) -> CalendarNotice:
    """The notice not yet stored. Without a number only the first notice of a year: a second would pass for it."""
    if not number and CalendarNotice.objects.filter(year=year).exists():
        wrong = f"{year}年已有放假安排，再次导入须填写通知的文号。"
        raise Unacceptable(wrong, fields={"number": wrong})
    return CalendarNotice(year=year, number=number, title=title or notice_title(year))


def _plan(draft: CalendarNotice, days: Sequence[NoticedDay], replace: bool) -> Plan:
    old = working_calendar()
    dropped = _dropped(draft, days, replace)
    source = str(draft)
    named = {one.day: Noted(one.kind, one.name, source) for one in days}
    kept = {day: noted for day, noted in old.days.items() if day not in dropped}
    new = NoticeCalendar({**kept, **named}, old.years | {draft.year})
    touched = sorted({*named, *dropped})
    rows = tuple((day, _said(old, day), _said(new, day)) for day in touched if _said(old, day) != _said(new, day))
    return Plan(rows, tuple(sorted(dropped)), tuple(_reckon_all(new, draft.year, touched)))


def _said(calendar: NoticeCalendar, day: date) -> str:
    return calendar.why(day) if day in calendar.days or day.weekday() >= 5 else "工作日"


def _dropped(draft: CalendarNotice, days: Sequence[NoticedDay], replace: bool) -> set[date]:
    rows = CalendarDay.objects.filter(notice__year=draft.year)
    if not replace:
        rows = rows.filter(notice__number=draft.number)
    return set(rows.values_list("date", flat=True)) - {one.day for one in days}


def _reckon_all(calendar: NoticeCalendar, year: int, touched: Sequence[date]) -> Iterator[Moved]:
    """Running clocks whose stored sum differs from the sum by `calendar`, be it only by a warning."""
    first = min(touched[0], date(year - 1, 12, NEW_YEAR_REACHES_BACK_TO))
    last = max(touched[-1], date(year, 12, 31))
    clocks = Deadline.objects.touched_by(first, last).select_related("organ").order_by("pk")
    for clock in clocks.prefetch_related("extensions", "pauses").select_for_update(of=("self",)):
        fields = fields_of(work_out(clock, calendar))
        if fields["sum"] != clock.sum:
            yield Moved(clock, clock.due_on, fields)


def _store(notice: CalendarNotice, days: Sequence[NoticedDay], dropped: Sequence[date]) -> None:
    CalendarDay.objects.filter(date__in=dropped).delete()
    CalendarDay.objects.bulk_create(
        [CalendarDay(date=one.day, kind=one.kind.value, name=one.name, notice=notice) for one in days],
        update_conflicts=True,
        unique_fields=["date"],
        update_fields=["kind", "name", "notice"],
    )


def _apply(plan: Plan, notice: CalendarNotice, at: datetime) -> list[Shift]:
    _rewrite(plan.reckoned)
    shifts = Shift.objects.bulk_create(
        [
            Shift(deadline=one.deadline, notice=notice, old_due=one.old_due, new_due=one.new_due, at=at)
            for one in plan.moved
        ],
        batch_size=BATCH,
    )
    for shift in shifts:
        deadline_moved.send(Deadline, shift=shift, at=at)
    return shifts


def _rewrite(reckoned: Sequence[Moved]) -> None:
    """All new sums at once: Django's bulk_update takes 20 times as long over large JSON."""
    rows = [{"id": one.deadline.pk, **one.fields} for one in reckoned]
    with connection.cursor() as cursor:
        cursor.execute(REWRITE, [json.dumps(rows, default=str, ensure_ascii=False)])
