"""The centre tells: that a period is about to end (规则第615条), and that one has ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from detention.law import Phase
from detention.models import Detainee, Stage, StageAct
from detention.papers import EXPIRY_NOTICE
from detention.permissions import may_issue_notice
from detention.rendering.notices import facts_of_notice
from detention.services.recording import Doing, begin, enter, finish, not_after
from detention.states import Did
from detention.vocabulary import NO_LIMIT
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import State
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Channel, Mode
from procuratorate.documents import services as documents
from procuratorate.documents.models import Paper
from procuratorate.lib.characters import visible
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor

BASIS = "《人民检察院刑事诉讼规则》第六百一十五条：羁押期限届满前七日以内通知办案机关"
LONGEST_WORD = 20


@transaction.atomic
def draft_notice(*, detainee: Detainee, actor: Actor, at: datetime) -> Paper:
    """Draft the notice to the organ that holds the clock, or write the draft anew. It goes out when it is issued."""
    demand(may_issue_notice(actor, detainee), act="detention.draft_notice", target=detainee)
    stage, clock = _ending(detainee)
    title = f"{mask(detainee.person.name)}{Phase(stage.phase).label}羁押期限{clock.due_on:%Y-%m-%d}届满"
    return documents.draft(
        kind=EXPIRY_NOTICE,
        organ=detainee.centre,
        key=key_of(stage, clock.due_on),
        title=title,
        facts=facts_of_notice(detainee, stage, clock),
        persons=[detainee.person_id],
        address=detainee.get_absolute_url(),
        actor=actor,
        at=at,
    )


@transaction.atomic
def issue_notice(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> StageAct:
    """Issue and send it, on paper: `told`: on, number (of the unified system) or word (代字), words.

    Raises Unacceptable while no clock runs, or when the notice for this end went out already.
    """
    doing = Doing(detainee, version, told, actor, at)
    demand(may_issue_notice(actor, detainee), act="detention.issue_notice", target=detainee)
    stage, clock = begin(doing, "issue_notice"), _ending(detainee)[1]
    not_after(doing.on, doing.today, "on", "发出日")
    if StageAct.objects.filter(stage=stage, did=Did.NOTICE, before=clock.due_on).exists():
        raise Unacceptable("这一届满日的通知已经发出。请刷新后核对。", fields={"on": "已经发出"})
    paper = draft_notice(detainee=detainee, actor=actor, at=at)
    number, word = str(told.get("number") or ""), "".join(visible(str(told.get("word") or "")).split())
    if not number and not 0 < len(word) <= LONGEST_WORD:
        why = "请填写文号，或者代字（如“临一看届通字”，不超过20字）"
        raise Unacceptable(f"{why}。", fields={"word": why})
    paper = documents.issue(paper=paper, number=number, word=word, dated_on=doing.on, actor=actor, at=at)
    title = f"{paper.title}通知"
    sent = send(
        actor=actor, sender=detainee.centre, recipient=stage.handler, legal_mode=Mode.SERVICE, kind=EXPIRY_NOTICE,
        title=title, masked_title=title, summary=paper.number, basis=BASIS, channel=Channel.PAPER, page_count=1,
        content={"paper": paper.pk, "sm3": paper.facts_hash, "number": paper.number, "due": clock.due_on},
        key=f"notice:{paper.pk}", address="", sender_address=detainee.get_absolute_url(), at=at,
    )  # fmt: skip
    facts = {"clock": clock, "before": clock.due_on, "paper": paper, "dispatch": sent}
    made = enter(
        Doing(detainee, version, {**told, "paper_number": paper.number}, actor, at), stage, Did.NOTICE, **facts
    )
    finish(doing, stage, "issue_notice", paper=paper.pk)
    return made


@transaction.atomic
def note_report(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> StageAct:
    """The centre reported in writing that a period has ended (规则第615条第三项). `told`: on, paper_number, words."""
    doing = Doing(detainee, version, told, actor, at)
    stage = begin(doing, "note_report")
    not_after(doing.on, doing.today, "on", "报告日")
    clock = stage.clock
    if clock is None or clock.due_on >= doing.on or stage.phase in NO_LIMIT:
        why = "羁押期限没有届满，不用报告超期。"
        raise Unacceptable(why, fields={"on": why})
    made = enter(doing, stage, Did.REPORT, clock=clock, before=clock.due_on)
    finish(doing, stage, "note_report")
    return made


@transaction.atomic
def note_notice(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> StageAct:
    """A notice that went out of another system, as the roster tells of it. `told`: on, paper_number.

    Raises Unacceptable while no clock runs, and without a number.
    """
    doing = Doing(detainee, version, told, actor, at)
    stage, clock = begin(doing, "note_notice"), _ending(detainee)[1]
    not_after(doing.on, doing.today, "on", "发出日")
    if not told.get("paper_number"):
        raise Unacceptable("请填写届满通知的文号。", fields={"paper_number": "必填"})
    made = enter(doing, stage, Did.NOTICE, clock=clock, before=clock.due_on)
    finish(doing, stage, "note_notice")
    return made


def key_of(stage: Stage, due: date) -> str:
    """How the paper about one end of one clock is found again."""
    return f"expiry:{stage.pk}:{due}"


def _ending(detainee: Detainee) -> tuple[Stage, Deadline]:
    stage = Stage.objects.select_related("clock", "handler").filter(detainee=detainee, until=None).first()
    if stage is None or stage.clock is None or stage.clock.state != State.OPEN:
        raise Unacceptable("没有正在计算的羁押期限，不用通知。")
    if stage.phase in NO_LIMIT:
        raise Unacceptable("上诉、抗诉期和交付执行期不是羁押期限，不用发届满通知。")
    return stage, stage.clock
