"""Rulings on a page: lists by what is still to do, one beside its proposal and opinions, a month in figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from commutation.extents import extent_of
from commutation.models import Adoption, ConsultationOpinion, Filing, OpinionLine, Ruling
from commutation.states import Kind
from commutation.states.courts import GRANTED, RECORDED, RulingOutcome, RulingState
from commutation.states.reviews import OpinionState
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import SERVING_SIDES

UNSERVED = Q(services__served_on=None, services__due_on__isnull=False)
TAKES_EFFECT = Q(outcome__in=GRANTED)
TABS: dict[str, tuple[str, Q]] = {
    "match": ("待对应", Q(state=RulingState.UNMATCHED)),
    "review": ("待审查", Q(state=RulingState.MATCHED)),
    "receipt": ("未登记收到", Q(state=RulingState.MATCHED, peer_received_on=None)),
    "service": ("未送达", Q(filing__isnull=False) & UNSERVED),
    "term": ("新刑期未登记", Q(filing__isnull=False, recorded_at=None) & TAKES_EFFECT),
    "objected": ("已提纠正意见", Q(state=RulingState.OBJECTED)),
    "all": ("全部", ~Q(state=RulingState.VOID)),
}


# The procuratorate's own books: the prison has no line to them.
RECORDS = {"record": ("备案审查", Q(record_filing__isnull=False) & ~Q(record_filing__state__in=RECORDED))}


def tabs_of(actor: Actor) -> dict[str, tuple[str, Q]]:
    """Code → name and condition of the tabs the actor's side has."""
    return TABS if actor.side in SERVING_SIDES else TABS | RECORDS


def rulings_of(actor: Actor) -> QuerySet[Ruling]:
    rows: QuerySet[Ruling] = Ruling.objects.visible_to(actor)
    return rows.select_related("filing__prison", "filing__ward", "filing__batch", "court", "clock", "organ")


def tab(actor: Actor, name: str) -> QuerySet[Ruling]:
    """The rulings of one tab, those whose period ends first before the others."""
    _, condition = tabs_of(actor).get(name, TABS["review"])
    return rulings_of(actor).filter(condition).distinct().order_by(F("clock__due_on").asc(nulls_last=True), "-ruled_on")


def counts(actor: Actor) -> dict[str, int]:
    """How many stand in each tab; one query."""
    told = {name: Count("pk", filter=condition, distinct=True) for name, (_, condition) in tabs_of(actor).items()}
    found: dict[str, int] = Ruling.objects.visible_to(actor).aggregate(**told)
    return found


@dataclass(frozen=True)
class Column:
    """One voice on one filing: who, when, what, why."""

    who: str
    on: date | None
    what: str
    why: str = ""
    differs: bool = False


def side_by_side(ruling: Ruling, actor: Actor) -> list[Column]:
    """Proposal, opinions and ruling, each beside the other; whatever departs from the proposal is marked.

    The prison reads the procuratorate's papers where they reached it, among its arrivals: never their rows.
    """
    filing = ruling.filing
    if filing is None:
        return []
    proposed = Column("监狱提请", _day(filing.filed_at or filing.sent_at), filing.proposal)
    opined = [] if actor.side in SERVING_SIDES else list(_opined(filing))
    return [proposed, *_advised(filing), *_earlier(ruling), *opined, _ruled(ruling)]


def _advised(filing: Filing) -> Iterable[Column]:
    for opinion in ConsultationOpinion.objects.filter(filing=filing, given_at__isnull=False):
        adoption = Adoption.objects.filter(opinion=opinion).first()
        why = f"{opinion.words}（监狱：{adoption}{adoption.reason}）" if adoption else opinion.words
        differs = opinion.advice != "agree"
        yield Column("征求意见阶段检察意见", _day(opinion.given_at), opinion.get_advice_display(), why, differs)


def _opined(filing: Filing) -> Iterable[Column]:
    lines = OpinionLine.objects.filter(filing=filing, opinion__state=OpinionState.ISSUED).select_related("opinion")
    for line in lines:
        paper = line.opinion
        differs = paper.kind != "agreement"
        yield Column(paper.get_kind_display(), _day(paper.issued_at), paper.request or paper.title, "", differs)


def _earlier(ruling: Ruling) -> Iterable[Column]:
    """The ruling this one took the place of."""
    if ruling.supersedes is not None:
        yield replace(_ruled(ruling.supersedes), who=f"原裁定 {ruling.supersedes.case_no}")


def _ruled(ruling: Ruling) -> Column:
    reasons = {True: "已说理", False: "未说理", None: ""}[ruling.gives_reasons]
    proposed = ruling.filing.months if ruling.filing else None
    differs = ruling.outcome != RulingOutcome.AS_PROPOSED or (ruling.months or proposed) != proposed
    who = "决定" if ruling.kind == Kind.OUTSIDE_SERVICE else "裁定"
    return Column(who, ruling.ruled_on, words_of(ruling), reasons, differs)


def words_of(ruling: Ruling) -> str:
    """What was ruled, in a few words."""
    head = ruling.get_outcome_display()
    if ruling.outcome in (RulingOutcome.REFUSED, RulingOutcome.WITHDRAWN):
        return f"{head}{ruling.get_kind_display()}" if ruling.outcome == RulingOutcome.REFUSED else head
    extent = extent_of(ruling.months) if ruling.months else str(ruling.get_kind_display())
    until = f"，止 {ruling.ends_on}" if ruling.ends_on else ""
    return f"{head}：{extent}{until}"


def month_table(actor: Actor, first: date, last: date) -> list[dict[str, Any]]:
    """A month in figures by kind: granted, adjusted, refused, withdrawn, objected, reheard. Days as ruled."""
    rows = Ruling.objects.visible_to(actor).filter(ruled_on__range=(first, last)).exclude(state=RulingState.VOID)
    figures = {value: Count("pk", filter=Q(outcome=value)) for value in RulingOutcome.values}
    told = rows.values("kind").annotate(
        total=Count("pk"),
        objected=Count("pk", filter=Q(state__in=[RulingState.OBJECTED, RulingState.REHEARD])),
        reheard=Count("pk", filter=Q(state=RulingState.REHEARD)),
        **figures,
    )
    by_kind = {row["kind"]: row for row in told}
    empty = dict.fromkeys(["total", "objected", "reheard", *RulingOutcome.values], 0)
    return [{"label": kind.label, **empty, **by_kind.get(kind.value, {})} for kind in Kind]


def _day(moment: Any) -> date | None:
    return day_of(moment) if moment else None
