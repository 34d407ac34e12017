"""Reminders. What must be said later is a row a sweep finds: twice or late, it is said once (house.md §1.5)."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import connection, transaction

from procuratorate.deadlines.events import reminder_due
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services.lapsing import end_lapsed
from procuratorate.deadlines.states import ReminderStep
from procuratorate.lib.clock import day_of

log = logging.getLogger(__name__)
BATCH = 500
SWEEP_LOCK = 0x53EE9

DUE = """
    SELECT d.id, s.step
      FROM deadlines_deadline d
      CROSS JOIN LATERAL (SELECT CASE WHEN d.due_on < %(on)s THEN 'overdue' WHEN d.due_on = %(on)s THEN 'due'
                                      WHEN d.due_on = %(on)s + 1 THEN 'one_day' ELSE 'three_days' END AS step) s
     WHERE d.state = 'open' AND d.soon_on <= %(on)s
       AND NOT EXISTS (SELECT FROM deadlines_reminder r
                        WHERE r.deadline_id = d.id AND r.step = s.step AND r.due_on = d.due_on)
     ORDER BY d.due_on, d.id LIMIT %(batch)s
"""

# The clock may have been met or moved since it was found: it must still be open and due on that day.
REMIND = """
    INSERT INTO deadlines_reminder (deadline_id, step, due_on, on_day, at)
    SELECT id, %(step)s, due_on, %(on)s, %(at)s FROM deadlines_deadline
     WHERE id = %(id)s AND due_on = %(due)s AND state = 'open'
    ON CONFLICT DO NOTHING RETURNING id
"""


def sweep(*, at: datetime) -> int:
    """Give the reminders that fit today and were not given: at most a batch, each with its news in a savepoint.

    Returns how many. A step that was slept through is not made up for. A listener that fails leaves its reminder
    ungiven, for the next sweep, and does not hold up the others.
    """
    if not _alone():
        return 0
    end_lapsed(at=at)
    on = day_of(at)
    given = 0
    for deadline, step in _fitting(on):
        try:
            with transaction.atomic():
                given += _remind(deadline, step, on, at)
        except Exception:
            log.exception("reminder of deadline %s failed", deadline.pk)
    return given


def _alone() -> bool:
    """Whether no other sweep is at it. Correct without, but the second would wait for each row of the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SWEEP_LOCK])
        row: tuple[bool] = cursor.fetchone()
    return row[0]


def _fitting(on: date) -> list[tuple[Deadline, ReminderStep]]:
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"on": on, "batch": BATCH})
        found = cursor.fetchall()
    clocks = Deadline.objects.select_related("organ", "counterpart").in_bulk([pk for pk, _ in found])
    return [(clocks[pk], ReminderStep(step)) for pk, step in found]


def _remind(deadline: Deadline, step: ReminderStep, on: date, at: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(REMIND, {"id": deadline.pk, "due": deadline.due_on, "step": step, "on": on, "at": at})
        new = cursor.fetchone() is not None
    if new:
        reminder_due.send(Deadline, deadline=deadline, step=step, on=on, at=at)
    return new
