"""A sweep of a million open clocks: none due, one in a hundred due, and those reminded of; against a bare count.

The count is the least a sweep can be: one question an index answers, on a kept connection without any door. The same
count behind the door (a transaction, the role of the service, its clock) tells what the door costs.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from typing import Any

from django.db import connection

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import open_deadline, sweep
from procuratorate.lib.clock import day_of, now
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.organs.actors import BUILDER, service_actor
from procuratorate.organs.reach import acting_as
from tests.bench.filling import FIRST, analyse, insert
from tests.bench.people import Province
from tests.bench.stats import Line, Series
from tests.bench.world import DATABASE, owner, said

CLOCKS, DUE, RUNS, GOAL = 1_000_000, 10_000, 60, 2.0
KIND = "bench.sweep"
COUNT = "SELECT count(*) FROM deadlines_deadline WHERE state = 'open' AND soon_on <= %s"
REMIND = """
    INSERT INTO deadlines_reminder (deadline_id, step, due_on, on_day, at)
    SELECT id, 'three_days', due_on, soon_on, clock() FROM deadlines_deadline WHERE soon_on <= %s
    ON CONFLICT DO NOTHING
"""
NOTES: dict[str, str] = {}


def measure(province: Province) -> list[Line]:
    """Filled once; turn about, so that both meet the same neighbours."""
    _fill(province)
    with closing(owner(DATABASE)) as link, link.cursor() as bare:
        bare.execute("SET ROLE side_builder")  # its policies are all true
        return _all(bare)


def _all(bare: Any) -> list[Line]:
    none = _compared(bare, "none due", expected=0)
    _make_due()
    first = Series("one sweep gives a batch of 500 reminders, of 10,000 due")
    for _ in range(3):
        first.time(lambda: _swept(500))
    with acting_as(BUILDER), connection.cursor() as cursor:
        cursor.execute(REMIND, [day_of(now())])
    analyse()
    some = _compared(bare, "1 % due, all reminded of", expected=0)
    return [*none, Line(first.name, first), *some]


def _compared(cursor: Any, what: str, *, expected: int) -> list[Line]:
    bare, door = Series(f"bare indexed count, {what}"), Series(f"the same count behind the door, {what}")
    ours = Series(f"sweep of a million, {what}")
    on = day_of(now())
    for place in range(RUNS + 5):
        for series, act in (
            (bare, lambda: _count(cursor, on)),
            (door, lambda: _behind(on)),
            (ours, lambda: _swept(expected)),
        ):
            _timed(series if place >= 5 else Series("warm"), act)
    line = Line(ours.name, ours, bare, f"≤ {GOAL:.0f}×" if what == "none due" else "", faster=False)
    line.met = line.ratio <= GOAL if line.goal and line.ratio else None
    return [line, Line(f"{ours.name}, beside the count behind the door", ours, door, faster=False)]


def _timed(series: Series, act: Callable[[], Any]) -> None:
    series.time(act)


def _count(cursor: Any, on: date) -> None:
    cursor.execute(COUNT, [on])
    cursor.fetchone()


def _behind(on: date) -> None:
    with acting_as(service_actor("sweep")), connection.cursor() as cursor:
        _count(cursor, on)


def _swept(expected: int) -> None:
    with acting_as(service_actor("sweep")) as at:
        given = sweep(at=at)
    assert given == expected, given


def _fill(province: Province) -> None:
    """A million clocks whose ends lie from ten days to three years ahead, over all offices."""
    actor = province.cast.actor("chen")
    with acting_as(actor) as at:
        open_deadline(
            kind=f"{KIND}.sample", title="样", masked_title="样", organ=province.cast.office, starts_on=day_of(at),
            start_reason="收到副本", term=Term(60, Unit.DAY), article="样", actor=actor, at=at,
        )  # fmt: skip
    offices = [one.pk for one in province.offices]
    sample = f"(SELECT sample.sum FROM deadlines_deadline sample WHERE sample.kind = '{KIND}.sample')"
    due = "(SELECT (clock() AT TIME ZONE 'Asia/Shanghai')::date) + 10 + mod(n, 1000)"
    with acting_as(BUILDER):
        insert(
            Deadline, f"generate_series(1, {CLOCKS}) AS n", id=f"{FIRST} * 10 + n", kind=f"'{KIND}'", title="'时限'",
            masked_title="'时限'", organ_id=f"(ARRAY{offices})[1 + mod(n, {len(offices)})]", starts_on=f"{due} - 60",
            start_reason="'收到副本'", term_amount="60", term_unit="'day'", article="'条'", due_on=due,
            soon_on=f"{due} - 3", sum=sample, state="'open'",
        )  # fmt: skip
    analyse()
    said(f"{CLOCKS} open clocks")


def _make_due() -> None:
    today = day_of(now())
    with acting_as(BUILDER):
        chosen = Deadline.objects.filter(kind=KIND, pk__lte=FIRST * 10 + DUE)
        chosen.update(due_on=today + timedelta(days=3), soon_on=today, starts_on=today - timedelta(days=57))
    analyse()
    said(f"{DUE} of them due in three days")
