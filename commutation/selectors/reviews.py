"""What lies with the procuratorate: sent batches with their progress, and the queue of filings by days left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Q, QuerySet

from commutation.models import Batch, Filing, Sending
from commutation.states import BatchState, FilingState, Kind, Stage
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.sql import AnyOf
from procuratorate.organs.actors import Actor

LATEST = 60  # sendings told where the ended are asked for too; a search finds the rest
OURS = "commutation."  # how the kinds of this field's clocks begin


@dataclass(frozen=True, slots=True)
class UnderReview:
    """A batch on somebody's desk: how many stand on it, of which kind, until when."""

    batch: Batch
    stage: Stage
    sending: Sending
    clock: Deadline | None
    standing: int
    dropped: int
    warned: int
    commutation: int
    parole: int
    outside: int

    @property
    def url(self) -> str:
        return f"/cases/batches/{self.batch.pk}/"

    @property
    def words(self) -> str:
        """减刑 146，假释 6."""
        parts = ((Kind.COMMUTATION, self.commutation), (Kind.PAROLE, self.parole), (Kind.OUTSIDE_SERVICE, self.outside))
        return "，".join(f"{kind.label} {count}" for kind, count in parts if count)


def batches_under_review(actor: Actor, on: date, *, ended: bool = False) -> list[UnderReview]:
    """Batches within the actor's reach whose clock runs, the nearest end first. Two queries, however many people.

    `ended`: also those whose clock has ended, the latest `LATEST` sendings in all.
    """
    sent = Sending.objects.visible_to(actor).select_related("batch__prison", "dispatch", "clock", "recipient")
    sent = sent.defer("dispatch__content")
    rows = reversed(sent.order_by("-at")[:LATEST]) if ended else sent.filter(clock__state__in=RUNNING).order_by("at")
    sendings = {sending.batch_id: sending for sending in rows}  # of two, the later
    people = {row["batch"]: row for row in _people(sendings)}
    found = [_under_review(sending, people.get(pk, {})) for pk, sending in sendings.items()]
    return sorted(found, key=lambda one: (one.clock.due_on if one.clock else date.max, -one.batch.pk), reverse=ended)


def _people(batches: Iterable[int]) -> Iterable[dict[str, int]]:
    """How many stand on each list, of which kind, and how many dropped out."""
    standing = ~Q(state=FilingState.DROPPED)
    kinds = {kind.value: Count("pk", filter=standing & Q(kind=kind)) for kind in Kind}
    rows: Iterable[dict[str, int]] = (
        Filing.objects.filter(batch__in=list(batches), sent_at__isnull=False)
        .order_by()
        .values("batch")
        .annotate(
            standing=Count("pk", filter=standing),
            dropped=Count("pk", filter=~standing),
            warned=Count("pk", filter=standing & ~Q(warnings=[])),
            **kinds,
        )
    )
    return rows


def _under_review(sending: Sending, people: Mapping[str, int]) -> UnderReview:
    return UnderReview(
        batch=sending.batch,
        stage=Stage(sending.stage),
        sending=sending,
        clock=sending.clock,
        standing=people.get("standing", 0),
        dropped=people.get("dropped", 0),
        warned=people.get("warned", 0),
        commutation=people.get(Kind.COMMUTATION, 0),
        parole=people.get(Kind.PAROLE, 0),
        outside=people.get(Kind.OUTSIDE_SERVICE, 0),
    )


def counts_under_review(actor: Actor, on: date) -> dict[str, int]:
    """Filings with the procuratorate by days left: overdue, today, soon (three days), open. One query."""
    counts: dict[str, int] = running(queue(actor)).aggregate(
        overdue=Count("pk", filter=Q(clock__due_on__lt=on)),
        today=Count("pk", filter=Q(clock__due_on=on)),
        soon=Count("pk", filter=Q(clock__due_on__gt=on, clock__soon_on__lte=on)),
        open=Count("pk"),
    )
    return counts


def queue(actor: Actor) -> QuerySet[Filing]:
    """Filings that stand in batches sent to the actor."""
    rows: QuerySet[Filing] = Filing.objects.visible_to(actor).exclude(state=FilingState.DROPPED)
    return rows


def running(rows: QuerySet[Filing]) -> QuerySet[Filing]:
    """Those whose clock runs. The clocks, few, go along as an array: joined by their state, the planner takes them for
    many, and reads every filing ever sent (three times as long at 100,000)."""
    clocks = Deadline.objects.open().filter(kind__startswith=OURS).order_by().values("pk")
    return rows.filter(AnyOf(F("clock_id"), ArraySubquery(clocks)))


def by_days_left(rows: QuerySet[Filing], *, latest_first: bool = False) -> QuerySet[Filing]:
    """The nearest end first; of all ever sent, the latest. What has no clock comes last."""
    due = F("clock__due_on")
    first = due.desc(nulls_last=True) if latest_first else due.asc(nulls_last=True)
    return rows.order_by(first, "batch_id", "ward_id", "number", "pk")


def is_in_review(batch: Batch) -> bool:
    return batch.state in (BatchState.CONSULTING, BatchState.FILED)
