"""Issuing: the number, the paper, the copy to the other side, and what was agreed as clocks of whoever owes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from meetings.clocks import AGREED, agreed_term
from meetings.models import AgreedItem, Attendance, Meeting, Minutes
from meetings.papers import MINUTES
from meetings.permissions import may_host
from meetings.rendering import facts_of
from meetings.services.agreeing import agreed_of, must_stand
from meetings.services.crossing import tell_other
from meetings.services.minutes import standing
from meetings.states import FOLLOW_UP_MOVES, MEETING_MOVES
from procuratorate.audit.services import record
from procuratorate.deadlines.services import open_deadline
from procuratorate.dispatch.states import Mode
from procuratorate.documents.models import Paper
from procuratorate.documents.services import draft, hand_over, issue
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.law.terms import Roll
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor


@transaction.atomic
def issue_minutes(*, meeting: Meeting, actor: Actor, at: datetime) -> Paper:
    """Number and issue what both sides signed. Raises Unacceptable while a signature over this text is missing."""
    demand(may_host(actor, meeting), act="meetings.issue", target=meeting)
    text = standing(meeting)
    _both_signed(meeting, text)
    must_stand(meeting, text)
    paper = _printed(meeting, text, actor, at)
    move(meeting, "issue", MEETING_MOVES, paper=paper, issued_at=at)
    content = {"meeting": meeting.pk, "paper": paper.pk, "number": paper.number, "sm3": text.content_hash}
    content["agreed"] = [one.words for one in agreed_of(meeting)]
    tell_other(
        meeting=meeting, what="minutes", title="纪要", content=content, summary=paper.number, mode=Mode.COPY,
        actor=actor, at=at, page="minutes/",
    )  # fmt: skip
    for agreed in agreed_of(meeting):
        start_follow_up(agreed=agreed, meeting=meeting, actor=actor, at=at)
    record(actor=actor, act="meetings.issue", target=meeting, detail={"no": paper.number, "sm3": text.content_hash})
    return paper


def _both_signed(meeting: Meeting, text: Minutes) -> None:
    signed = set(text.signatures.filter(content_hash=text.content_hash).values_list("organ_id", flat=True))
    if signed != {meeting.office_id, meeting.site_id}:
        raise Unacceptable("双方都会签以后才能印发。请等候另一方会签。")


def _printed(meeting: Meeting, text: Minutes, actor: Actor, at: datetime) -> Paper:
    host = meeting.host
    people = list(Attendance.objects.filter(meeting=meeting))
    signed = list(text.signatures.select_related("organ"))
    paper = draft(
        kind=MINUTES, organ=host.house or host, office=host, key=f"{MINUTES}:{meeting.pk}", title=meeting.title,
        facts=facts_of(meeting, text, people, signed), address=f"{meeting.get_absolute_url()}minutes/", actor=actor,
        at=at,
    )  # fmt: skip
    paper = issue(paper=paper, word=meeting.series.word, actor=actor, at=at)
    hand_over(paper=paper, organ=meeting.guest, actor=actor)
    return paper


def start_follow_up(*, agreed: AgreedItem, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """A clock in the owner's queue, seen by the other side; where both owe it, in the host's. Without a day, none."""
    move(agreed, "start", FOLLOW_UP_MOVES)
    if agreed.due_on is None:
        return
    owner = agreed.organ or meeting.host
    other = meeting.site if owner.pk == meeting.office_id else meeting.office
    on = day_of(at)
    clock = open_deadline(
        kind="meetings.follow_up", title=f"议定事项：{agreed.words}"[:120], masked_title=f"{meeting.title}议定事项",
        organ=owner, counterpart=other, starts_on=on, start_reason="纪要印发", term=agreed_term(on, agreed.due_on),
        article=AGREED, agreed=True, roll=Roll.NEVER, address="/meetings/follow-ups/", actor=actor, at=at,
    )  # fmt: skip
    AgreedItem.objects.filter(pk=agreed.pk).update(clock=clock)
