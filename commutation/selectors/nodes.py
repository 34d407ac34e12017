"""Which nodes of a batch's plan its people have passed, by signed records."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from commutation.models import Batch, Deliberation, Sitting
from commutation.routes import STEP_OF
from commutation.states import Step
from commutation.states.levels import PASSED, Level, SittingState
from procuratorate.organs.states import Kind as OrganKind

# A node of the plan is passed at its last level: 直属分监区 have no ward head's meeting.
_DIRECT = Q(sitting__level=Level.SUBWARD, filing__ward__parent__kind=OrganKind.PRISON)
LAST_OF: Mapping[Step, Q] = {
    Step.WARDS: Q(sitting__level=Level.WARD_HEADS) | _DIRECT,
    Step.SECTION: Q(sitting__level=Level.SECTION),
    Step.COMMITTEE: Q(sitting__level=Level.COMMITTEE),
    Step.WARDENS: Q(sitting__level__in=[Level.WARDENS, Level.CENTRE]),
}


def passed_at(step: Step) -> QuerySet[Deliberation]:
    """What was signed and passed at a node's last level."""
    signed = Deliberation.objects.filter(sitting__state=SittingState.CLOSED, outcome__in=PASSED)
    rows: QuerySet[Deliberation] = signed.filter(LAST_OF[step])
    return rows


def recorded_at(step: Step) -> QuerySet[Sitting]:
    """Signed records of the levels of a node."""
    levels = [level for level, node in STEP_OF.items() if node == step]
    rows: QuerySet[Sitting] = Sitting.objects.filter(state=SittingState.CLOSED, level__in=levels)
    return rows


def through(step: Step) -> Q:
    """Filings that passed a node by its signed records."""
    return Q(Exists(passed_at(step).filter(filing=OuterRef("pk"))))


def unrecorded(step: Step) -> Q:
    """Filings of batches that keep no records at a node."""
    return ~Q(Exists(recorded_at(step).filter(batch=OuterRef("batch"))))


def passed_by_ward(batch: Batch) -> dict[Step, dict[int, int] | None]:
    """Node → ward → how many passed it by signed records; None for a node without any. A query for each that has."""
    levels = Sitting.objects.filter(batch=batch, state=SittingState.CLOSED).order_by().values_list("level", flat=True)
    kept = {STEP_OF[Level(level)] for level in levels.distinct()}
    return {step: _by_ward(batch, step) if step in kept else None for step in LAST_OF}


def _by_ward(batch: Batch, step: Step) -> dict[int, int]:
    rows = passed_at(step).filter(sitting__batch=batch).order_by().values_list("filing__ward")
    return dict(rows.annotate(people=Count("filing", distinct=True)))
