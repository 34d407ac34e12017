"""答复: the addressee answers point by point, on its own screen or by a letter the office enters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.notices.clocks import reply_period
from procuratorate.notices.models import Answer, Charge, Notice, Point
from procuratorate.notices.permissions import may_answer, may_work
from procuratorate.notices.selectors.organs import sender_of
from procuratorate.notices.services.content import locked, required, take_step
from procuratorate.notices.services.files import demand_files, keep_files
from procuratorate.notices.services.replying import give_reply, numbered
from procuratorate.notices.services.sending import end_clock
from procuratorate.notices.services.words import AnswerWords, Letter
from procuratorate.notices.states import NOTICE_MOVES, OWED, POINT_MOVES, STANDING, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

LONGEST = 4_000


@transaction.atomic
def charge(*, notice: Notice, name: str, unit: str, actor: Actor, at: datetime) -> Charge:
    """指定责任人 of the addressee; a later one takes over."""
    demand(may_answer(actor, notice), act="notices.charge", target=notice)
    required(name=name, unit=unit)
    made: Charge = Charge(notice=notice, name=name.strip()[:60], unit=unit.strip()[:60], by_id=signer(actor), at=at)
    Charge.objects.bulk_create([made])
    take_step(notice=notice, step=Step.CHARGED, actor=actor, at=at, words=f"责任人 {made}")
    record(actor=actor, act="notices.charge", target=notice)
    return made


@transaction.atomic
def answer_notice(
    *, notice: Notice, answers: Sequence[AnswerWords], actor: Actor, at: datetime, number: str = ""
) -> Notice:
    """Answer some points, or all: sent to the office with a receipt. The clock is met with the last one owed.

    With a `number` of the addressee's own series the answer is a paper too, 回复函, which travels with it.
    Raises Unacceptable where an answer says nothing, Conflict where a point takes none any more.
    """
    demand(may_answer(actor, notice), act="notices.answer", target=notice)
    stored, number = _open(notice), numbered(number)
    points = _demand_answers(stored, answers, day_of(at))
    if number:
        give_reply(notice=stored, answers=answers, number=number, actor=actor, at=at)
    letter = Letter(actor.name, day_of(at), number)
    dispatch = _send(stored, answers, letter, actor, at)
    _write(stored=stored, points=points, answers=answers, letter=letter, actor=actor, at=at, dispatch=dispatch)
    record(actor=actor, act="notices.answer", target=stored, detail={"points": [one.position for one in answers]})
    return stored


@transaction.atomic
def register_answer(
    *, notice: Notice, answers: Sequence[AnswerWords], letter: Letter, actor: Actor, at: datetime
) -> Notice:
    """登记来文答复: the office enters what came on paper, with the letter's number and the day it was received."""
    demand(may_work(actor, notice), act="notices.register_answer", target=notice)
    required(by=letter.by)
    if not (notice.served_on or day_of(notice.issued_at or at)) <= letter.on <= day_of(at):
        raise Unacceptable("来文收到日期须在送达之后、今天之前。", fields={"on": "请核对收到日期"})
    stored = _open(notice)
    points = _demand_answers(stored, answers, day_of(at))
    _write(stored=stored, points=points, answers=answers, letter=letter, actor=actor, at=at, dispatch=None)
    record(actor=actor, act="notices.register_answer", target=stored, detail={"no": letter.number})
    return stored


def take_answers(
    *, notice: Notice, answers: Sequence[AnswerWords], letter: Letter, actor: Actor, at: datetime, dispatch: Dispatch
) -> None:
    """What the addressee answered on another network, as its dispatch brought it. Called by packets alone."""
    stored = _open(notice)
    points = _demand_answers(stored, answers, day_of(at))
    _write(stored=stored, points=points, answers=answers, letter=letter, actor=actor, at=at, dispatch=dispatch)
    record(actor=actor, act="notices.answer", target=stored, detail={"points": [one.position for one in answers]})


