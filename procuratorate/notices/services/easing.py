"""撤回、变更: that somebody asked is an event with a name and a reason, whatever a leader says to it (N15)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.dispatch.states import Mode
from procuratorate.documents.numbers import as_number
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.law.articles import chinese
from procuratorate.lib.moves import move
from procuratorate.notices.models import Easing, Notice
from procuratorate.notices.papers import WITHDRAWAL
from procuratorate.notices.permissions import may_ease, may_lead, may_work
from procuratorate.notices.services.content import locked, required, take_step
from procuratorate.notices.services.ending import end_if_nothing_stands
from procuratorate.notices.services.lapsing import lapse_objections
from procuratorate.notices.services.letters import give_letter
from procuratorate.notices.services.sending import parcel
from procuratorate.notices.states import EASING_MOVES, OPEN, POINT_MOVES, SETTLED, EasingState, Step
from procuratorate.notices.states import Easing as Wish
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@transaction.atomic
def ask_easing(
    *,
    notice: Notice,
    wish: Wish,
    positions: Sequence[int],
    asked_by: str,
    asked_on: date,
    reason: str,
    actor: Actor,
    at: datetime,
) -> Easing:
    """Write down who asked for it and why; without points it is the whole notice. It stays, granted or not."""
    refusal = may_work(actor, notice)
    demand(refusal and may_lead(actor, notice), act="notices.ask_easing", target=notice)
    required(asked_by=asked_by, reason=reason)
    stored = locked(notice)
    if stored.state not in OPEN:
        raise Conflict(f"现在是“{stored.get_state_display()}”，没有可以撤回、变更的。", title=str(stored))
    if asked_on > day_of(at):
        raise Unacceptable("请求日期不能晚于今天。", fields={"asked_on": "请核对日期"})
    known = set(stored.points.values_list("position", flat=True))
    if not set(positions) <= known:
        raise Unacceptable("页面内容不完整，请刷新后重新勾选。", fields={"points": "请重新勾选"})
    made: Easing = Easing.objects.create(
        notice=stored, wish=wish, points=sorted(set(positions)), asked_by=asked_by.strip()[:120], asked_on=asked_on,
        reason=reason.strip(), by_id=signer(actor), at=at,
    )  # fmt: skip
    said = f"{made.asked_by}于{asked_on}请求{wish.label}{_which(made)}：{made.reason}"
    take_step(notice=stored, step=Step.EASED, actor=actor, at=at, words=said)
    record(actor=actor, act="notices.ask_easing", target=stored, reason=reason, detail={"wish": wish})
    return made


def _which(easing: Easing) -> str:
    return f"第{'、'.join(map(chinese, easing.points))}项" if easing.points else ""


@transaction.atomic
def decide_easing(*, easing: Easing, granted: bool, words: str, number: str, actor: Actor, at: datetime) -> Easing:
    """The leader's word. Granted, the points (or all that stand) are taken back by a numbered paper, served.

    Made milder, a person begins the milder paper from the page; the link says what it follows.
    """
    demand(may_ease(actor, easing), act="notices.decide_easing", target=easing.notice)
    required(words=words)
    notice = locked(easing.notice)
    told = {"answer": words.strip(), "decided_by_id": signer(actor), "decided_at": at}
    move(easing, "grant" if granted else "refuse", EASING_MOVES, **told)
    record(actor=actor, act="notices.decide_easing", target=notice, reason=words, detail={"granted": granted})
    if easing.state == EasingState.REFUSED:
        take_step(notice=notice, step=Step.KEPT, actor=actor, at=at, words=f"{easing}不同意：{words}")
        return easing
    _withdraw(notice, easing, number, actor, at)
    return easing


def _withdraw(notice: Notice, easing: Easing, said: str, actor: Actor, at: datetime) -> None:
    number = as_number(said)
    if not number and not notice.is_oral:
        raise Unacceptable("请填写撤回决定的文号，照统一业务系统填写。", fields={"number": "请填写文号"})
    points = notice.points.exclude(state__in=SETTLED)
    points = points.filter(position__in=easing.points) if easing.points else points
    taken = list(points.select_for_update())
    if not taken:
        raise Conflict("所涉各项已经办结，没有可以撤回的。请刷新后查看。", title=str(notice))
    for one in taken:
        move(one, "withdraw", POINT_MOVES)
    lapse_objections(notice=notice, actor=actor, at=at)
    which = f"第{'、'.join(chinese(one.position) for one in taken)}项"
    lines = [
        f"我院决定撤回向你单位发出的{notice.number}《{notice.name}》{which}。",
        *easing.answer.splitlines(),
        "特此通知。",
    ]
    if not notice.is_oral:
        give_letter(
            notice=notice, kind=WITHDRAWAL, key=f"easing:{easing.pk}", title=f"撤回决定书（{notice.title}）",
            number=number, paragraphs=lines, actor=actor, at=at,
        )  # fmt: skip
    dispatch = parcel(
        notice=notice, key=f"notice-easing:{easing.pk}", mode=Mode.COPY if notice.is_oral else Mode.SERVICE,
        kind="notices.withdrawal", named=f"撤回决定书{number}，",
        content={"notice": notice.pk, "points": [one.position for one in taken], "paragraphs": lines},
        actor=actor, at=at,
    )  # fmt: skip
    said_now = f"撤回{which}{'，改以较轻的方式提出' if easing.wish == Wish.SOFTEN else ''}：{easing.answer}"
    take_step(notice=notice, step=Step.WITHDRAWN, actor=actor, at=at, words=said_now, dispatch=dispatch)
    end_if_nothing_stands(notice=notice, actor=actor, at=at)
