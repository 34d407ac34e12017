"""Papers of the procuratorate: whose turn it is, by days left; what there is to agree to in a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from commutation.documents import ABOUT_PROPOSAL
from commutation.models import Batch, Filing, Finding, Opinion, OpinionLine
from commutation.permissions.opinions import LEADERS, WAITED_FOR, has_head
from commutation.selectors.allotments import charged
from commutation.selectors.deciders import Deciders
from commutation.selectors.readings import unopened
from commutation.states import FilingState
from commutation.states.reviews import FindingState, OpinionState, Verdict
from procuratorate.deadlines.states import RUNNING
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Officer, Organ


def papers(actor: Actor) -> QuerySet[Opinion]:
    """All the actor sees, the names around them fetched, `due` being the nearest end of a clock they answer."""
    ruling = Min("lines__ruling__clock__due_on", filter=Q(lines__ruling__clock__state__in=RUNNING))
    filing = Min("lines__filing__clock__due_on", filter=Q(lines__filing__clock__state__in=RUNNING))
    rows = Opinion.objects.visible_to(actor).select_related("organ", "office", "addressee", "drafter", "approver")
    found: QuerySet[Opinion] = rows.annotate(due=Coalesce(ruling, filing))
    return found


def by_days_left(rows: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """The nearest end first; what answers no clock last."""
    return rows.order_by(F("due").asc(nulls_last=True), "pk")


def waiting_for(actor: Actor, on: date) -> QuerySet[Opinion]:
    """What the actor is to endorse or to sign, in the 院 of the post held now."""
    if actor.role not in WAITED_FOR:
        return papers(actor).none()
    states = [OpinionState.WITH_HEAD]
    if actor.role in LEADERS:
        states = [OpinionState.WITH_CHIEF, OpinionState.COMMITTEE, *([] if has_head(actor, on) else states)]
    return by_days_left(papers(actor).filter(organ__in=actor.desks, state__in=states))


def waiting_count(actor: Actor, on: date) -> int:
    """For the rail."""
    return waiting_for(actor, on).order_by().count() if actor.role in WAITED_FOR else 0


def mine(actor: Actor) -> QuerySet[Opinion]:
    """What lies with the drafters of the actor's office."""
    states = [OpinionState.DRAFT, OpinionState.RETURNED]
    return papers(actor).filter(office__in=actor.desks, state__in=states)


@dataclass(frozen=True, slots=True)
class Row:
    """A filing that waits for an opinion: whether it was opened, what was found on it, whose it is."""

    filing: Filing
    opened: bool
    breached: int
    undecided: int
    verified: int
    officer: Officer | None
    paper: Opinion | None
    court: Organ | None

    @property
    def can(self) -> bool:
        return self.opened and self.paper is None


def rows_to_agree(batch: Batch, actor: Actor, on: date) -> list[Row]:
    """The filings of a batch before the court, in the order of the list. Constant queries."""
    rows = Filing.objects.visible_to(actor).filter(batch=batch, state__in=[FilingState.FILED, FilingState.ACCEPTED])
    filings = list(rows.select_related("ward", "clock", "prison", "person").order_by("ward__path", "number", "pk"))
    closed = {filing.pk for filing in unopened(filings, actor.officer_id or 0)}
    counts, taken, allotted = findings_of(filings), papers_of(filings), charged(filings)
    deciders = Deciders.over(filings, on)
    return [
        Row(
            filing,
            filing.pk not in closed,
            *counts[filing.pk],
            allotted.get(filing.pk),
            taken.get(filing.pk),
            deciders.of(filing, batch.prison),
        )
        for filing in filings
    ]


def findings_of(filings: Sequence[Filing]) -> dict[int, tuple[int, int, int]]:
    """Filing id → open breaches, undecided, verified by a person. One query."""
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    found = Finding.objects.standing().filter(filing__in=filings).values_list("filing_id", "verdict", "state")
    for pk, verdict, state in found:
        if state == FindingState.VERIFIED:
            counts[pk][2] += 1
        elif state != FindingState.EXCLUDED:
            counts[pk][1 if verdict == Verdict.UNDECIDED else 0] += 1
    return defaultdict(lambda: (0, 0, 0), {pk: (a, b, c) for pk, (a, b, c) in counts.items()})


def papers_of(filings: Iterable[Filing]) -> dict[int, Opinion]:
    """Filing id → the paper about its proposal that was given, or is on its way."""
    lines = OpinionLine.objects.filter(filing__in=list(filings), opinion__kind__in=ABOUT_PROPOSAL)
    rows = lines.exclude(opinion__state=OpinionState.DROPPED).select_related("opinion").order_by("opinion")
    return {line.filing_id: line.opinion for line in rows}
