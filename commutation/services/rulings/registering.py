"""A ruling is written down as it came, and matched at once when nothing leaves a doubt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from commutation.models import Ruling
from commutation.permissions.courts import may_match, may_register
from commutation.selectors.matching import candidates, sure_match
from commutation.services.rulings.matching import match_ruling
from commutation.services.rulings.receiving import RECEIPTS
from commutation.states import Kind
from commutation.states.courts import GRANTED, RULING_MOVES
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ


@transaction.atomic
def register_ruling(*, told: Mapping[str, Any], actor: Actor, at: datetime, source: Mapping[str, Any]) -> Ruling:
    """Register one ruling or decision in the actor's house; a sure match is made by itself and says why.

    `told`: the columns kind, court (Organ or None), decider, case_no, ruled_on, name, number, id_tail, outcome, months,
    rights_months, ends_on, gives_reasons, published_on, received_on. `source` is the row or form as it came.
    Raises Conflict when this house registered it before.
    """
    demand(may_register(actor), act="commutation.register_ruling")
    check_ruling(told, day_of(at))
    values = dict(told)
    received = values.pop("received_on", None)
    if received:
        values[RECEIPTS[actor.side]] = received
    try:
        with transaction.atomic():
            ruling: Ruling = Ruling.objects.create(
                organ=_registry(actor), source=dict(source), by_id=signer(actor), **values
            )
    except IntegrityError:
        raise Conflict(f"{told['decider']}的{told['case_no']}（{told['name']}）本单位已登记过。") from None
    record(actor=actor, act="commutation.register_ruling", target=ruling, detail={"case_no": ruling.case_no})
    found = sure_match(candidates(ruling, actor))
    if found is not None:
        match_ruling(ruling=ruling, filing=found.filing, actor=actor, at=at, by_machine=True)
    return ruling


def _registry(actor: Actor) -> Organ:
    """In whose book it stands: the whole house's where the actor works for it, else that of the own office."""
    organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    house: Organ | None = organ.house
    return house if house is not None and actor.owns(house.pk) else organ


def check_ruling(told: Mapping[str, Any], today: date) -> None:
    """What the words of a ruling must agree in, whoever typed them."""
    wrong: dict[str, str] = {}
    if told["ruled_on"] > today:
        wrong["ruled_on"] = "裁定日不能晚于今天"
    received = told.get("received_on")
    if received and not told["ruled_on"] <= received <= today:
        wrong["received_on"] = "收到日须在裁定日以后、今天以前"
    granted, commutation = told["outcome"] in GRANTED, told["kind"] == Kind.COMMUTATION
    if granted and commutation and not told.get("months") and not told.get("ends_on"):
        wrong["months"] = "减刑的请填减去几个月；无期、死缓改判的填刑期止日"
    if told.get("months") and not (granted and commutation):
        wrong["months"] = "只有准予减刑的填减去几个月"
    if wrong:
        raise Unacceptable("；".join(wrong.values()) + "。", fields=wrong)


@transaction.atomic
def void_ruling(*, ruling: Ruling, reason: str, actor: Actor, at: datetime) -> None:
    """Take back a registration that was a mistake. A matched one is first taken from its filing."""
    demand(may_match(actor, ruling), act="commutation.void_ruling", target=ruling)
    if not reason.strip():
        raise Unacceptable("请写明作废的原因。", fields={"reason": "请填写"})
    move(ruling, "void", RULING_MOVES)
    record(actor=actor, act="commutation.void_ruling", target=ruling, reason=reason)
