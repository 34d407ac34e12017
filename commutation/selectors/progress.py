"""How far filings under review have come: opened, doubtful, undecided, answered. Constant queries for any number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from commutation.models import ConsultationOpinion, Filing, Finding, OpinionLine, Reading
from commutation.selectors.allotments import in_charge_of
from commutation.selectors.readings import readings_of
from commutation.states import FilingState, Stage
from commutation.states.reviews import AdviceState, FindingState, OpinionState, Verdict
from procuratorate.organs.actors import Actor

DISMISSED = frozenset({FindingState.EXCLUDED, FindingState.OUTDATED})
CONSULTING = Q(state__in=[FilingState.NOMINATED, FilingState.CONSULTED])
# value of ?seen=, its word, the ink of its bar
PARTS = (
    ("given", "已出意见", "b-out"),
    ("read", "已阅", "b-read"),
    ("doubt", "疑点", "b-doubt"),
    ("warned", "提醒", "b-warned"),
    ("unsure", "无法判断", "b-unsure"),
    ("new", "未阅", "b-new"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the queue: open findings by verdict, whether the actor opened and reviewed it, the opinion on it."""

    breached: int = 0
    warned: int = 0
    undecided: int = 0
    opened: bool = False
    reviewed: bool = False
    advice: str = ""
    is_draft: bool = False


def doubtful(*verdicts: Verdict) -> Exists:
    """Whether a filing has a finding nobody dismissed."""
    return Exists(
        Finding.objects.filter(filing=OuterRef("pk"), verdict__in=verdicts).exclude(state__in=DISMISSED).order_by()
    )


def answered() -> Exists:
    """Whether the procuratorate's opinion in the pass the filing is in went out."""
    given = ConsultationOpinion.objects.filter(filing=OuterRef("pk"), state=AdviceState.GIVEN)
    return Exists(given.order_by())


def issued() -> Exists:
    return Exists(OpinionLine.objects.filter(filing=OuterRef("pk"), opinion__state=OpinionState.ISSUED).order_by())


def has_opinion() -> Q:
    """Given while the prison asks, issued once it filed."""
    return Q(CONSULTING & answered()) | Q(~CONSULTING & issued())


def opened_by(officer_id: int | None = None) -> Q:
    """Opened by this officer, or by anybody, in the pass the filing is in, with the facts it has now."""
    rows = Reading.objects.filter(filing=OuterRef("pk"), facts_hash=OuterRef("facts_hash")).order_by()
    if officer_id is not None:
        rows = rows.filter(officer=officer_id)
    in_first = Exists(rows.filter(stage=Stage.CONSULTATION))
    return Q(CONSULTING & in_first) | Q(~CONSULTING & Exists(rows.filter(stage=Stage.FILING_COPY)))


def filtered_by(rows: QuerySet[Filing], seen: str, actor: Actor) -> QuerySet[Filing]:
    """未阅, 疑点, 提醒, 无法判断, 已出意见, 我承办: the chips over the queue."""
    conditions: dict[str, Any] = {
        "new": lambda: ~opened_by(actor.officer_id),
        "read": lambda: opened_by(actor.officer_id),
        "doubt": lambda: doubtful(Verdict.BREACHED),
        "warned": lambda: doubtful(Verdict.WARNED),
        "unsure": lambda: doubtful(Verdict.UNDECIDED),
        "given": has_opinion,
        "mine": lambda: in_charge_of(actor.officer_id),
    }
    return rows.filter(conditions[seen]()) if seen in conditions else rows


def worst_first(rows: QuerySet[Filing]) -> QuerySet[Filing]:
    """The nearest end first; under one clock what is breached, then what cannot be decided, then what is warned of."""
    worst = Case(
        When(doubtful(Verdict.BREACHED), then=Value(0)),
        When(doubtful(Verdict.UNDECIDED), then=Value(1)),
        When(doubtful(Verdict.WARNED), then=Value(2)),
        default=Value(3),
    )
    return rows.order_by(
        F("clock__due_on").asc(nulls_last=True), "batch_id", worst, "ward_id", "number", "pk"
    )  # fmt: skip


def standings(filings: Iterable[Filing], actor: Actor) -> dict[int, Standing]:
    """The signs of a page of the queue. Three queries."""
    rows = {filing.pk: filing for filing in filings}
    counts = _counts(rows)
    readings = readings_of(actor, rows.values())
    opinions = {one.filing_id: one for one in ConsultationOpinion.objects.filter(filing__in=rows).order_by("pk")}
    found = {}
    for pk in rows:
        reading, opinion, count = readings.get(pk), opinions.get(pk), counts.get(pk, {})
        found[pk] = Standing(
            breached=count.get(Verdict.BREACHED, 0),
            warned=count.get(Verdict.WARNED, 0),
            undecided=count.get(Verdict.UNDECIDED, 0),
            opened=reading is not None,
            reviewed=bool(reading and reading.reviewed_at),
            advice=str(opinion.get_advice_display()) if opinion else "",
            is_draft=bool(opinion and opinion.state == AdviceState.DRAFT),
        )
    return found


def _counts(filings: Iterable[int]) -> dict[int, dict[str, int]]:
    rows = Finding.objects.filter(filing__in=list(filings)).exclude(state__in=DISMISSED).order_by()
    found: dict[int, dict[str, int]] = {}
    for filing, verdict, count in rows.values_list("filing", "verdict").annotate(count=Count("pk")):
        found.setdefault(filing, {})[verdict] = count
    return found


def bars(batches: Iterable[int]) -> dict[int, dict[str, int]]:
    """Batch → how many of its filings stand in each part of its bar, each in one. One query."""
    part = Case(
        When(has_opinion(), then=Value("given")),
        When(doubtful(Verdict.BREACHED), then=Value("doubt")),
        When(doubtful(Verdict.UNDECIDED), then=Value("unsure")),
        When(doubtful(Verdict.WARNED), then=Value("warned")),
        When(opened_by(), then=Value("read")),
        default=Value("new"),
        output_field=CharField(),
    )
    rows = Filing.objects.filter(batch__in=list(batches), sent_at__isnull=False).exclude(state=FilingState.DROPPED)
    found: dict[int, dict[str, int]] = {}
    grouped = rows.order_by().annotate(part=part).values_list("batch", "part").annotate(people=Count("pk"))
    for batch, name, people in grouped:
        found.setdefault(batch, {})[name] = people
    return found


def segments(parts: Mapping[str, int]) -> list[dict[str, Any]]:
    """A bar as `{% stacked_bar %}` draws it."""
    return [{"css": css, "count": parts.get(name, 0), "label": label} for name, label, css in PARTS]
