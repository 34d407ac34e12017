"""Between consultation and filing the prison may ask for something else. The list as sent stays; the change is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from commutation.checks import said
from commutation.models import Adjustment, ConsultationOpinion, Deliberation, Filing
from commutation.permissions.reviews import may_adjust
from commutation.states import Kind
from procuratorate.audit.services import record
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

MOST_MONTHS = 600


@dataclass(frozen=True)
class Proposal:
    """What is asked for: months of a commutation and of deprivation of rights, the end of a parole's probation."""

    months: int | None = None
    rights_months: int | None = None
    probation_until: date | None = None


@transaction.atomic
def adjust_filing(
    *,
    filing: Filing,
    proposal: Proposal,
    article: str,
    reason: str,
    actor: Actor,
    at: datetime,
    opinion: ConsultationOpinion | None = None,
    deliberation: Deliberation | None = None,
) -> Adjustment:
    """Ask for `proposal` instead, by which article and why: after an opinion adopted, or a meeting held since.

    What was sent for consultation stays as sent; the copy at filing carries the new proposal, and both are shown.
    """
    stored: Filing = Filing.objects.select_for_update(of=("self",)).get(pk=filing.pk)
    demand(may_adjust(actor, stored), act="commutation.adjust", target=stored)
    _demand_reasons(article, reason)
    _demand_possible(stored, proposal)
    facts = facts_with(stored.facts, proposal)
    if facts == stored.facts:
        why = f"调整后与现在提请的相同（{stored.proposal}），没有保存。"
        raise Unacceptable(why, fields={"months": why})
    told: Adjustment = Adjustment.objects.create(
        filing=stored,
        opinion=opinion,
        deliberation=deliberation,
        before=stored.facts,
        after=facts,
        hash_before=stored.facts_hash,
        hash_after=sm3_of(facts),
        article=article.strip()[:200],
        reason=reason.strip()[:300],
        by_id=signer(actor),
        at=at,
        **vars(proposal),
    )
    columns = {**vars(proposal), "facts": facts, "facts_hash": told.hash_after}
    Filing.objects.filter(pk=stored.pk).update(version=F("version") + 1, **columns)
    record(actor=actor, act="commutation.adjust", target=stored, reason=reason, detail={"adjustment": told.pk})
    filing.refresh_from_db()
    return told


def facts_with(facts: dict[str, str], proposal: Proposal) -> dict[str, str]:
    """The facts as filed with what is asked for put in their words, or left out."""
    asked = {name: said(name, value) for name, value in vars(proposal).items()}
    return {name: words for name, words in {**facts, **asked}.items() if words}


def _demand_reasons(article: str, reason: str) -> None:
    fields = {
        name: why
        for name, words, why in (
            ("article", article, "请写调整的法律依据，如 法释〔2016〕23号第六条"),
            ("reason", reason, "请写调整的理由"),
        )
        if not words.strip()
    }
    if fields:
        raise Unacceptable("没有调整：" + "；".join(fields.values()) + "。", fields=fields)


def _demand_possible(filing: Filing, proposal: Proposal) -> None:
    fields: dict[str, Any] = {}
    if filing.kind == Kind.COMMUTATION and (proposal.months is None or not 1 <= proposal.months <= MOST_MONTHS):
        fields["months"] = f"减刑幅度须在1至{MOST_MONTHS}个月之间"
    if filing.kind != Kind.COMMUTATION and proposal.months is not None:
        fields["months"] = f"本件是{filing.get_kind_display()}，没有减刑幅度"
    if filing.kind != Kind.PAROLE and proposal.probation_until is not None:
        fields["probation_until"] = f"本件是{filing.get_kind_display()}，没有假释考验期"
    if fields:
        raise Unacceptable("没有调整：" + "；".join(fields.values()) + "。", fields=fields)
