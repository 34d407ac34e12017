"""From a clock's rows to its worked sum, and the sum as it is stored."""

from __future__ import annotations

from typing import Any

from django.db import connection

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.querysets import SOON
from procuratorate.lib.law import terms
from procuratorate.lib.law.calendars import Calendar
from procuratorate.lib.law.periods import reckon

CALENDAR_LOCK = (
    0x0CA1E  # advisory: clocks are reckoned under the shared lock, a notice is imported under the exclusive one
)


def hold_calendar(*, exclusive: bool = False) -> None:
    """Until the end of the transaction, no notice changes the calendar between reading it and writing the sum."""
    function = "pg_advisory_xact_lock" if exclusive else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [CALENDAR_LOCK])


def work_out(deadline: Deadline, calendar: Calendar) -> terms.Sum:
    """The sum of a clock with all its extensions and the stops that have ended."""
    return reckon(
        deadline.starts_on,
        deadline.term,
        calendar,
        why=deadline.start_reason,
        roll=deadline.roll,
        extensions=[terms.Extension(row.term, row.reason, row.article) for row in _rows(deadline, "extensions")],
        pauses=[terms.Pause(row.first, row.last, row.reason) for row in _rows(deadline, "pauses") if row.last],
    )


def _rows(deadline: Deadline, name: str) -> list[Any]:
    return list(getattr(deadline, name).all()) if deadline.pk else []


def fields_of(worked: terms.Sum) -> dict[str, Any]:
    """What a clock stores of its sum."""
    return {"sum": as_json(worked), "due_on": worked.due, "soon_on": worked.nearing(SOON)}


def as_json(worked: terms.Sum) -> dict[str, Any]:
    """The stored form: ISO dates, steps as [day, counted, why, source], and the sentence."""
    return {
        "term": worked.whole,
        "first_day": worked.first_day.isoformat(),
        "nominal": worked.nominal.isoformat(),
        "due": worked.due.isoformat(),
        "rest": worked.rest,
        "steps": [[step.day.isoformat(), step.counted, step.why, step.source] for step in worked.steps],
        "changes": _changes(worked),
        "warnings": list(worked.warnings),
        "sentence": worked.sentence(),
    }


def _changes(worked: terms.Sum) -> list[str]:
    stops = [f"{pause.first}至{pause.last}停止计算：{pause.why}" for pause in worked.pauses]
    return stops + [f"延长{x.term}：{x.why}" + (f"（{x.article}）" if x.article else "") for x in worked.extensions]
