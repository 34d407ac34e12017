"""Lists of the demonstration: a batch made and planned, its people nominated through the services, planted first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from commutation.columns import LAYOUT
from commutation.models import Batch, PlanStep, Upload
from commutation.services.batches import create_batch
from commutation.services.lists import take_rows, upload_sheet
from commutation.states import Step
from commutation.states.levels import Level
from procuratorate.desk.demo.meetings import Course, hold, ward_seats
from procuratorate.desk.demo.nominees import first_timer, nominations
from procuratorate.desk.demo.outside import begin_outside
from procuratorate.desk.demo.papers import write_down
from procuratorate.desk.demo.planted import of_batch
from procuratorate.desk.demo.planting import find_rank, plant, wards_of
from procuratorate.desk.demo.times import historian, moment, working_day_before
from procuratorate.lib.clock import now
from procuratorate.lib.law.dates import add_months
from procuratorate.lib.sheets import write_table
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


@dataclass(frozen=True)
class House:
    """A prison and who of its execution section acts."""

    prison: Organ
    clerk: Actor
    head: Actor

    @classmethod
    def of(cls, code: str, clerk: str, head: str, on: date) -> House:
        return cls(Organ.objects.get(code=code), historian(clerk, on), historian(head, on))


@dataclass(frozen=True)
class Plan:
    """A batch: its key in the manifest, year and ordinal, how many others ask, the day it goes to the procuratorate."""

    key: str
    ordinal: tuple[int, int]
    people: tuple[int, int]
    sent_on: date
    filed_on: date | None = None
    wards: int = 10  # how many of the wards put somebody forward

    def before(self, days: int) -> date:
        return working_day_before(self.sent_on, days)


def qingcen(on: date) -> House:
    return House.of("9901-QC", "Y9901", "Y9902", on)


def lanpu(on: date) -> House:
    return House.of("9902-LP", "Y9911", "Y9912", on)


def nominate(house: House, plan: Plan, on: date) -> Course:
    """The batch with its list: those the manifest plants on it, and others."""
    made = plan.before(24)
    batch = new_batch(house.clerk, plan.ordinal, plan.before(48), made)
    filed = plan.filed_on or _planned(batch, plan.sent_on)
    if rows := plant(plan.key, house.prison, house.clerk, filed, on):
        take_all(batch, house.clerk, rows, made)
    wards = wards_of(house.prison)[: plan.wards]
    others = nominations(wards, *plan.people, Random(plan.ordinal[1]), made)
    take_all(batch, house.clerk, others, made)
    for one in of_batch(plan.key):
        find_rank(one, house.clerk)
    course = Course.of(batch, house.clerk, house.head, plan.key)
    write_down(batch, plan.key, "tells", actor=house.clerk, filed=filed, at=moment(made, "10:05:00"))
    begin_outside(course, plan.key, filed, made)
    return course


def _planned(batch: Batch, sent_on: date) -> date:
    """The day of filing as long as nothing is filed."""
    day = PlanStep.objects.get(batch=batch, code=Step.FILING).planned_on
    return max(day, sent_on) if day else sent_on


def new_batch(clerk: Actor, ordinal: tuple[int, int], near: date, on: date) -> Batch:
    """A batch whose assessment ends with the month of `near`."""
    cutoff = add_months(near.replace(day=1), 1) - timedelta(days=1)
    year, number = ordinal
    plan_no, issued = f"监刑〔{year}〕{number}号", near.replace(day=1)
    return create_batch(
        actor=clerk, year=year, ordinal=number, cutoff_on=cutoff, at=moment(on, "09:05:00"), plan_no=plan_no,
        plan_issued_on=issued,
    )  # fmt: skip


def take_all(batch: Batch, clerk: Actor, rows: list[dict[str, str]], on: date) -> None:
    """Put rows on the list; a row the product refuses is a mistake of the demonstration."""
    at = moment(on, "09:40:00")
    taken = take_rows(batch=batch, actor=clerk, rows=rows, source=Upload.Source.SCREEN, at=at, commit=True)
    if taken.refused:
        bad = taken.rows.filter(status="refused").values_list("values__number", "problems")
        raise ValueError(f"{batch.title}: {list(bad[:3])}")
    batch.refresh_from_db()


def in_the_wards(house: House, on: date) -> None:
    """Wards are just discussing the first list of next year."""
    made = working_day_before(on, 3)
    batch = new_batch(house.clerk, (on.year + 1, 1), on, made)
    take_all(batch, house.clerk, nominations(wards_of(house.prison), 16, 1, Random(7), made), made)
    course = Course.of(batch, house.clerk, house.head, "")
    for place, ward in enumerate(course.wards[:2]):
        hold(course, Level.WARD, ward, moment(working_day_before(on, 1), "09:00:00"), ward_seats(place))


def in_the_making(house: House, on: date) -> None:
    """Next year's first list: 140 rows as the wards sent them in, a few of them wrong; a worker checks it."""
    at = now()
    batch = new_batch(house.clerk, (on.year + 1, 1), on, on)
    rows = nominations(wards_of(house.prison), 136, 4, Random(1), on, ripe=False)
    rows[22] |= {"delivered_on": "2021.2.30"}
    rows[56] |= {"number": rows[57]["number"]}
    first_timer(rows[80:]).update(earlier_on="2024-05-09")
    rows[130] |= {"term": "8年6"}
    data = write_table(LAYOUT.columns, rows, title=batch.title)
    upload_sheet(batch=batch, actor=house.clerk, data=data, filename=f"{batch.title}监区初报.xlsx", at=at)
