"""流程监控通知书: about the flow, never the merits; ten days to answer (规则第665条)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from commutation.clocks.managing import FLOW_NOTICE, FLOW_NOTICE_ARTICLE, FLOW_NOTICE_TERM
from commutation.models import Filing, FlowNotice
from commutation.permissions.managing import may_answer, may_close, may_manage
from commutation.selectors.competence import house_of
from commutation.states.reviews import FLOW_MOVES
from procuratorate.audit.services import record
from procuratorate.deadlines.services import meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ

LONGEST = 5_000
PAGE = "/flow-notices/"


@transaction.atomic
def give_flow_notice(
    *,
    office: Organ,
    words: str,
    actor: Actor,
    at: datetime,
    filing: Filing | None = None,
    number: str = "",
    article: str = FLOW_NOTICE_ARTICLE,
) -> FlowNotice:
    """Send the notice to the office that handles the case; its clock runs from arrival, the next day being day 1."""
    demand(may_manage(actor), act="commutation.give_flow_notice", target=filing)
    house = house_of(actor)
    if office.pk not in actor.desks or office.pk == house.pk:
        raise Unacceptable(
            "流程监控通知书发给本院的办案部门、派驻检察室，请重新选择。", fields={"office": "请重新选择"}
        )
    parcel: dict[str, Any] = {"actor": actor, "at": at, "address": PAGE}
    title = f"流程监控通知书{number.strip()}"[:160]
    dispatch = send(
        sender=house,
        recipient=office,
        legal_mode=Mode.TRANSFER,
        kind="commutation.flow_notice",
        title=title,
        masked_title=title,
        content={"number": number, "words": _words(words), "article": article, "filing": filing.pk if filing else None},
        basis=article,
        key=f"flow:{day_of(at)}:{sm3_of([office.pk, filing.pk if filing else 0, words])}",
        sender_address=PAGE,
        **parcel,
    )
    dispatch.refresh_from_db(fields=["delivered_at"])
    clock = open_deadline(
        kind=FLOW_NOTICE,
        title=title,
        masked_title=title,
        organ=office,
        counterpart=house,
        starts_on=day_of(dispatch.received_at or at),
        start_reason="收到流程监控通知书",
        term=FLOW_NOTICE_TERM,
        article=FLOW_NOTICE_ARTICLE,
        **parcel,
    )
    notice: FlowNotice = FlowNotice.objects.create(
        organ=house, office=office, filing=filing, number=number.strip()[:60], words=words.strip(), article=article,
        clock=clock, dispatch=dispatch, by_id=signer(actor), at=at,
    )  # fmt: skip
    record(actor=actor, act="commutation.give_flow_notice", target=notice)
    return notice


def _words(words: str) -> str:
    said = words.strip()
    if not 0 < len(said) <= LONGEST:
        why = f"请写明流程上的问题和要求（{LONGEST}字以内），不写实体意见。"
        raise Unacceptable(why, fields={"words": why})
    return said


@transaction.atomic
def answer_flow_notice(*, notice: FlowNotice, reply: str, actor: Actor, at: datetime) -> FlowNotice:
    """The office answers; the reply goes back and the clock is met."""
    demand(may_answer(actor, notice), act="commutation.answer_flow_notice", target=notice)
    said = _words(reply)
    move(notice, "answer", FLOW_MOVES, reply=said, replied_by_id=signer(actor), replied_at=at)
    title = f"流程监控通知书{notice.number}的回复"[:160]
    send(
        actor=actor,
        sender=notice.office,
        recipient=notice.organ,
        legal_mode=Mode.TRANSFER,
        kind="commutation.flow_reply",
        title=title,
        masked_title=title,
        content={"notice": notice.pk, "reply": said},
        basis=FLOW_NOTICE_ARTICLE,
        key=f"flow-reply:{notice.pk}",
        address=PAGE,
        sender_address=PAGE,
        in_reply_to=notice.dispatch,
        at=at,
    )
    _meet(notice, actor, at, "已回复")
    record(actor=actor, act="commutation.answer_flow_notice", target=notice)
    return notice


@transaction.atomic
def close_flow_notice(*, notice: FlowNotice, actor: Actor, at: datetime) -> None:
    """办结 by whoever gave it: after the reply, or because it has no object any more."""
    demand(may_close(actor, notice), act="commutation.close_flow_notice", target=notice)
    move(notice, "close", FLOW_MOVES)
    _meet(notice, actor, at, "案件管理部门办结")
    record(actor=actor, act="commutation.close_flow_notice", target=notice)


def _meet(notice: FlowNotice, actor: Actor, at: datetime, reason: str) -> None:
    if notice.clock.state in RUNNING:
        meet_deadline(deadline=notice.clock, actor=actor, at=at, reason=reason)
