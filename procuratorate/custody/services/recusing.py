"""Recusals: declared by the officer, decided by the head of the house (规则第24至37条)."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.custody.models import Custody, Person, Recusal
from procuratorate.custody.permissions import may_decide, may_declare
from procuratorate.custody.querysets import recused_from
from procuratorate.custody.states import Ground, Standing
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as

ARTICLES = dict.fromkeys(Ground, "规则第24条") | {Ground.GIFTS: "刑事诉讼法第30条", Ground.INVESTIGATED: "规则第35条"}


@transaction.atomic
def declare_recusal(*, person: Person, ground: str, statement: str, actor: Actor) -> Recusal:
    """The officer steps back: from now on nothing of this person is in sight, until the recusal is rejected."""
    demand(may_declare(actor), act="custody.declare_recusal", target=person)
    if ground not in Ground.values:
        raise Unacceptable("请选择回避理由。", fields={"ground": "从法定理由中选择"})
    own: Any = Recusal.objects.filter(officer_id=actor.officer_id or 0, person=person)
    if own.in_force().exists():
        raise Conflict("已经提出过回避，不必重复提出。")
    recusal = Recusal.objects.create(
        officer_id=actor.officer_id or 0,
        person=person,
        organ_id=actor.organ_id or 0,
        ground=ground,
        article=ARTICLES[Ground(ground)],
        statement=statement.strip()[:300],
    )
    record(actor=actor, act="custody.declare_recusal", target=recusal, detail={"person": person.pk, "ground": ground})
    return recusal


def avoided(*, actor: Actor) -> frozenset[str]:
    """Numbers and names of whom the actor is recused from: what to hide in files kept as they came in."""
    persons = list(recused_from(actor).values_list("person_id", flat=True))
    if not persons:
        return frozenset()
    with acting_as(service_actor("recusal")):  # the officer's own door shows nothing of them
        named = Person.objects.filter(pk__in=persons).values_list("name", "id_number")
        held = Custody.objects.filter(person__in=persons).values_list("number", flat=True)
        return frozenset(word for word in [*held, *chain.from_iterable(named)] if word)


@transaction.atomic
def decide_recusal(*, recusal: Recusal, granted: bool, actor: Actor, at: datetime) -> None:
    """Grant or reject. A rejected officer sees the person again."""
    demand(may_decide(actor, recusal), act="custody.decide_recusal", target=recusal)
    state = Standing.GRANTED if granted else Standing.REJECTED
    rows = Recusal.objects.filter(pk=recusal.pk, state=Standing.DECLARED)
    if not rows.update(state=state, decided_by_id=actor.officer_id, decided_at=at):
        raise Conflict("这项回避已经有了决定，请刷新。")
    record(actor=actor, act="custody.decide_recusal", target=recusal, detail={"state": state})
