"""Reads that span tables: the working calendar, figures of a list."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from procuratorate.deadlines.models import CalendarDay, CalendarNotice, Shift
from procuratorate.deadlines.permissions import may_import
from procuratorate.deadlines.querysets import Deadlines
from procuratorate.lib.law.calendars import Kind, Noted, NoticeCalendar
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Side

PARTIES = frozenset({Side.PROCURATORATE, Side.PRISON, Side.DETENTION})


def working_calendar(*, since: date | None = None) -> NoticeCalendar:
    """The stored calendar, days before `since` left out. Two queries; thousands of days, so bare rows."""
    rows = CalendarDay.objects.filter(date__gte=since) if since else CalendarDay.objects.all()
    notices = CalendarNotice.objects.in_bulk()
    words = {pk: str(notice) for pk, notice in notices.items()}
    told = rows.values_list("date", "kind", "name", "notice")
    days = {day: Noted(Kind(kind), name, words[notice]) for day, kind, name, notice in told}
    return NoticeCalendar(days, frozenset(notice.year for notice in notices.values()))


def day_kind(on: date) -> str:
    """「工作日」「调休」「节假日」 for the top bar. One query."""
    noted = CalendarDay.objects.filter(date=on).first()
    if noted:
        return "调休" if noted.kind == Kind.WORK else "节假日"
    return "工作日" if NoticeCalendar({}, frozenset()).is_working(on) else "休息日"


def moved_clocks(notice: CalendarNotice, actor: Actor) -> list[Shift]:
    """The clocks a notice moved: those in sight, and all of them (masked) for the administrator who may import."""
    if actor.side in PARTIES:
        return _shifts(notice)
    if may_import(actor):
        return []
    with acting_as(service_actor("calendar")):
        return _shifts(notice)


def _shifts(notice: CalendarNotice) -> list[Shift]:
    rows = Shift.objects.filter(notice=notice).select_related("deadline__organ")
    return list(rows.order_by("deadline__organ__path", "new_due", "pk"))


def figures(clocks: Deadlines, on: date) -> dict[str, int]:
    """How many of `clocks` are overdue, due today, due within three days, running. One query."""
    overdue, today, soon = Q(due_on__lt=on), Q(due_on=on), Q(due_on__gt=on, soon_on__lte=on)
    counts: dict[str, int] = clocks.open().aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=overdue),
        today=Count("pk", filter=today),
        soon=Count("pk", filter=soon),
    )
    return counts
