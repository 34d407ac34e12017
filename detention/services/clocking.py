"""From a stage to its clock: opened by the law's numbers, never off a holiday, held by the centre that watches it.

The clock is the centre's to watch (规则第615条); its title says which organ it runs against.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from detention.law import CLOCKS, Base, Course, Granted, Phase, Trait, base_of
from detention.law.words import Given
from detention.models import Stage, StageAct
from detention.states import Did
from detention.vocabulary import CONVICTED, NO_LIMIT
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import (
    extend_deadline,
    hold_calendar,
    lapses,
    open_deadline,
    open_deadlines,
    prepared,
)
from procuratorate.lib.law.calendars import Calendar
from procuratorate.lib.law.terms import Roll
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor

for _phase in NO_LIMIT - CONVICTED:  # a right that ends, nobody is late by it
    lapses(f"detention.{_phase.value}", f"{_phase.label}满")


def start_clock(*, stage: Stage, actor: Actor, at: datetime, calendar: Calendar | None = None) -> Deadline | None:
    """Open the clock of a stage from the event it counts from; None where the law gives no period."""
    base = base_for(stage)
    if base is None:
        return None
    clock = open_deadline(**told_of(stage, base), actor=actor, at=at, calendar=calendar)
    for term in base.terms[1:]:  # 一个半月
        extend_deadline(
            deadline=clock, term=term, reason="半个月按十五日计", article=base.article, actor=actor, at=at,
            decided_on=stage.counted_from,
        )  # fmt: skip
    stage.clock = clock
    stage.save(update_fields=["clock"])
    return clock


def start_clocks(*, stages: Sequence[Stage], actor: Actor, at: datetime, calendar: Calendar) -> None:
    """The same for many stages together, written with their clocks; those of two parts one by one."""
    hold_calendar()
    rows = [(stage, base) for stage in stages if (base := base_for(stage))]
    plain = [(stage, base) for stage, base in rows if len(base.terms) == 1]
    made = [prepared(calendar=calendar, at=at, **told_of(stage, base)) for stage, base in plain]
    for (stage, _), clock in zip(plain, open_deadlines(deadlines=made, actor=actor), strict=True):
        stage.clock = clock
    Stage.objects.bulk_create(stages)
    for stage, base in rows:
        if len(base.terms) > 1:
            start_clock(stage=stage, actor=actor, at=at, calendar=calendar)


def base_for(stage: Stage) -> Base | None:
    """The length the law of the day gives a stage."""
    return base_of(Phase(stage.phase), stage.counted_from, frozenset(map(Trait, stage.traits)))


def told_of(stage: Stage, base: Base) -> dict[str, Any]:
    """What the clock of a stage says of itself."""
    phase, name = Phase(stage.phase), stage.detainee.person.name
    what = f"{phase.label}（{stage.handler.short_name}）"
    return {
        "kind": f"detention.{phase.value}", "title": f"{name}{what}"[:120], "masked_title": f"{mask(name)}{what}"[:120],
        "organ": stage.detainee.centre, "starts_on": stage.counted_from,
        "start_reason": stage.why or CLOCKS[phase].event, "term": base.terms[0], "article": base.article,
        "roll": Roll.NEXT_WORKING_DAY if CLOCKS[phase].free else Roll.NEVER,
        "address": stage.detainee.get_absolute_url(),
    }  # fmt: skip


def course_of(stage: Stage) -> Course:
    """The clock of a stage as the law asks for it, with the decisions since it was last counted anew."""
    return Course(
        Phase(stage.phase), stage.counted_from, frozenset(map(Trait, stage.traits)), granted_of(stage), (), stage.why
    )


def granted_of(stage: Stage) -> tuple[Granted, ...]:
    """The decisions that lengthened the clock that runs now."""
    acts = StageAct.objects.filter(stage=stage, did=Did.GRANT, clock=stage.clock_id)
    return tuple(Granted(Given(one.code), one.on, one.amount) for one in acts)
