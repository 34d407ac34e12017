"""复查: proposed by the procurator, decided by a leader in seven days; upheld it is reported upward, wrong revoked."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.deadlines.services import meet_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.states import Mode
from procuratorate.documents.numbers import as_number
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.law.articles import chinese
from procuratorate.lib.moves import move
from procuratorate.notices.clocks import RE_EXAMINED_SUGGESTION, UPHELD
from procuratorate.notices.models import Notice, Objection, Point
from procuratorate.notices.papers import RE_EXAMINATION
from procuratorate.notices.permissions import may_decide, may_judge
from procuratorate.notices.services.checking import ASK, owe_again
from procuratorate.notices.services.composing import until_words
from procuratorate.notices.services.content import locked, required, take_step
from procuratorate.notices.services.ending import end_if_nothing_stands
from procuratorate.notices.services.lapsing import disputed
from procuratorate.notices.services.letters import give_letter
from procuratorate.notices.services.rungs import draft_report
from procuratorate.notices.services.sending import parcel
from procuratorate.notices.states import OBJECTION_MOVES, POINT_MOVES, STANDING, Kind, ObjectionState, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

OUTCOMES = {ObjectionState.UPHELD: "维持", ObjectionState.REVOKED: "撤销"}
DAYS = 15  # agreed for the answer after a point was upheld; no text gives a number
AGREED = "约定期限：复查决定书载明"


def _held(objection: Objection) -> Objection:
    """The objection as it is stored, with its notice; both held until the transaction ends, the notice first."""
    notice = locked(objection.notice)
    rows = Objection.objects.select_for_update(of=("self",)).select_related("clock")
    stored: Objection = rows.get(pk=objection.pk)
    stored.notice = notice
    return stored


@transaction.atomic
def propose_decision(
    *, objection: Objection, outcome: ObjectionState, words: str, actor: Actor, at: datetime
) -> Objection:
    """拟复查意见: 维持 or 撤销, with what was examined."""
    stored = _held(objection)
    demand(may_judge(actor, stored.notice), act="notices.propose_decision", target=stored.notice)
    required(words=words)
    if outcome not in OUTCOMES:
        raise Unacceptable("请选择维持或者撤销。", fields={"outcome": "请选择"})
    told = {"proposal": outcome, "proposed_words": words.strip(), "proposed_by_id": signer(actor)}
    move(stored, "propose", OBJECTION_MOVES, **told)
    said = f"{stored}：拟{OUTCOMES[outcome]}。{words}"
    take_step(notice=stored.notice, step=Step.EXAMINED, actor=actor, at=at, words=said)
    record(actor=actor, act="notices.propose_decision", target=stored.notice, detail={"outcome": outcome})
    return stored


@transaction.atomic
def return_decision(*, objection: Objection, words: str, actor: Actor, at: datetime) -> Objection:
    """退回复查意见, saying what is to be looked at again."""
    stored = _held(objection)
    demand(may_decide(actor, stored), act="notices.return_decision", target=stored.notice)
    required(words=words)
    move(stored, "return_", OBJECTION_MOVES)
    take_step(notice=stored.notice, step=Step.RETURNED, actor=actor, at=at, words=f"退回复查意见：{words}")
    record(actor=actor, act="notices.return_decision", target=stored.notice, reason=words)
    return stored


@transaction.atomic
def decide_objection(
    *, objection: Objection, outcome: ObjectionState, words: str, number: str, actor: Actor, at: datetime
) -> Objection:
    """复查决定 under its number, served on the addressee, its clock met (规则第554条第1款).

    Upheld: the points are owed an answer again, and a report to the superior 院 is drafted for a leader to send.
    Wrong: the points are revoked; when none is left the notice is. Points taken back meanwhile are not decided.
    """
    stored = _held(objection)
    notice = stored.notice
    demand(may_decide(actor, stored), act="notices.decide", target=notice)
    required(words=words)
    if outcome not in OUTCOMES:
        raise Unacceptable("请选择维持或者撤销。", fields={"outcome": "请选择"})
    positions = _demand_standing(stored)
    told = {"decided_words": words.strip(), "decided_by_id": signer(actor), "decided_at": at}
    act = "uphold" if outcome == ObjectionState.UPHELD else "revoke"
    move(stored, act, OBJECTION_MOVES, number=_number(number), **told)
    for point in Point.objects.filter(notice=notice, position__in=positions):
        move(point, act, POINT_MOVES)
    due = None
    if outcome == ObjectionState.UPHELD:
        due = owe_again(notice=notice, days=DAYS, why="复查维持，应予纠正并答复", article=AGREED, actor=actor, at=at)
    dispatch = _serve(stored, positions, due, actor, at)
    Objection.objects.filter(pk=stored.pk).update(decision=dispatch)
    _meet(stored, actor, at)
    said = f"{stored}：{OUTCOMES[outcome]}。{words.strip()}"
    take_step(notice=notice, step=Step.DECIDED, actor=actor, at=at, words=said, dispatch=dispatch)
    record(actor=actor, act="notices.decide", target=notice, detail={"outcome": outcome, "no": stored.number})
    _follow(notice, positions, outcome, actor, at)
    return stored


def _demand_standing(stored: Objection) -> list[int]:
    """Positions to decide on. Raises Conflict where the notice has ended or every point was taken back."""
    positions = disputed(stored)
    if stored.notice.state not in STANDING or not positions:
        raise Conflict("所涉各项已经撤回或者办结，没有可以决定的。请刷新后查看。", title=str(stored.notice))
    return positions


def _follow(notice: Notice, positions: list[int], outcome: ObjectionState, actor: Actor, at: datetime) -> None:
    if outcome == ObjectionState.REVOKED:
        end_if_nothing_stands(notice=notice, actor=actor, at=at)
        return
    if notice.kind != Kind.SUGGESTION:
        why = f"被监督单位对第{'、'.join(map(str, positions))}项提出异议，经复查维持"
        draft_report(notice=notice, why=why, article=UPHELD, at=at)


def _number(said: str) -> str:
    number = as_number(said)
    if not number:
        raise Unacceptable("请填写复查决定书的文号，照统一业务系统填写。", fields={"number": "请填写文号"})
    return number


def _serve(objection: Objection, positions: list[int], due: date | None, actor: Actor, at: datetime) -> Dispatch:
    notice, outcome = objection.notice, ObjectionState(objection.state)
    basis = RE_EXAMINED_SUGGESTION if notice.kind == Kind.SUGGESTION else UPHELD
    verdict = f"决定{OUTCOMES[outcome]}{notice.name}第{'、'.join(map(chinese, positions))}项。"
    lines = [
        f"你单位对我院{notice.number}《{notice.name}》第{'、'.join(map(chinese, objection.points))}项提出的书面异议，"
        f"我院于{objection.received_on:%Y年%-m月%-d日}收到。经复查：",
        *objection.decided_words.splitlines(),
        f"依照{basis}的规定，{verdict}",
        f"对维持的各项，{until_words(due, ASK)}" if due else "",
    ]
    give_letter(
        notice=notice, kind=RE_EXAMINATION, key=f"objection:{objection.pk}", title=f"复查决定书（{notice.title}）",
        number=objection.number, paragraphs=lines, actor=actor, at=at,
    )  # fmt: skip
    return parcel(
        notice=notice, key=f"objection-decided:{objection.pk}", mode=Mode.SERVICE, kind="notices.decision",
        named=f"复查决定书{objection.number}，", basis=basis,
        content={"notice": notice.pk, "points": positions, "outcome": outcome.label, "paragraphs": lines},
        actor=actor, at=at,
    )  # fmt: skip


def _meet(objection: Objection, actor: Actor, at: datetime) -> None:
    clock = objection.clock
    if clock is not None and clock.state in RUNNING:
        meet_deadline(deadline=clock, actor=actor, at=at, on=day_of(at), reason="已作出复查决定")
