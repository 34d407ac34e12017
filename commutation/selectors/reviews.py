"""What lies with the procuratorate: sent batches with their progress, and the queue of filings by days left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from commutation.models import Batch, Filing, Sending
from commutation.states import FilingState, Kind, Stage
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.organs.actors import Actor

LATEST = 60  # sendings told where the ended are asked for too; a search finds the rest


@dataclass(frozen=True, slots=True)
class UnderReview:
    """A batch on somebody's desk: how many stand on it, of which kind, until when."""

    batch: Batch
    stage: Stage
    sending: Sending
    clock: Deadline | None
    standing: int
    dropped: int
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


def batches_under_review(actor: Actor, on: date, *, ended: bool = False, most: int | None = None) -> list[UnderReview]:
    """Batches within the actor's reach whose clock runs, the nearest end first. Two queries, however many people.

    `ended`: also those whose clock has ended, the latest `LATEST` sendings in all. `most`: no more than these.
    """
    sendings = sorted(
        _sendings(actor, ended=ended).values(),
        key=lambda one: (one.clock.due_on if one.clock else date.max, -one.batch_id),
        reverse=ended,
    )[:most]
    people = {row["batch"]: row for row in _people(one.batch_id for one in sendings)}
    return [_under_review(sending, people.get(sending.batch_id, {})) for sending in sendings]


def _sendings(actor: Actor, *, ended: bool) -> dict[int, Sending]:
    """Batch → what was last sent of it."""
    sent = Sending.objects.visible_to(actor).select_related("batch__prison", "dispatch", "clock", "recipient")
    sent = sent.defer("dispatch__content")
    rows = reversed(sent.order_by("-at")[:LATEST]) if ended else sent.filter(clock__state__in=RUNNING).order_by("at")
    return {sending.batch_id: sending for sending in rows}  # of two, the later


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
        commutation=people.get(Kind.COMMUTATION, 0),
        parole=people.get(Kind.PAROLE, 0),
        outside=people.get(Kind.OUTSIDE_SERVICE, 0),
    )
