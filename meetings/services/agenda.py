"""Items: the host's while it prepares, the other side's as a dispatch while items are collected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from meetings.models import Item, Meeting
from meetings.permissions import NOT_HOST, collects, may_host, may_propose, side_of
from meetings.services.crossing import tell_other
from meetings.states import BEFORE, MeetingState, Source
from procuratorate.audit.services import record
from procuratorate.lib.errors import Conflict, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

CLOSED = "议题征集已经截止，或者会议已经开始。新议题可以在会上提出，由主办单位记录。"


def _place(meeting: Meeting) -> int:
    last: int | None = Item.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


@transaction.atomic
def add_item(*, meeting: Meeting, told: Mapping[str, Any], actor: Actor, at: datetime) -> Item:
    """The host's own item: `told` is source, title, background, speaker. Also in the room."""
    demand(may_host(actor, meeting), act="meetings.add_item", target=meeting)
    if meeting.state not in BEFORE | {MeetingState.OPEN}:
        raise Conflict("会议已经结束，不能再增加议题。")
    made: Item = Item.objects.create(
        meeting=meeting, position=_place(meeting), organ=meeting.host, by_id=signer(actor), **told
    )
    record(actor=actor, act="meetings.add_item", target=meeting, detail={"item": made.pk})
    return made


@transaction.atomic
def propose_item(*, meeting: Meeting, told: Mapping[str, Any], actor: Actor, at: datetime) -> Item:
    """The other side's item, sent to the host. After the last day of collection it is refused with Conflict."""
    demand(may_propose(actor, meeting), act="meetings.propose", target=meeting)
    own = side_of(actor, meeting)
    if own is None or own.pk == meeting.host_id:
        return add_item(meeting=meeting, told=told, actor=actor, at=at)
    if not collects(meeting, at):
        raise Conflict(CLOSED)
    made: Item = Item.objects.create(
        meeting=meeting, position=_place(meeting), organ=own, by_id=signer(actor), **{**told, "source": Source.OTHER}
    )
    content = {"meeting": meeting.pk, "item": made.pk, "title": made.title, "background": made.background}
    made.dispatch = tell_other(
        meeting=meeting, what="propose", part=str(made.pk), title="议题", content=content, summary=made.title,
        actor=actor, at=at,
    )  # fmt: skip
    made.save(update_fields=["dispatch"])
    record(actor=actor, act="meetings.propose", target=meeting, detail={"item": made.pk})
    return made


@transaction.atomic
def drop_item(*, item: Item, actor: Actor, at: datetime) -> None:
    """Take an item of one's own off the agenda before the meeting. What crossed stays with its dispatch: withdrawn."""
    meeting = item.meeting
    demand(may_propose(actor, meeting), act="meetings.drop_item", target=meeting)
    if not actor.owns(item.organ_id):
        demand(NOT_HOST, act="meetings.drop_item", target=meeting)
    if meeting.state not in BEFORE:
        raise Conflict("会议已经开始。会上撤回的，请记“撤回”。")
    if meeting.called_at is None:
        item.delete()
    else:
        Item.objects.filter(pk=item.pk).update(outcome="withdrawn", version=F("version") + 1)
    record(actor=actor, act="meetings.drop_item", target=meeting, detail={"title": item.title})


@transaction.atomic
def move_item(*, item: Item, up: bool, actor: Actor, at: datetime) -> None:
    """Change places with the neighbour, while the agenda is being prepared."""
    demand(may_host(actor, item.meeting), act="meetings.add_item", target=item.meeting)
    rows = list(Item.objects.filter(meeting=item.meeting))
    place = next(place for place, one in enumerate(rows) if one.pk == item.pk)
    other = place - 1 if up else place + 1
    if item.meeting.state not in BEFORE or not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for position, one in enumerate(rows, 1):
        one.position = position
    Item.objects.bulk_update(rows, ["position"])
    record(actor=actor, act="meetings.add_item", target=item.meeting, detail={"moved": item.pk})
