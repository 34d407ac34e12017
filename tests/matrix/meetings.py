"""A joint meeting of 青岑监狱 and its resident office, chen's side host, its minutes open for comparison."""

from __future__ import annotations

from datetime import date
from typing import Any

from meetings.models import AgreedItem, Attendance, Item, Meeting, Minutes, Remark, Series
from procuratorate.lib.clock import now
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

PAGES = "meeting item person step room minutes sheet remark"


def meeting_arguments(cast: Cast, canary: str) -> dict[str, dict[str, Any]]:
    """The routes of that meeting and of its parts; the item's title bears the canary."""
    with acting_as(BUILDER):
        pair, day = {"office": cast.office, "site": cast.qingcen}, date(2026, 11, 10)
        series = Series.objects.create(**pair, name="联席会议", word="联纪", since=day, by=cast.chen)
        meeting = Meeting.objects.create(
            **pair, series=series, host=cast.office, title=f"{canary}联席会议", held_on=day, place="青岑监狱",
            proposals_until=day, state="shared", called_at=now(), shared_at=now(), by=cast.chen,
        )  # fmt: skip
        item = Item.objects.create(
            meeting=meeting, position=1, source="last", title=canary, organ=cast.office, by=cast.chen
        )
        agreed = AgreedItem.objects.create(
            item=item, position=1, words=canary, organ=cast.qingcen, unit="刑罚执行科", state="running"
        )
        person = Attendance.objects.create(meeting=meeting, organ=cast.office, position=1, name="陈砚平")
        draft = Minutes.objects.create(
            meeting=meeting, number=1, host=cast.office, sections=[[0, canary]], content_hash="0" * 64,
            is_shared=True, by=cast.chen,
        )  # fmt: skip
        remark = Remark.objects.create(
            meeting=meeting, minutes=draft, paragraph=1, organ=cast.qingcen, words=canary, by=cast.tang
        )
    told: dict[str, dict[str, Any]] = {f"meetings:{name}": {"pk": meeting.pk} for name in PAGES.split()}
    told["meetings:step"]["act"] = "share"
    return told | {
        "meetings:plan": {"pk": series.pk},
        "meetings:follow_up": {"pk": agreed.pk, "act": "report"},
        "meetings:change_item": {"pk": item.pk, "act": "up"},
        "meetings:note": {"pk": item.pk},
        "meetings:attend": {"pk": person.pk},
        "meetings:answer": {"pk": remark.pk},
    }
