"""Pages of joint meetings ask the database as often for many as for one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import AgreedItem, Attendance, Item, Meeting, Minutes, Remark
from meetings.states import FollowUp, Outcome
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.meetings.playing import last, noted, planned, step

pytestmark = pytest.mark.django_db
PAGES = ("/meetings/", "/meetings/follow-ups/", "/meetings/{pk}/", "/meetings/{pk}/minutes/", "/meetings/{pk}/room/")


@pytest.fixture(autouse=True)
def day(set_clock: Any) -> None:
    set_clock(datetime(2026, 12, 2, 7, 0, tzinfo=UTC))


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is cached once is not counted
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


def test_pages_cost_the_same_for_many_items_people_and_meetings(cast: Cast) -> None:
    planned(cast)
    step(cast, "chen", "call")
    step(cast, "chen", "begin")
    noted(cast)
    step(cast, "chen", "share")
    held, client = last(), sign_in(cast.chen)
    pk = held.pk
    with acting_as(BUILDER):
        many(held, cast, range(19, 20))
    few = [queries(client, page.format(pk=pk)) for page in PAGES]
    with acting_as(BUILDER):
        many(held, cast, range(20, 32))
    assert [queries(client, page.format(pk=pk)) for page in PAGES] == few
    assert max(few) <= 45, few


def many(meeting: Meeting, cast: Cast, places: range) -> None:
    """For each place an item with two agreed lines, a remark, somebody who comes, another meeting."""
    text = Minutes.objects.filter(meeting=meeting).latest("number")
    for place in places:
        item = Item.objects.create(
            meeting=meeting, position=place, source="measure", title=f"议题{place}", organ=cast.office, by=cast.chen,
            outcome=Outcome.AGREED,
        )  # fmt: skip
        for line in (1, 2):
            AgreedItem.objects.create(
                item=item, position=line, words="逐件核对", unit="刑罚执行科", organ=cast.qingcen,
                state=FollowUp.RUNNING, due_on=date(2026, 12, 31),
            )  # fmt: skip
        Remark.objects.create(
            meeting=meeting, minutes=text, paragraph=1, organ=cast.qingcen, words="请核对", by=cast.tang
        )
        Attendance.objects.create(meeting=meeting, organ=cast.qingcen, position=place, name=f"与会{place}", post="科员")
        Meeting.objects.create(
            series=meeting.series, office=cast.office, site=cast.qingcen, host=cast.office, title=f"会议{place}",
            held_on=date(2026, 12, place - 10), place="青岑监狱", proposals_until=date(2026, 12, 3), by=cast.chen,
            is_special=True,
        )  # fmt: skip
