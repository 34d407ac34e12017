"""The diary's lines about joint meetings: the day one was held, the day its minutes were issued."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from meetings.models import Attendance, Meeting
from meetings.states import Presence
from procuratorate.documents.registers import Line, fills
from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

DIARY = "其他检察工作情况记录"


@fills("registers.prison_diary")
@fills("registers.centre_diary")
def met(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """Who of the office came to which meeting; minutes that both sides signed."""
    rows = Meeting.objects.visible_to(actor).filter(site=site)
    for one in rows.held().filter(held_on__range=(since, until)).order_by("pk"):
        yield Line(f"day-{one.held_on}", one.held_on, {DIARY: f"{_ours(one)}{one.title}（{one.place}）"})
    days = (datetime.combine(since, time.min, SHANGHAI), datetime.combine(until, time.max, SHANGHAI))
    for one in rows.filter(issued_at__range=days).order_by("pk"):
        on = day_of(one.issued_at)
        yield Line(f"day-{on}", on, {DIARY: f"与{site.short_name}会签印发{one.title}纪要"})


def _ours(meeting: Meeting) -> str:
    came = Attendance.objects.filter(meeting=meeting, organ=meeting.office_id, presence=Presence.PRESENT)
    names = "、".join(came.values_list("name", flat=True))
    return f"{names}参加" if names else "召开"
