"""From the series to the opening: who meets, the meeting with its agenda and roster, the call to the other side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from meetings.clocks import half_of
from meetings.models import Attendance, Item, Meeting, Series
from meetings.permissions import may_found, may_host, may_plan, may_propose
from meetings.selectors.agenda import gather
from meetings.selectors.people import due_of
from meetings.services.crossing import tell_other
from meetings.states import BEFORE, MEETING_MOVES, MeetingState
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ

ONCE = "这两个单位之间已经建立联席会议。请在原会议下筹备。"


@transaction.atomic
def found_series(*, office: Organ, site: Organ, word: str, actor: Actor, at: datetime) -> Series:
    """Begin the half-yearly meetings of two organs. Raises Unacceptable where they have theirs already."""
    demand(may_found(actor, office, site), act="meetings.found")
    name = f"{office.short_name}与{site.short_name}联席会议"[:80]
    try:
        with transaction.atomic():
            series: Series = Series.objects.create(
                office=office, site=site, name=name, word=word, since=day_of(at), by_id=signer(actor)
            )
    except IntegrityError as error:
        raise Unacceptable(ONCE, fields={"site": ONCE}) from error
    record(actor=actor, act="meetings.found", target=series)
    return series


@transaction.atomic
def plan_meeting(*, series: Series, host: Organ, told: Mapping[str, Any], actor: Actor, at: datetime) -> Meeting:
    """Prepare a meeting: its agenda is filled with what is known, its roster with who leads both sides.

    `told`: held_on, starts_at, place, proposals_until, is_special, title ("" is the half-year's).
    """
    demand(may_plan(actor, host), act="meetings.plan", target=series)
    _days(told["held_on"], told["proposals_until"], day_of(at))
    usual = f"{half_of(told['held_on']).words}联席会议"
    meeting: Meeting = Meeting.objects.create(
        series=series, office=series.office, site=series.site, host=host, by_id=signer(actor),
        **{**told, "title": told.get("title") or usual},
    )  # fmt: skip
    _fill_agenda(meeting, actor, day_of(at))
    _fill_roster(meeting, day_of(at))
    record(actor=actor, act="meetings.plan", target=meeting, detail={"on": str(meeting.held_on)})
    return meeting


def _days(held_on: date, until: date, on: date) -> None:
    if held_on < on:
        raise Unacceptable("会议日不能早于今天。", fields={"held_on": "会议日不能早于今天"})
    if until > held_on:
        why = "议题征集截止日不能晚于会议日"
        raise Unacceptable(f"{why}。", fields={"proposals_until": why})


def _fill_agenda(meeting: Meeting, actor: Actor, on: date) -> None:
    drafts = gather(meeting.series, actor, on)
    Item.objects.bulk_create(
        Item(
            meeting=meeting, position=place, source=one.source, title=one.title, background=one.background,
            refs=one.refs, organ=meeting.host, by_id=signer(actor),
        )
        for place, one in enumerate(drafts, 1)
    )  # fmt: skip


def _fill_roster(meeting: Meeting, on: date) -> None:
    """Leaders and secretaries of both sides as they serve that day; the first of the host's takes the chair."""
    for organ in (meeting.office, meeting.site):
        people = due_of(organ, on)
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting, organ=organ, position=place, name=name, post=post,
                chairs=organ == meeting.host and place == 1,
            )
            for place, (name, post) in enumerate(people, 1)
        )  # fmt: skip


@transaction.atomic
def add_person(*, meeting: Meeting, told: Mapping[str, Any], actor: Actor, at: datetime) -> Attendance:
    """Somebody more who comes: each side names its own, the host also those of others who sit in."""
    demand(may_propose(actor, meeting), act="meetings.add_person", target=meeting)
    organ = told["organ"]
    if organ not in (meeting.office, meeting.site) or not (actor.owns(organ.pk) or actor.owns(meeting.host_id)):
        raise Unacceptable("请选择本方。", fields={"organ": "请选择本方"})
    if meeting.state not in BEFORE | {MeetingState.OPEN}:
        raise Conflict("会议已经结束，不能再增加与会人员。")
    place = Attendance.objects.filter(meeting=meeting, organ=organ).count() + 1
    made = Attendance.objects.create(
        meeting=meeting, organ=organ, position=place, name=told["name"], post=told["post"], sits_in=told["sits_in"]
    )
    record(actor=actor, act="meetings.add_person", target=meeting, detail={"organ": organ.pk})
    return made


@transaction.atomic
def call_meeting(*, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """Send the other side the time, the place and the agenda; from now on it sees the meeting and may bring items."""
    demand(may_host(actor, meeting), act="meetings.call", target=meeting)
    move(meeting, "call", MEETING_MOVES, called_at=at)
    items = [[one.get_source_display(), one.title] for one in Item.objects.filter(meeting=meeting)]
    content = {"meeting": meeting.pk, "on": meeting.held_on, "at": meeting.starts_at, "place": meeting.place}
    content |= {"agenda": items, "proposals_until": meeting.proposals_until}
    summary = f"{meeting.held_on} {meeting.starts_at}，{meeting.place}；议题请于{meeting.proposals_until}前提出"
    sent = tell_other(
        meeting=meeting, what="call", title="会议通知", content=content, summary=summary, actor=actor, at=at
    )
    Meeting.objects.filter(pk=meeting.pk).update(dispatch=sent)
    record(actor=actor, act="meetings.call", target=meeting)


@transaction.atomic
def begin_meeting(*, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """Open the meeting: on its day or after it, never before."""
    demand(may_host(actor, meeting), act="meetings.begin", target=meeting)
    if day_of(at) < meeting.held_on:
        raise Unacceptable(f"会议定在{meeting.held_on}，还没有到。改期的，请取消后重新筹备、通知。")
    move(meeting, "begin", MEETING_MOVES, began_at=at)
    record(actor=actor, act="meetings.begin", target=meeting)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, why: str, actor: Actor, at: datetime) -> None:
    """Call it off with a reason; the other side is told if it was called."""
    demand(may_host(actor, meeting), act="meetings.cancel", target=meeting)
    why = " ".join(why.split())[:200]
    if not why:
        raise Unacceptable("请填写取消的原因。", fields={"reason": "请填写取消的原因"})
    called = meeting.called_at is not None
    move(meeting, "cancel", MEETING_MOVES, cancelled_why=why)
    if called:
        content = {"meeting": meeting.pk, "why": why}
        tell_other(meeting=meeting, what="cancel", title="取消通知", content=content, summary=why, actor=actor, at=at)
    record(actor=actor, act="meetings.cancel", target=meeting, reason=why)
