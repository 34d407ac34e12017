"""送审、审核、退回、签发: the chief signs exactly what was drafted, or it is 409 with the difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from procuratorate.audit.services import record
from procuratorate.documents.numbers import as_number
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.notices.models import Notice
from procuratorate.notices.permissions import may_endorse, may_issue, may_judge, may_send_back, may_work
from procuratorate.notices.services.content import demand_same, locked, required, take_step
from procuratorate.notices.services.joining import join_others
from procuratorate.notices.services.sending import send_notice, tell_spoken
from procuratorate.notices.states import NOTICE_MOVES, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@dataclass(frozen=True)
class Hand:
    """Who acts, on what they read (its hash), with which words, when."""

    seen: str
    actor: Actor
    comment: str
    at: datetime


def _walk(notice: Notice, act: str, step: Step, hand: Hand) -> Notice:
    stored = locked(notice)
    demand_same(stored, hand.seen)
    _demand_points(stored)
    move(stored, act, NOTICE_MOVES)
    return _note(stored, act, step, hand)


def _note(stored: Notice, act: str, step: Step, hand: Hand) -> Notice:
    take_step(notice=stored, step=step, actor=hand.actor, at=hand.at, words=hand.comment, whole=True)
    record(
        actor=hand.actor, act=f"notices.{act}", target=stored, reason=hand.comment, detail={"sm3": stored.content_hash}
    )
    return stored


def _demand_points(stored: Notice) -> None:
    if not stored.points.exists():
        why = "还没有写指出的事项，至少一项。请先修改。"
        raise Unacceptable(why, fields={"points": why})


@transaction.atomic
def submit_notice(*, notice: Notice, seen: str, actor: Actor, comment: str = "", at: datetime) -> Notice:
    """送审: to the head of the department."""
    demand(may_work(actor, notice), act="notices.submit", target=notice)
    if notice.is_oral:
        raise Unacceptable("口头纠正由检察官当场提出后登记，不用送审。请直接登记。")
    return _walk(notice, "submit", Step.SUBMITTED, Hand(seen, actor, comment, at))


@transaction.atomic
def endorse_notice(*, notice: Notice, seen: str, actor: Actor, comment: str = "", at: datetime) -> Notice:
    """审核同意: on to the chief (规则第6条)."""
    demand(may_endorse(actor, notice, day_of(at)), act="notices.endorse", target=notice)
    return _walk(notice, "endorse", Step.ENDORSED, Hand(seen, actor, comment, at))


@transaction.atomic
def return_notice(*, notice: Notice, seen: str, actor: Actor, comment: str, at: datetime) -> Notice:
    """退回修改, saying what is to be mended."""
    demand(may_send_back(actor, notice), act="notices.send_back", target=notice)
    required(comment=comment)
    return _walk(notice, "send_back", Step.RETURNED, Hand(seen, actor, comment, at))


@transaction.atomic
def issue_notice(*, notice: Notice, seen: str, number: str, actor: Actor, comment: str = "", at: datetime) -> Notice:
    """签发 by the chief or the deputy in charge: what was read is signed, numbered, set and sent (规则第552条).

    The number is the unified system's, unique within the 院. Raises Refused to the drafter.
    """
    demand(may_issue(actor, notice), act="notices.issue", target=notice)
    stored = locked(notice)
    demand_same(stored, seen)
    _demand_points(stored)
    _sign(stored, "issue", _free_number(stored, number), actor, at)
    _note(stored, "issue", Step.ISSUED, Hand(seen, actor, comment, at))
    sent, paper = send_notice(notice=stored, actor=actor, at=at)
    join_others(notice=sent, paper=paper, actor=actor, at=at)
    return sent


@transaction.atomic
def speak_notice(*, notice: Notice, seen: str, actor: Actor, comment: str = "", at: datetime) -> Notice:
    """登记口头纠正: said already, now on record; its seven days run from the day it was said (规则第624条)."""
    demand(may_judge(actor, notice), act="notices.speak", target=notice)
    if not notice.is_oral:
        raise Unacceptable("书面的纠正文书须经部门负责人审核、检察长签发。请送审。")
    required(spoken_to=notice.spoken_to)
    stored = locked(notice)
    demand_same(stored, seen)
    _demand_points(stored)
    _sign(stored, "speak", "", actor, at, served_on=stored.spoken_on)
    _note(stored, "speak", Step.SPOKEN, Hand(seen, actor, comment, at))
    return tell_spoken(notice=stored, actor=actor, at=at)


def _free_number(stored: Notice, said: str) -> str:
    number = as_number(said)
    if not number:
        why = "请填写文号。文号照统一业务系统填写，本系统不另编。"
        raise Unacceptable(why, fields={"number": why})
    if Notice.objects.filter(organ=stored.organ_id, number=number).exclude(pk=stored.pk).exists():
        raise _taken(number)
    return number


def _sign(stored: Notice, act: str, number: str, actor: Actor, at: datetime, **told: object) -> None:
    signed = {"approver_id": signer(actor), "approved_for": actor.acting_for, "number": number, "issued_at": at}
    try:
        with transaction.atomic():
            move(stored, act, NOTICE_MOVES, **signed, **told)
    except IntegrityError as error:  # somebody was faster than the check above
        raise _taken(number) from error


def _taken(number: str) -> Unacceptable:
    why = f"文号{number}已经用过。请照统一业务系统核对后填写。"
    return Unacceptable(why, fields={"number": why})
