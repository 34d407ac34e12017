"""What lies with the procuratorate: sent batches with their progress, and the queue of filings by days left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from commutation.models import Batch, Filing, Sending
from commutation.states import BatchState, FilingState, Kind, Stage
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import Actor


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


def batches_under_review(actor: Actor, on: date) -> list[UnderReview]:
    """Every batch sent within the actor's reach, the nearest clock first. Two queries, however many people."""
    sendings = Sending.objects.select_related("dispatch", "clock", "recipient").order_by("-at")
    rows = Batch.objects.visible_to(actor).sent().select_related("prison")
    rows = rows.prefetch_related(Prefetch("sendings", sendings, to_attr="sent_copies")).annotate(**_counts())
    found = [_under_review(batch) for batch in rows]
    return sorted(found, key=lambda one: (one.clock.due_on if one.clock else date.max, -one.batch.pk))


def _counts() -> dict[str, Count]:
    standing = ~Q(filings__state=FilingState.DROPPED)
    kinds = {f"n_{kind.value}": Count("filings", filter=standing & Q(filings__kind=kind)) for kind in Kind}
    return {
        "n_standing": Count("filings", filter=standing),
        "n_dropped": Count("filings", filter=~standing),
        "n_warned": Count("filings", filter=standing & ~Q(filings__warnings=[])),
        **kinds,
    }


def _under_review(batch: Any) -> UnderReview:
    sending = batch.sent_copies[0]
    return UnderReview(
        batch=batch,
        stage=Stage(sending.stage),
        sending=sending,
        clock=sending.clock,
        standing=batch.n_standing,
        dropped=batch.n_dropped,
        warned=batch.n_warned,
        commutation=batch.n_commutation,
        parole=batch.n_parole,
        outside=batch.n_outside_service,
    )


def counts_under_review(actor: Actor, on: date) -> dict[str, int]:
    """Filings with the procuratorate by days left: overdue, today, soon (three days), open. One query."""
    running = Q(clock__state="open")
    counts: dict[str, int] = queue(actor).aggregate(
        overdue=Count("pk", filter=running & Q(clock__due_on__lt=on)),
        today=Count("pk", filter=running & Q(clock__due_on=on)),
        soon=Count("pk", filter=running & Q(clock__due_on__gt=on, clock__soon_on__lte=on)),
        open=Count("pk", filter=running),
    )
    return counts


def queue(actor: Actor) -> QuerySet[Filing]:
    """Filings that stand in batches sent to the actor."""
    rows: QuerySet[Filing] = Filing.objects.visible_to(actor).exclude(state=FilingState.DROPPED)
    return rows


def by_days_left(rows: QuerySet[Filing]) -> QuerySet[Filing]:
    """The nearest end first; what has no clock last."""
    return rows.order_by(F("clock__due_on").asc(nulls_last=True), "batch_id", "ward_id", "number", "pk")


def is_in_review(batch: Batch) -> bool:
    return batch.state in (BatchState.CONSULTING, BatchState.FILED)
