"""From a stage to its clock: opened by the law's numbers, never off a holiday, held by the centre that watches it.

The clock is the centre's to watch (规则第615条); its title says which organ it runs against.
"""

from __future__ import annotations

from datetime import datetime

from detention.law import CLOCKS, Course, Granted, Phase, Trait, base_of
from detention.law.words import Given
from detention.models import Stage, StageAct
from detention.states import Did
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import extend_deadline, open_deadline
from procuratorate.lib.law.calendars import Calendar
from procuratorate.lib.law.terms import Roll
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor


def start_clock(*, stage: Stage, actor: Actor, at: datetime, calendar: Calendar | None = None) -> Deadline | None:
    """Open the clock of a stage from the event it counts from; None where the law gives no period."""
    phase = Phase(stage.phase)
    base = base_of(phase, stage.counted_from, frozenset(map(Trait, stage.traits)))
    if base is None:
        return None
    what = f"{phase.label}（{stage.handler.short_name}）"
    clock = open_deadline(
        kind=f"detention.{phase.value}",
        title=f"{stage.detainee.person.name}{what}"[:120],
        masked_title=f"{mask(stage.detainee.person.name)}{what}"[:120],
        organ=stage.detainee.centre,
        starts_on=stage.counted_from,
        start_reason=stage.why or CLOCKS[phase].event,
        term=base.terms[0],
        article=base.article,
        roll=Roll.NEXT_WORKING_DAY if CLOCKS[phase].free else Roll.NEVER,
        address=stage.detainee.get_absolute_url(),
        actor=actor,
        at=at,
        calendar=calendar,
    )
    for term in base.terms[1:]:  # 一个半月
        extend_deadline(
            deadline=clock, term=term, reason="半个月按十五日计", article=base.article, actor=actor, at=at,
            decided_on=stage.counted_from,
        )  # fmt: skip
    stage.clock = clock
    stage.save(update_fields=["clock"])
    return clock


def course_of(stage: Stage) -> Course:
    """The clock of a stage as the law asks for it, with the decisions since it was last counted anew."""
    return Course(
        Phase(stage.phase), stage.counted_from, frozenset(map(Trait, stage.traits)), granted_of(stage), (), stage.why
    )


def granted_of(stage: Stage) -> tuple[Granted, ...]:
    """The decisions that lengthened the clock that runs now."""
    acts = StageAct.objects.filter(stage=stage, did=Did.GRANT, clock=stage.clock_id)
    return tuple(Granted(Given(one.code), one.on, one.amount) for one in acts)
