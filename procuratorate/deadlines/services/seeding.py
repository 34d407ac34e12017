"""The shipped calendar: poured whole into an empty database, later years through the same door as any notice."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from procuratorate.deadlines.models import CalendarDay, CalendarNotice
from procuratorate.deadlines.seed import notice_title, shipped_days
from procuratorate.deadlines.services.noticed import NoticedDay
from procuratorate.deadlines.services.notices import import_notice
from procuratorate.organs.actors import Actor


def fill_empty_calendar(*, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """post_migrate: a database without any notice gets the shipped ones. No clock can be open then, so none moves."""
    notices = CalendarNotice.objects.using(using)
    if notices.exists():
        return
    years = {row.notice_year for row in shipped_days()}
    made = notices.bulk_create([CalendarNotice(year=year, title=notice_title(year)) for year in sorted(years)])
    by_year = {notice.year: notice for notice in made}
    CalendarDay.objects.using(using).bulk_create(
        [
            CalendarDay(date=row.day, kind=row.kind.value, name=row.name, notice=by_year[row.notice_year])
            for row in shipped_days()
        ]
    )


def load_shipped_years(*, actor: Actor, at: datetime) -> dict[int, int]:
    """Import the shipped years that have no notice yet; returns year → clocks moved."""
    known = set(CalendarNotice.objects.values_list("year", flat=True))
    fresh: dict[int, list[NoticedDay]] = defaultdict(list)
    for row in shipped_days():
        if row.notice_year not in known:
            fresh[row.notice_year].append(NoticedDay(row.day, row.kind, row.name))
    # Without a number: the source package gives none.
    return {
        year: len(import_notice(number="", year=year, days=days, actor=actor, at=at))
        for year, days in sorted(fresh.items())
    }
