"""Verbs of the register: enter, record, ask a court, note its answer. Each clock is the office's own to watch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from procuratorate.audit.services import record as audit
from procuratorate.community.law import (
    ANSWER_DAYS,
    ARRIVE_DAYS,
    COMMUNITY,
    DECIDE_DAYS,
    PAPER_DAYS,
    PROPERTY,
    RECALLS,
    TAKE_DAYS,
)
from procuratorate.community.models import Event, Inquiry, Subject
from procuratorate.community.permissions import may_ask_court, may_enter, may_note_answer, may_record
from procuratorate.community.states import SUBJECT_MOVES, Act, Kind
from procuratorate.custody.models import Person
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.deadlines.services import cancel_deadline, meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.law.periods import reckon
from procuratorate.lib.law.terms import Roll, Term, Unit
from procuratorate.lib.moves import move
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

FIELDS = (
    "kind", "name", "sex", "born_on", "offence", "sentence", "decider", "decided_no", "effective_on", "until", "body",
    "residence",
)  # fmt: skip
MET_BY = {Act.ARRIVED: "arrive", Act.DECIDED: "decide", Act.TAKEN: "take"}


@transaction.atomic
def enter(*, office: Organ, told: Mapping[str, Any], actor: Actor, at: datetime, key: str = "") -> Subject:
    """Put somebody on the register of `office`; the ten days of arrival begin. `told`: FIELDS.

    The same `key` again returns the line there is. Raises Unacceptable for days that lie ahead.
    """
    demand(may_enter(actor), act="community.enter")
    if key and (known := Subject.objects.filter(key=key).first()):
        found: Subject = known
        return found
    if told["effective_on"] > day_of(at):
        raise Unacceptable("生效日不能晚于今天。", fields={"effective_on": "请照文书核对"})
    if told.get("until") and told["until"] < told["effective_on"]:
        raise Unacceptable("期限届满早于生效日，请核对。", fields={"until": "早于生效日"})
    values = {name: told[name] for name in FIELDS if told.get(name) not in (None, "")}
    subject: Subject = Subject(office=office, key=key, by_id=actor.officer_id, **values)
    if subject.kind != Kind.RIGHTS and subject.effective_on >= COMMUNITY.since:
        calendar = working_calendar()
        subject.papers_due = reckon(subject.effective_on, Term(PAPER_DAYS, Unit.DAY), calendar).due
    subject.save(force_insert=True)
    if subject.kind != Kind.RIGHTS and subject.effective_on >= COMMUNITY.since:
        of_outside = subject.kind == Kind.OUTSIDE
        article = f"{COMMUNITY.name}第二十一条{'第二款、第三款' if of_outside else '第一款'}"
        start = "收到决定" if of_outside else "裁判生效"
        clock = _begin(
            subject, "arrive", "报到、接收", day=subject.effective_on, days=ARRIVE_DAYS, article=article, start=start,
            actor=actor, at=at,
        )  # fmt: skip
        Subject.objects.filter(pk=subject.pk).update(clock=clock, arrive_due=clock.due_on)
    audit(actor=actor, act="community.enter", target=subject, detail={"kind": subject.kind})
    subject.refresh_from_db()
    return subject


@transaction.atomic
def record(*, subject: Subject, version: int, act: Act, told: Mapping[str, Any], actor: Actor, at: datetime) -> Event:
    """Write down one act. `told`: on, paper, words. Raises Conflict for a stale page."""
    demand(may_record(actor, subject, act), act="community.record", target=subject)
    day: date = told["on"]
    if not subject.effective_on <= day <= day_of(at):
        why = f"日期须在生效日（{subject.effective_on}）以后、今天以前。"
        raise Unacceptable(why, fields={"on": why})
    words = str(told.get("words") or "").strip()
    if act in {Act.CHECKED, Act.LOST} and not words:
        raise Unacceptable("请写明情况。", fields={"words": "必填"})
    if not Subject.objects.filter(pk=subject.pk, version=version).update(version=F("version") + 1):
        raise Conflict("刚有新的登记，您打开的页面已经过时（或者按了两次）。请刷新后核对。", title=str(subject))
    paper = str(told.get("paper") or "").strip()
    made: Event = Event.objects.create(
        subject=subject, act=act, on=day, paper=paper, words=words, by_id=actor.officer_id, at=at
    )
    if act.value in SUBJECT_MOVES:
        move(subject, act.value, SUBJECT_MOVES)
    _follow(subject, act, day, actor, at)
    audit(actor=actor, act="community.record", target=subject, detail={"act": act.value, "on": str(day)})
    return made


def _follow(subject: Subject, act: Act, day: date, actor: Actor, at: datetime) -> None:
    """Acts end clocks and begin others: thirty days to decide, three days to take back to prison."""
    clock = subject.clock
    runs = clock is not None and clock.state in RUNNING
    if clock is not None and runs and clock.kind == f"community.{MET_BY.get(act, '')}":
        meet_deadline(deadline=clock, actor=actor, at=at, on=day, reason=act.label)
    elif clock is not None and runs and act in {Act.ENDED, Act.TAKEN, Act.PROPOSED}:
        cancel_deadline(deadline=clock, reason=f"已{act.label}", actor=actor, at=at)
    begun = None
    if act == Act.PROPOSED:
        article = f"{COMMUNITY.name}第四十九条"
        begun = _begin(
            subject, "decide", "作出收监、撤销决定", day=day, days=DECIDE_DAYS, article=article, start="收到建议",
            actor=actor, at=at,
        )  # fmt: skip
    if act == Act.DECIDED and subject.kind == Kind.OUTSIDE and day >= RECALLS.since:
        article = f"{RECALLS.name}第十四条"
        begun = _begin(
            subject, "take", "收监", day=day, days=TAKE_DAYS, article=article, start="收到收监执行决定书",
            actor=actor, at=at,
        )  # fmt: skip
    if begun is not None:
        Subject.objects.filter(pk=subject.pk).update(clock=begun)
    subject.refresh_from_db()


def _begin(
    subject: Subject,
    code: str,
    what: str,
    *,
    day: date,
    days: int,
    article: str,
    start: str,
    actor: Actor,
    at: datetime,
) -> Deadline:
    title = f"{subject.get_kind_display()}：{what}"
    return open_deadline(
        kind=f"community.{code}", title=f"{subject.name}{title}", masked_title=f"{mask(subject.name)}{title}",
        organ=subject.office, starts_on=day, start_reason=start, term=Term(days, Unit.DAY), article=article,
        roll=Roll.NEXT_WORKING_DAY, address=subject.get_absolute_url(), actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def ask_court(*, person: Person, office: Organ, told: Mapping[str, Any], actor: Actor, at: datetime) -> Inquiry:
    """A letter reached the executing court: seven days to certify. `told`: court, letter, items, received_on."""
    demand(may_ask_court(actor), act="community.ask_court", target=person)
    if told["received_on"] > day_of(at):
        raise Unacceptable("法院收函日不能晚于今天。", fields={"received_on": "请照回证核对"})
    inquiry: Inquiry = Inquiry.objects.create(office=office, person=person, by_id=actor.officer_id, **told)
    title = "财产性判项执行情况证明"
    clock = open_deadline(
        kind="community.answer", title=f"{person.name}{title}（{inquiry.court}）"[:120],
        masked_title=f"{mask(person.name)}{title}", organ=office, starts_on=told["received_on"],
        start_reason="执行法院收到核实公函", term=Term(ANSWER_DAYS, Unit.DAY),
        article=f"{PROPERTY.name}第十三条第二款", roll=Roll.NEXT_WORKING_DAY, address="/community/property/",
        actor=actor, at=at,
    )  # fmt: skip
    inquiry.clock = clock
    inquiry.save(update_fields=["clock"])
    audit(actor=actor, act="community.ask_court", target=inquiry, detail={"person": person.pk})
    return inquiry


@transaction.atomic
def note_answer(*, inquiry: Inquiry, told: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    """The court certified. `told`: on, closing, answer. It changes no dossier: the site that keeps it enters that."""
    demand(may_note_answer(actor, inquiry), act="community.note_answer", target=inquiry)
    day = told["on"]
    if not inquiry.received_on <= day <= day_of(at):
        raise Unacceptable("收到证明日须在收函日以后、今天以前。", fields={"on": "请核对"})
    rows = Inquiry.objects.filter(pk=inquiry.pk, answered_on=None)
    if not rows.update(answered_on=day, closing=told["closing"], answer=told["answer"]):
        raise Conflict("已经登记过证明。请刷新后查看。", title=str(inquiry))
    clock = inquiry.clock
    if clock is not None and clock.state in RUNNING:
        meet_deadline(deadline=clock, actor=actor, at=at, on=day, reason="已出具证明")
    audit(actor=actor, act="community.note_answer", target=inquiry, detail={"closing": told["closing"]})
