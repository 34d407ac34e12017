"""Sealed records of minors: asked for in writing, decided by the keeper's head, seen once (封存办法第10、16条)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from procuratorate.audit.services import record
from procuratorate.custody.models import Judgment, SealedQuery
from procuratorate.custody.permissions import may_ask_sealed, may_decide_sealed, may_look
from procuratorate.custody.states import SEALED_MOVES
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@transaction.atomic
def ask_sealed(*, judgment: Judgment, need: str, reason: str, scope: str, actor: Actor) -> SealedQuery:
    """Put the application to the site that keeps the record. One at a time for each officer."""
    demand(may_ask_sealed(actor, judgment), act="custody.ask_sealed", target=judgment)
    try:
        with transaction.atomic():
            query: SealedQuery = SealedQuery.objects.create(
                judgment=judgment, keeper_id=judgment.person.keeper_id, officer_id=signer(actor),
                organ_id=actor.organ_id or 0, need=need, reason=reason.strip(), scope=scope.strip(),
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict("您已经申请过，正等决定或者已许可。请到“封存查询”查看。", title="封存记录查询") from error
    record(actor=actor, act="custody.ask_sealed", target=query, reason=reason, detail={"person": judgment.person_id})
    return query


@transaction.atomic
def decide_sealed(*, query: SealedQuery, granted: bool, decision: str, actor: Actor, at: datetime) -> None:
    """许可 or 不予许可; a refusal says why."""
    demand(may_decide_sealed(actor, query), act="custody.decide_sealed", target=query)
    if not granted and not decision.strip():
        raise Unacceptable("请写明不予许可的理由。", fields={"decision": "写明理由，告知申请人"})
    told = {"decided_by_id": signer(actor), "decided_at": at, "decision": decision.strip()[:200]}
    move(query, "grant" if granted else "refuse", SEALED_MOVES, **told)
    record(actor=actor, act="custody.decide_sealed", target=query, reason=decision, detail={"granted": granted})


@transaction.atomic
def look_sealed(*, query: SealedQuery, actor: Actor, at: datetime) -> Judgment:
    """The record, this once; the look is written down with the reason it was granted for."""
    demand(may_look(actor, query), act="custody.look_sealed", target=query)
    move(query, "look", SEALED_MOVES, seen_at=at)
    record(actor=actor, act="custody.look_sealed", target=query, reason=query.reason)
    seen: Judgment = Judgment.objects.select_related("person").prefetch_related("offences").get(pk=query.judgment_id)
    return seen
