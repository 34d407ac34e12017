"""Batches of the demonstration, each at its own step, sent through the services at moments of the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from commutation.columns import LAYOUT
from commutation.models import Batch, Filing, Upload
from commutation.services.batches import create_batch, edit_plan, plan_values
from commutation.services.lists import take_rows, upload_sheet
from commutation.services.sending import send_consultation, send_filing_copy
from commutation.states import Step
from prisons.models import Inmate
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.lib.clock import SHANGHAI, now
from procuratorate.lib.law.dates import add_months
from procuratorate.lib.sheets import write_table
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment, Organ
from procuratorate.organs.reach import actor_for
from procuratorate.organs.states import Side

Row = dict[str, str]


def historian(number: str, on: date) -> Actor:
    """An officer as the builder lets them act in the past: same post, but the row may bear an earlier time."""
    assignment = Assignment.objects.select_related("organ__house", "officer", "acting_for").get(officer__number=number)
    return replace(actor_for(assignment, on), side=Side.BUILDER)


def working_day_before(on: date, back: int) -> date:
    """The working day `back` working days before `on` (0: `on` itself or the last one before it)."""
    calendar = working_calendar()
    day, left = on, back
    while not calendar.is_working(day) or left:
        left -= calendar.is_working(day)
        day -= timedelta(days=1)
    return day


def moment(day: date, clock: str) -> datetime:
    """A Shanghai time of a day: "09:22:07"."""
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI)


def nominations(prison_id: int, count: int, paroles: int, rng: Random, on: date) -> list[Row]:
    """Rows for `count` commutations and `paroles` paroles among those long enough inside."""
    since = on - timedelta(days=540)
    served = Inmate.objects.filter(prison=prison_id, sentence__kind="fixed", sentence__delivered_on__lt=since)
    free = list(served.exclude(pk__in=_nominated(prison_id)).select_related("person", "sentence").order_by("pk"))
    chosen = rng.sample(free, min(len(free), count + paroles))
    return [_row(inmate, rng, parole=place < paroles) for place, inmate in enumerate(chosen)]


def _nominated(prison_id: int) -> list[int]:
    return list(Filing.objects.filter(batch__prison=prison_id).values_list("inmate_id", flat=True))


def _row(inmate: Inmate, rng: Random, *, parole: bool) -> Row:
    row = {"number": inmate.number, "name": inmate.person.name, "kind": "假释" if parole else "减刑"}
    sentence = inmate.sentence
    if parole and sentence is not None:
        return row | {"probation_until": f"{sentence.ends_now or sentence.ends_on}"}
    return row | {"months": f"{rng.choice((3, 4, 5, 6, 6, 7, 8))}个月"}


def build_lists(on: date) -> None:
    """青岑: a batch filed seven days ago, one consulted on, one in the making with rows to mend. 岚浦: one sent."""
    clerk, head = historian("Y9901", on), historian("Y9902", on)
    filed_on = working_day_before(on - timedelta(days=7), 0)
    third = _sent(clerk, head, (on.year, 3), (101, 8), working_day_before(filed_on, 5))
    copied = moment(filed_on, "15:06:41")
    _mark_done(third, clerk, {Step.WARDENS: filed_on}, at=copied)
    send_filing_copy(batch=third, actor=head, platform_no="澜监减假〔2026〕第3批", at=copied)
    _sent(clerk, head, (on.year, 4), (146, 6), working_day_before(on, 4))
    _in_the_making(clerk, on)
    lan, he = historian("Y9911", on), historian("Y9912", on)
    _sent(lan, he, (on.year, 4), (38, 2), working_day_before(on, 2))


def clerk_prison(actor: Actor) -> int:
    """The prison of a post in one of its departments."""
    assignment = Assignment.objects.select_related("organ").get(pk=actor.assignment_id)
    organ: Organ = assignment.organ
    return organ.house_id or organ.pk


def _sent(clerk: Actor, head: Actor, ordinal: tuple[int, int], people: tuple[int, int], sent_on: date) -> Batch:
    """A batch consulted on; `people` are how many commutations and paroles."""
    at, rng = moment(sent_on, "09:22:07"), Random(ordinal[1])
    batch = _new(clerk, ordinal, working_day_before(sent_on, 48), at)
    rows = nominations(clerk_prison(clerk), *people, rng, sent_on)
    take_rows(batch=batch, actor=clerk, rows=rows, source=Upload.Source.SCREEN, at=at, commit=True)
    batch.refresh_from_db()
    _mark_done(batch, clerk, {step: working_day_before(sent_on, back) for step, back in BEFORE.items()}, at=at)
    send_consultation(batch=batch, actor=head, at=at)
    batch.refresh_from_db()
    return batch


# Working days from each node to the consultation, as a plan lays them out.
BEFORE = {Step.WARDS: 20, Step.SECTION: 14, Step.COMMITTEE: 7, Step.PUBLIC_NOTICE: 6}


def _mark_done(batch: Batch, clerk: Actor, days: dict[Step, date], at: datetime) -> None:
    opened = plan_values(batch)
    done = {f"{step.value}_done": day.isoformat() for step, day in days.items()}
    edit_plan(batch=batch, actor=clerk, opened=opened, mine=opened | done, at=at)
    batch.refresh_from_db()


def _new(clerk: Actor, ordinal: tuple[int, int], near: date, at: datetime) -> Batch:
    """A batch whose assessment ends with the month of `near`."""
    cutoff = add_months(near.replace(day=1), 1) - timedelta(days=1)
    year, number = ordinal
    plan_no, issued = f"监刑〔{year}〕{number}号", near.replace(day=1)
    return create_batch(
        actor=clerk, year=year, ordinal=number, cutoff_on=cutoff, at=at, plan_no=plan_no, plan_issued_on=issued
    )


def _first_timer(rows: list[Row]) -> Row:
    """The first row of somebody whose sentence was never changed."""
    numbers = [row["number"] for row in rows]
    changed = set(
        Inmate.objects.filter(number__in=numbers, person__sentence_changes__isnull=False).values_list(
            "number", flat=True
        )
    )
    return next(row for row in rows if row["number"] not in changed)


def _in_the_making(clerk: Actor, on: date) -> None:
    """Next quarter's first list: 140 rows as the wards sent them in, a few of them wrong; a worker checks it."""
    at = now()
    batch = _new(clerk, (on.year + 1, 1), on, at)
    rows = nominations(clerk_prison(clerk), 136, 4, Random(1), on)
    rows[22] |= {"delivered_on": "2021.2.30"}
    rows[56] |= {"number": rows[57]["number"]}
    _first_timer(rows[80:]).update(earlier_on="2024-05-09")
    rows[130] |= {"term": "8年6"}
    data = write_table(LAYOUT.columns, rows, title=batch.title)
    upload_sheet(batch=batch, actor=clerk, data=data, filename=f"{batch.title}监区初报.xlsx", at=at)
