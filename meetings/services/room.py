"""In the room: what the secretary types is kept as it is typed; whoever wrote meanwhile is not written over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from meetings.models import AgreedItem, Aside, Attendance, Item, Meeting
from meetings.permissions import may_host
from meetings.rendering import first_draft
from meetings.services.minutes import write_version
from meetings.states import EDITABLE, MEETING_MOVES, MeetingState, Outcome, Presence
from procuratorate.audit.services import record
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

CHANGED = "这一项已在别处改过，没有覆盖。请刷新后照现在的内容补记；您输入的仍在页面上。"


def _in_room(meeting: Meeting, actor: Actor, act: str, mending: bool = False) -> None:
    demand(may_host(actor, meeting), act=act, target=meeting)
    if meeting.state != MeetingState.OPEN and not (mending and meeting.state in EDITABLE):
        raise Conflict(f"会议现在是“{meeting.get_state_display()}”，不在会中，不能再记。")


@transaction.atomic
def note_item(*, item: Item, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> int:
    """Keep an item as it stands on the screen; the new version. `told`: background, outcome, dissent, aside and
    agreed, a list of {words, organ (Organ | None), unit, person, due_on}. Raises Conflict if it was changed elsewhere.
    After the meeting, until its minutes are offered, only outcome and agreed are kept: they follow the text.
    """
    _in_room(item.meeting, actor, "meetings.note", mending=True)
    over = item.meeting.state != MeetingState.OPEN
    if over and not told["outcome"]:
        raise Unacceptable("会议已经结束，每个议题都要有结果。请按 F1 至 F4 选择。")
    fields = {name: told[name] for name in (("outcome",) if over else ("background", "outcome", "dissent"))}
    rows = Item.objects.filter(pk=item.pk, version=version)
    if not rows.update(**fields, version=F("version") + 1):
        raise Conflict(CHANGED, title=item.title)
    _agree(item, told["agreed"])
    if not over:
        _aside(item, told["aside"], actor)
    record(actor=actor, act="meetings.note", target=item.meeting, detail={"item": item.pk, "outcome": told["outcome"]})
    return version + 1


def _agree(item: Item, lines: Sequence[Mapping[str, Any]]) -> None:
    """The lines as typed replace those before: they are drafts until the minutes are issued."""
    AgreedItem.objects.filter(item=item).delete()
    AgreedItem.objects.bulk_create(AgreedItem(item=item, position=place, **line) for place, line in enumerate(lines, 1))


def _aside(item: Item, words: str, actor: Actor) -> None:
    host = item.meeting.host_id
    if not Aside.objects.filter(item=item, organ=host).update(words=words) and words:
        Aside.objects.create(item=item, organ_id=host, words=words, by_id=signer(actor))


@transaction.atomic
def note_person(*, person: Attendance, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> int:
    """Came, is excused, sent somebody else: `told` is presence and note. The first coming keeps its time."""
    _in_room(person.meeting, actor, "meetings.attend")
    presence = told["presence"]
    came = presence in (Presence.PRESENT, Presence.SUBSTITUTED)
    if presence == Presence.SUBSTITUTED and not told["note"]:
        raise Unacceptable("请填写由谁代会。", fields={"note": "请填写由谁代会"})
    fields = {"presence": presence, "note": told["note"], "came_at": (person.came_at or at) if came else None}
    if not Attendance.objects.filter(pk=person.pk, version=version).update(**fields, version=F("version") + 1):
        raise Conflict(CHANGED, title=person.name)
    record(actor=actor, act="meetings.attend", target=person.meeting, detail={"person": person.pk, "as": presence})
    return version + 1


@transaction.atomic
def end_meeting(*, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """Close the meeting and draft its minutes from what was noted. Raises Unacceptable while an item is undecided."""
    demand(may_host(actor, meeting), act="meetings.end", target=meeting)
    items = list(Item.objects.filter(meeting=meeting).prefetch_related("agreed__organ"))
    _decided(items)
    _chaired(meeting)
    move(meeting, "end", MEETING_MOVES, ended_at=at)
    write_version(meeting=meeting, sections=first_draft(meeting, items), why="会中生成", shared=False, actor=actor)
    record(actor=actor, act="meetings.end", target=meeting)


def _decided(items: Sequence[Item]) -> None:
    open_ones = [one.title for one in items if not one.outcome]
    if open_ones:
        names = "、".join(open_ones[:3])
        raise Unacceptable(f"还有{len(open_ones)}个议题没有结果：{names}。没有议妥的请记“会后研究”或者“撤回”。")
    bare = [one.title for one in items if one.outcome == Outcome.AGREED and not one.agreed.all() and not one.background]
    if bare:
        raise Unacceptable(f"“{bare[0]}”记为议定，但是没有情况，也没有议定事项。请补记，或者改为会后研究。")


def _chaired(meeting: Meeting) -> None:
    """Somebody of either side must have come."""
    came = Attendance.objects.filter(meeting=meeting, sits_in=False, came_at__isnull=False)
    sides = set(came.values_list("organ_id", flat=True))
    if sides != {meeting.office_id, meeting.site_id}:
        raise Unacceptable("请先签到：双方都应当有人到会。")
