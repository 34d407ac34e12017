"""Asking the prison, its answer, the reminder, the withdrawal. Each is a dispatch; the review's own clock runs on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from commutation.clocks.questions import (
    ANSWER_ARTICLE,
    DEFAULT_ANSWER_DAYS,
    MOST_ANSWER_DAYS,
    QUESTION_BASIS,
    answer_term,
)
from commutation.models import Filing, Question
from commutation.permissions.reviews import may_answer, may_ask
from commutation.selectors.offices import office_of
from commutation.states.reviews import QUESTION_MOVES
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import cancel_deadline, meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@transaction.atomic
def ask_question(
    *, filing: Filing, words: str, wanted: str, actor: Actor, at: datetime, days: int = DEFAULT_ANSWER_DAYS
) -> Question:
    """Ask for facts or papers. `days` are agreed working days from the day after arrival; no review clock stops."""
    demand(may_ask(actor, filing, day_of(at)), act="commutation.ask_question", target=filing)
    _demand_words(words, "words", "请写明要问的事。")
    if not 1 <= days <= MOST_ANSWER_DAYS:
        why = f"约定日数须在1至{MOST_ANSWER_DAYS}个工作日之间。"
        raise Unacceptable(why, fields={"days": why})
    office = office_of(filing.prison_id, day_of(at))
    question = Question.objects.create(
        filing=filing,
        office=office,
        prison_id=filing.prison_id,
        words=words.strip(),
        wanted=wanted.strip(),
        asked_by_id=signer(actor),
        asked_at=at,
    )
    question.dispatch = _send_to_prison(question, "提问", "", actor, at)
    question.clock = _open_clock(question, days, actor, at)
    question.save(update_fields=["dispatch", "clock"])
    record(actor=actor, act="commutation.ask_question", target=filing, detail={"question": question.pk})
    return question


@transaction.atomic
def chase_question(*, question: Question, actor: Actor, at: datetime) -> Question:
    """Remind the prison once more. Nothing is extended and nothing stops."""
    demand(may_ask(actor, question.filing, day_of(at)), act="commutation.chase_question", target=question.filing)
    move(question, "chase", QUESTION_MOVES, chased=F("chased") + 1, chased_at=at)
    _send_to_prison(question, "催办", f":chase:{question.chased}", actor, at)
    record(actor=actor, act="commutation.chase_question", target=question.filing, detail={"question": question.pk})
    return question


@transaction.atomic
def withdraw_question(*, question: Question, reason: str, actor: Actor, at: datetime) -> Question:
    """Take a question back, saying why; the prison is told."""
    demand(may_ask(actor, question.filing, day_of(at)), act="commutation.withdraw_question", target=question.filing)
    _demand_words(reason, "reason", "请写明撤回的原因。")
    move(question, "withdraw", QUESTION_MOVES, withdrawn_why=reason.strip()[:200])
    _send_to_prison(question, "撤回提问", ":withdrawn", actor, at)
    if question.clock and question.clock.state in RUNNING:
        cancel_deadline(deadline=question.clock, reason=f"提问已撤回：{reason.strip()}", actor=actor, at=at)
    record(actor=actor, act="commutation.withdraw_question", target=question.filing, reason=reason)
    return question


@transaction.atomic
def answer_question(*, question: Question, reply: str, actor: Actor, at: datetime) -> Question:
    """The prison's answer; it goes to the office that asked, and the agreed clock is met."""
    demand(may_answer(actor, question), act="commutation.answer_question", target=question.filing)
    _demand_words(reply, "reply", "请写明答复；材料不能补的，写明原因。")
    dispatch = _send_answer(question, reply.strip(), actor, at)
    move(
        question,
        "answer",
        QUESTION_MOVES,
        reply=reply.strip(),
        replied_by=signer(actor),
        replied_at=dispatch.sent_at,
        reply_dispatch=dispatch,
    )
    if question.clock and question.clock.state in RUNNING:
        meet_deadline(deadline=question.clock, reason="已答复", actor=actor, at=at)
    record(actor=actor, act="commutation.answer_question", target=question.filing, detail={"question": question.pk})
    return question


def _demand_words(words: str, field: str, why: str) -> None:
    if not words.strip():
        raise Unacceptable(why, fields={field: why})


def _send_to_prison(question: Question, what: str, suffix: str, actor: Actor, at: datetime) -> Dispatch:
    filing = question.filing
    asked = f"：{question.wanted}" if question.wanted else ""
    return send(
        actor=actor,
        sender=question.office,
        recipient=question.prison,
        legal_mode=Mode.NOTIFIED,
        kind="commutation.question",
        title=f"{filing.name}{filing.get_kind_display()}一案{what}",
        masked_title=f"{mask(filing.name)}{filing.get_kind_display()}一案{what}",
        summary=f"{filing.batch.title}{asked}"[:300],
        content={
            "question": question.pk,
            "filing": filing.pk,
            "act": what,
            "words": question.words,
            "wanted": question.wanted,
            "why": question.withdrawn_why,
        },
        basis=QUESTION_BASIS,
        key=f"question:{question.pk}{suffix}",
        address=question.get_absolute_url(),
        sender_address=filing.get_absolute_url(),
        at=at,
    )


def _send_answer(question: Question, reply: str, actor: Actor, at: datetime) -> Dispatch:
    filing = question.filing
    dispatch = send(
        actor=actor,
        sender=question.prison,
        recipient=question.office,
        legal_mode=Mode.NOTIFIED,
        kind="commutation.answer",
        title=f"{filing.name}{filing.get_kind_display()}一案答复",
        masked_title=f"{mask(filing.name)}{filing.get_kind_display()}一案答复",
        summary=filing.batch.title,
        content={"question": question.pk, "filing": filing.pk, "reply": reply},
        basis=QUESTION_BASIS,
        key=f"question:{question.pk}:answer",
        address=filing.get_absolute_url(),
        sender_address=question.get_absolute_url(),
        in_reply_to=question.dispatch,
        at=at,
    )
    dispatch.refresh_from_db(fields=["sent_at"])
    return dispatch


def _open_clock(question: Question, days: int, actor: Actor, at: datetime) -> Deadline:
    filing = question.filing
    what = f"{filing.get_kind_display()}一案提问待答复"
    return open_deadline(
        kind="commutation.question",
        title=f"{filing.name}{what}",
        masked_title=f"{mask(filing.name)}{what}",
        organ=question.prison,
        counterpart=question.office,
        starts_on=day_of(at),
        start_reason="收到提问",
        term=answer_term(days),
        article=ANSWER_ARTICLE,
        agreed=True,
        address=question.get_absolute_url(),
        actor=actor,
        at=at,
    )