def _open(notice: Notice) -> Notice:
    stored = locked(notice)
    if stored.state not in STANDING:
        raise Conflict(f"现在是“{stored.get_state_display()}”，不能再答复。请刷新后查看。", title=str(stored))
    return stored


def _demand_answers(stored: Notice, answers: Sequence[AnswerWords], on: date) -> dict[int, Point]:
    """The points answered, by their position."""
    points = {one.position: one for one in stored.points.select_for_update().order_by("position")}
    if not answers:
        raise Unacceptable("没有填写任何一项的答复。请至少答复一项。", fields={"answers": "请至少答复一项"})
    wrong: dict[str, str] = {}
    for one in answers:
        if one.position not in points:
            raise Unacceptable("页面内容不完整，请刷新后重新答复。")
        if not one.words.strip():
            wrong[f"words_{one.position}"] = f"第{one.position}项请写明纠正措施，不采纳的写明理由。"
        elif len(one.words) > LONGEST:
            wrong[f"words_{one.position}"] = f"第{one.position}项不超过{LONGEST}字，详情可附文件。"
        if one.done_on and one.done_on > on:
            wrong[f"done_on_{one.position}"] = "纠正日期不能晚于今天；还没有纠正完的，写在措施里。"
        demand_files(one.files, f"proof_{one.position}")
    if wrong:
        raise Unacceptable("没有送出：有几项要改。", fields=wrong)
    return points


def _send(
    stored: Notice, answers: Sequence[AnswerWords], letter: Letter, actor: Actor, at: datetime
) -> Dispatch:  # fmt: skip
    said = [
        {"position": one.position, "stance": one.stance.label, "words": one.words, "done_on": str(one.done_on or ""),
         "files": [name for name, _ in one.files]}
        for one in answers
    ]  # fmt: skip
    title = f"对{stored.name}{stored.number}的答复"[:160]
    return send(
        actor=actor, sender=stored.addressee, recipient=sender_of(stored.office), legal_mode=Mode.COPY,
        kind="notices.answer", title=title, masked_title=title,
        content={"notice": stored.pk, "answers": said, "number": letter.number},
        summary=f"答复{len(said)}项{letter.number}", basis=reply_period(stored.kind, stored.matter).article,
        key=f"notice-answer:{stored.pk}:{at.isoformat()}", address=stored.get_absolute_url(),
        sender_address=stored.get_absolute_url(), in_reply_to=stored.dispatch, at=at,
    )  # fmt: skip


def _write(
    *,
    stored: Notice,
    points: dict[int, Point],
    answers: Iterable[AnswerWords],
    letter: Letter,
    actor: Actor,
    at: datetime,
    dispatch: Dispatch | None,
) -> None:
    for one in answers:
        move(points[one.position], "answer", POINT_MOVES)
        made: Answer = Answer.objects.create(
            notice=stored, point=points[one.position], stance=one.stance, words=one.words.strip(),
            done_on=one.done_on, answered_by=letter.by[:60], received_on=letter.on, paper_no=letter.number.strip()[:60],
            organ_id=actor.organ_id or 0, by_id=signer(actor), dispatch=dispatch, at=at,
        )  # fmt: skip
        keep_files(notice=stored, given=one.files, actor=actor, at=at, answer=made)
    told = "、".join(f"第{one.position}项{one.stance.label}" for one in answers)
    if dispatch is None:
        told += f"（来文 {letter.number or '无文号'}，{letter.on} 收到）"
    elif letter.number:
        told += f"（{letter.number}）"
    take_step(notice=stored, step=Step.ANSWERED, actor=actor, at=at, words=told, dispatch=dispatch)
    settle_reply(notice=stored, actor=actor, at=at, on=letter.on)


def settle_reply(*, notice: Notice, actor: Actor, at: datetime, on: date) -> None:
    """Where no point is owed an answer any more, the reply is whole and its clock is met."""
    if notice.points.filter(state__in=OWED).exists():
        return
    move(notice, "answer", NOTICE_MOVES, answered_at=at)
    end_clock(notice=notice, actor=actor, at=at, met=True, on=on, reason="各项均已答复")
