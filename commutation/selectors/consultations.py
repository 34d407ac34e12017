"""Opinions given while the prison asked, what it made of them, and what changed between consultation and filing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from commutation.models import Adjustment, Adoption, Batch, ConsultationOpinion, Filing
from commutation.states import FilingState
from commutation.states.reviews import AdviceState
from commutation.values import proposal_of
from procuratorate.lib.clock import SHANGHAI


def unadvised(batch: Batch) -> QuerySet[Filing]:
    """Filings still consulted on without an opinion given."""
    given = ConsultationOpinion.objects.filter(filing=OuterRef("pk"), state=AdviceState.GIVEN)
    rows: QuerySet[Filing] = Filing.objects.filter(batch=batch, state=FilingState.CONSULTED).exclude(Exists(given))
    return rows


def given(batch: Batch) -> QuerySet[ConsultationOpinion]:
    """Opinions given on a batch, in the order of the list."""
    rows: QuerySet[ConsultationOpinion] = ConsultationOpinion.objects.filter(
        sending__batch=batch, state=AdviceState.GIVEN
    ).select_related("filing__ward", "dispatch", "adoption__dispatch", "adoption__by", "by", "office")
    return rows.order_by("filing__ward__path", "filing__number", "filing__kind")


def drafts_of(batch: Batch) -> QuerySet[ConsultationOpinion]:
    """Opinions written and not given, on people still on the list."""
    rows: QuerySet[ConsultationOpinion] = ConsultationOpinion.objects.filter(
        sending__batch=batch, state=AdviceState.DRAFT, filing__state=FilingState.CONSULTED
    ).select_related("filing__ward", "by")
    return rows.order_by("filing__ward__path", "filing__number", "filing__kind")


def unanswered(batch: Batch) -> QuerySet[ConsultationOpinion]:
    """Opinions on people still on the list which the prison has not answered."""
    answered = Adoption.objects.filter(opinion=OuterRef("pk"))
    rows: QuerySet[ConsultationOpinion] = ConsultationOpinion.objects.filter(
        sending__batch=batch, state=AdviceState.GIVEN, filing__state=FilingState.CONSULTED
    )
    return rows.exclude(Exists(answered)).order_by("pk")


def carried(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """What travels on with the filing: each opinion, the answer to it, each adjustment. Three queries."""
    ids = [filing.pk for filing in filings]
    opinions = ConsultationOpinion.objects.filter(filing__in=ids, state=AdviceState.GIVEN)
    adoptions = {one.opinion_id: one for one in Adoption.objects.filter(filing__in=ids)}
    told = [_opinion(one, adoptions.get(one.pk)) for one in opinions.select_related("dispatch").order_by("filing")]
    return told + [_adjustment(one) for one in Adjustment.objects.filter(filing__in=ids).order_by("pk")]


def _opinion(one: ConsultationOpinion, adoption: Adoption | None) -> dict[str, Any]:
    answer = {"adopted": adoption.adopted, "reason": adoption.reason} if adoption else {"adopted": None}
    number = one.dispatch.number if one.dispatch else ""
    return {"filing": one.filing_id, "advice": one.advice, "words": one.words, "number": number, **answer}


def _adjustment(one: Adjustment) -> dict[str, Any]:
    return {
        "filing": one.filing_id,
        "adjusted_on": one.at.astimezone(SHANGHAI).date(),
        "before": asked(one.before),
        "after": asked(one.after),
        "article": one.article,
        "reason": one.reason,
    }


def asked(facts: dict[str, str]) -> str:
    """What some facts ask for, in their own words."""
    return "，".join(facts[name] for name in proposal_of(facts) if facts.get(name))
