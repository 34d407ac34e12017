"""Leaving the prison and coming back; between prisons of the province the dossier goes along on receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from prisons.events import Obstacle, leaving
from prisons.models import Account, Commendation, ConductPeriod, Departure, Inmate, Punishment
from prisons.permissions import may_receive, may_register_departure, may_register_return
from prisons.services.refreshing import refresh
from prisons.states import DEPARTURE_MOVES, Departed, Presence
from procuratorate.audit.services import record
from procuratorate.custody import services as custody
from procuratorate.custody.states import Ended
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import acknowledge, send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Refusal, Refused, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as

# What may end a stay in a prison; 交付执行 ends one in a centre.
KINDS = tuple(kind for kind in Ended if kind != Ended.DELIVERED)
WITHOUT_PAPER = frozenset({Ended.DIED, Ended.ESCAPED, Ended.OTHER})  # then the reason tells
SHELVES: tuple[type[Model], ...] = (ConductPeriod, Commendation, Punishment, Account)


@dataclass(frozen=True)
class Leaving:
    """What is said of a leaving. `known`: the one who registers it has read what stands open."""

    kind: Ended
    left_on: date
    paper: str = ""
    reason: str = ""
    where_to: str = ""
    receiver: Organ | None = None
    known: bool = False


def obstacles(inmate: Inmate, kind: Ended) -> list[Obstacle]:
    """What stands open for someone who is to leave this way, as the floors above tell."""
    answers: Any = leaving.send(sender=Inmate, inmate=inmate, kind=kind)
    return [obstacle for _, found in answers for obstacle in found]


@transaction.atomic
def register_departure(*, inmate: Inmate, told: Leaving, version: int, actor: Actor, at: datetime) -> Departure:
    """登记离监: the stay ends that day. A transfer is sent to the other prison and awaits its receipt.

    Raises Unacceptable field by field, or where an open filing forbids the transfer; Conflict when the dossier has
    moved on from `version`.
    """
    demand(may_register_departure(actor, inmate), act="prisons.register_departure", target=inmate)
    _demand_told(inmate, told, day_of(at))
    _demand_clear(inmate, told)
    custody.begin_amendment(person=inmate.person, version=version, actor=actor)
    custody.end_custody(custody=inmate.custody, until=told.left_on, ended=told.kind, actor=actor)
    Inmate.objects.filter(pk=inmate.pk).update(state=Presence.OUT, updated_at=at)
    moved = told.kind == Ended.TRANSFERRED
    departure: Departure = Departure.objects.create(
        inmate=inmate,
        prison_id=inmate.prison_id,
        number=inmate.number,
        name=inmate.person.name,
        kind=told.kind,
        left_on=told.left_on,
        paper=told.paper,
        reason=told.reason,
        where_to=told.where_to,
        receiver=told.receiver if moved else None,
        state=Departed.UNDER_WAY if moved else Departed.GONE,
        by_id=signer(actor),
        at=at,
    )
    if departure.receiver:
        departure.dispatch = _announce(departure, departure.receiver, actor, at)
        departure.save(update_fields=["dispatch"])
    record(
        actor=actor,
        act="prisons.register_departure",
        target=inmate,
        reason=told.reason,
        detail={"kind": told.kind.value},
    )
    return departure


def _demand_told(inmate: Inmate, told: Leaving, on: date) -> None:
    wrong: dict[str, str] = {}
    if told.kind not in KINDS:
        wrong["kind"] = "从列出的方式中选择"
    if told.left_on > on:
        wrong["left_on"] = f"不能晚于今天（{on}）；离监当天再登记"
    if not told.paper and told.kind not in WITHOUT_PAPER:
        wrong["paper"] = "填写凭证文书和文号，如释放证明书、裁定书、决定书、调动批准文件"
    if not told.reason and told.kind in WITHOUT_PAPER:
        wrong["reason"] = "写明事由"
    if told.kind == Ended.TRANSFERRED and (told.receiver is None or told.receiver.pk == inmate.prison_id):
        wrong["receiver"] = "选择接收的监狱"
    if wrong:
        raise Unacceptable("没有登记：有几栏要改。", fields=wrong)


def _demand_clear(inmate: Inmate, told: Leaving) -> None:
    """A release is never held up by an open filing, a transfer is: its list belongs to this prison."""
    found = obstacles(inmate, told.kind)
    barring = [one.text for one in found if one.blocks]
    if barring:
        raise Unacceptable("没有登记：" + "；".join(barring), fields={"kind": "；".join(barring)})
    if found and not told.known:
        raise Unacceptable(
            "没有登记：" + "；".join(one.text for one in found), fields={"known": "看过下列未办结的事项后勾选"}
        )


def _announce(departure: Departure, receiver: Organ, actor: Actor, at: datetime) -> Dispatch:
    return send(
        actor=actor,
        sender=departure.prison,
        recipient=receiver,
        legal_mode=Mode.TRANSFER,
        kind="prisons.transfer",
        title=f"调出罪犯 {departure.name} {departure.number}",
        masked_title=f"调出罪犯 {mask(departure.name)}",
        summary=f"{departure.left_on} 离监",
        content={
            "name": departure.name,
            "number": departure.number,
            "left_on": departure.left_on,
            "paper": departure.paper,
            "reason": departure.reason,
        },
        basis=departure.paper,
        key=f"transfer:{departure.pk}",
        address=departure.get_absolute_url(),
        sender_address=f"/inmates/{departure.inmate_id}/",
        at=at,
    )


@transaction.atomic
def register_return(*, departure: Departure, reason: str, on: date, actor: Actor, at: datetime) -> None:
    """登记返回: who came back (收监, 抓获), or never left. A transfer can be taken back until it is received."""
    demand(may_register_return(actor, departure), act="prisons.register_return", target=departure)
    if not reason.strip():
        raise Unacceptable("请写明返回的事由。", fields={"reason": "如“收监执行”“登记有误”，并写文书文号"})
    if not departure.left_on <= on <= day_of(at):
        why = f"返回日须在离开日（{departure.left_on}）以后、今天以前，照收监文书核对。"
        raise Unacceptable(why, fields={"on": why})
    told = {"returned_on": on, "return_reason": reason.strip()[:200], "returned_by_id": signer(actor)}
    move(departure, "come_back", DEPARTURE_MOVES, **told)
    custody.resume_custody(custody=departure.inmate.custody, actor=actor)
    Inmate.objects.filter(pk=departure.inmate_id).update(state=Presence.IN, updated_at=at)
    record(actor=actor, act="prisons.register_return", target=departure.inmate, reason=reason)


@transaction.atomic
def receive_transfer(
    *, departure: Departure, ward: Organ, number: str, received_on: date, actor: Actor, at: datetime
) -> Inmate:
    """调入: the receiving prison holds the person from that day, and the dossier is its to keep.

    What the giving prison recorded stays readable there; conduct, awards, punishments and accounts are carried over.
    """
    demand(may_receive(actor, departure), act="prisons.receive_transfer", target=departure)
    _demand_place(departure, ward, received_on, day_of(at))
    with acting_as(service_actor("receive_transfer")):
        arrived = _take_in(departure, ward, number, received_on)
        told = {"received_on": received_on, "received_by_id": signer(actor), "arrived": arrived}
        move(departure, "receive", DEPARTURE_MOVES, **told)
    change = custody.Change("监狱", departure.prison.short_name, ward.house.short_name if ward.house else "")
    custody.bulk_corrections(entries=[(arrived.person_id, "调入", [change])], actor=actor, reason=departure.paper)
    if departure.dispatch and not departure.dispatch.acknowledged_at:
        acknowledge(dispatch=departure.dispatch, actor=actor, note="已调入", at=at)
    record(actor=actor, act="prisons.receive_transfer", target=arrived, detail={"departure": departure.pk})
    return arrived


def _demand_place(departure: Departure, ward: Organ, received_on: date, on: date) -> None:
    if ward.house_id != departure.receiver_id:
        raise Unacceptable("所选监区不属于本监狱，请重新选择。", fields={"ward": "选择本监狱的监区"})
    if not departure.left_on <= received_on <= on:
        why = f"调入日须在离开日（{departure.left_on}）以后、今天以前，照交接记录核对。"
        raise Unacceptable(why, fields={"received_on": why})


def _take_in(departure: Departure, ward: Organ, number: str, since: date) -> Inmate:
    """The person's row in the receiving prison, with what the giving one recorded inside."""
    gone = Inmate.objects.select_related("custody").get(pk=departure.inmate_id)
    if Departure.objects.select_for_update().get(pk=departure.pk).state != Departed.UNDER_WAY:
        raise Refused(Refusal("state", "这次调动已经办结。请刷新后查看。"))
    organ = Organ.objects.get(pk=departure.receiver_id or 0)
    stay = custody.continue_custody(custody=gone.custody, organ=organ, ward=ward, number=number, since=since)
    arrived: Inmate = Inmate.objects.create(
        custody=stay,
        person_id=gone.person_id,
        prison=organ,
        ward=ward,
        number=number,
        sentence_id=gone.sentence_id,
    )
    for model in SHELVES:
        _copy(model, gone.pk, arrived.pk)
    refresh([arrived.pk])
    return arrived


def _copy(model: type[Model], giver: int, taker: int) -> None:
    rows = list(model._default_manager.filter(inmate_id=giver))
    for row in rows:
        row.pk, row.inmate_id = None, taker  # type: ignore[attr-defined]
    model._default_manager.bulk_create(rows)
