"""The batches of the demonstration in order, each brought to its own step; papers follow once the rules have spoken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from commutation.models import Batch
from commutation.states import Stage
from procuratorate.desk.demo import before_court, office, stages
from procuratorate.desk.demo.lists import Plan, in_the_making, in_the_wards, lanpu, nominate, qingcen
from procuratorate.desk.demo.times import working_day_before


def _ruled(on: date) -> None:
    filed_on = working_day_before(on - timedelta(days=45), 0)
    plan = Plan("qc2", (on.year, 2), (10, 0), working_day_before(filed_on, 5), filed_on, wards=2)
    house = qingcen(on)
    course = nominate(house, plan, on)
    stages.go_through_levels(course, plan)
    stages.consult(course, plan)
    office.advise(course, "J9901", working_day_before(filed_on, 3))
    stages.file(course, plan)
    before_court.rule_on(course, filed_on, on)


def _filed(on: date) -> None:
    filed_on = working_day_before(on - timedelta(days=7), 0)
    plan = Plan("qc3", (on.year, 3), (40, 4), working_day_before(filed_on, 5), filed_on, wards=4)
    course = nominate(qingcen(on), plan, on)
    stages.go_through_levels(course, plan)
    stages.consult(course, plan)
    office.advise(course, "J9901", working_day_before(filed_on, 3))
    office.answer(course, working_day_before(filed_on, 2))
    stages.file(course, plan)
    before_court.copies_compared(course, filed_on, on)
    office.accept(course.batch, Stage.FILING_COPY, f"临城郊检刑执受〔{on.year}〕118号", filed_on)


def _consulted(on: date) -> None:
    plan = Plan("qc4", (on.year, 4), (136, 6), working_day_before(on, 4))
    course = nominate(qingcen(on), plan, on)
    stages.go_through_levels(course, plan)
    stages.consult(course, plan)
    office.half_way(course, "J9901", working_day_before(on, 1))
    stages.hear(course, plan.key, working_day_before(on, 1))


def _lanpu(on: date) -> None:
    plan = Plan("lp4", (on.year, 4), (30, 2), working_day_before(on, 2), wards=4)
    course = nominate(lanpu(on), plan, on)
    stages.go_through_levels(course, plan)
    stages.consult(course, plan)
    stages.hear(course, plan.key, working_day_before(on, 1))


def _on_the_wall(on: date) -> None:
    stages.on_the_wall(qingcen(on), on)


def _in_the_making(on: date) -> None:
    in_the_making(qingcen(on), on)


def _in_the_wards(on: date) -> None:
    in_the_wards(lanpu(on), on)


# What stands where on opening day; sizes are those of the province's year (practice.md §6.2).
BATCHES: tuple[tuple[str, Callable[[date], None]], ...] = (
    ("青岑 ruled on", _ruled),
    ("青岑 filed", _filed),
    ("青岑 consulted on", _consulted),
    ("青岑 on the wall", _on_the_wall),
    ("青岑 in the making", _in_the_making),
    ("岚浦 consulted on", _lanpu),
    ("岚浦 among the wards", _in_the_wards),
)


def build_papers(on: date) -> None:
    """What the office does with what was found: after the findings are there."""
    office.review(Batch.objects.get(prison__code="9901-QC", year=on.year, ordinal=3), on)
