"""A joint meeting of 青岑监狱 and its resident office, played through the real doorway by whoever does the step."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.http import HttpResponse

from meetings.models import Attendance, Item, Meeting, Minutes, Series
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in

DAY = date(2026, 12, 2)


def post(cast: Cast, by: str, path: str, **told: Any) -> HttpResponse:
    answer: HttpResponse = sign_in(cast.officers[by]).post(path, told)
    return answer


def get(cast: Cast, by: str, path: str) -> HttpResponse:
    answer: HttpResponse = sign_in(cast.officers[by]).get(path)
    return answer


def note(cast: Cast, by: str, path: str, **told: Any) -> HttpResponse:
    answer: HttpResponse = sign_in(cast.officers[by]).post(path, json.dumps(told), content_type="application/json")
    return answer


def series_of(cast: Cast) -> Series:
    with acting_as(BUILDER):
        made: Series = Series.objects.create(
            office=cast.office, site=cast.qingcen, name="青岑监狱联席会议", word="临城郊联纪", since=date(2024, 1, 1),
            by=cast.chen,
        )  # fmt: skip
    return made


def planned(cast: Cast, by: str = "chen", **told: Any) -> Meeting:
    with acting_as(BUILDER):
        series = Series.objects.first()
    series = series or series_of(cast)
    form = {"held_on": "2026-12-02", "starts_at": "14:30", "place": "青岑监狱", "proposals_until": "2026-11-27"}
    answer = post(cast, by, f"/meetings/series/{series.pk}/plan/", **form | told)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return last()


def last() -> Meeting:
    with acting_as(BUILDER):
        found: Meeting = Meeting.objects.select_related("office", "site", "paper").latest("pk")
    return found


def step(cast: Cast, by: str, act: str, **told: Any) -> HttpResponse:
    return post(cast, by, f"/meetings/{last().pk}/steps/{act}/", **told)


def items() -> list[Item]:
    with acting_as(BUILDER):
        return list(Item.objects.filter(meeting=last()))


def text() -> Minutes:
    with acting_as(BUILDER):
        found: Minutes = Minutes.objects.filter(meeting=last()).order_by("-number")[0]
    return found


def line(words: str, **told: Any) -> dict[str, Any]:
    usual = {"words": words, "side": "site", "unit": "刑罚执行科", "person": "唐晓溪", "due": "2026-12-31"}
    return usual | told


def kept(item: Item, **told: Any) -> dict[str, Any]:
    usual = {"version": item.version, "background": "双方核对情况。", "outcome": "later", "dissent": "", "aside": ""}
    return usual | {"agreed": []} | told


def come(cast: Cast) -> None:
    with acting_as(BUILDER):
        people = list(Attendance.objects.filter(meeting=last()))
    for one in people:
        assert note(cast, "chen", f"/meetings/people/{one.pk}/note", version=1, presence="present").status_code == 200


def noted(cast: Cast) -> None:
    """Everybody came; the first item agreed with two lines, the others to be studied; ended."""
    come(cast)
    first, *others = items()
    lines = [line("逐件复核财产性判项结案方式"), line("每季度核对一次", side="both", unit="双方", due="即日")]
    said = kept(first, outcome="agreed", agreed=lines, aside="账户情况会后单独核对")
    assert note(cast, "chen", f"/meetings/items/{first.pk}/note", **said).status_code == 200
    for one in others:
        assert note(cast, "chen", f"/meetings/items/{one.pk}/note", **kept(one)).status_code == 200
    assert step(cast, "chen", "end").status_code == 302


def issued(cast: Cast) -> Meeting:
    """From the ended meeting to the issue: both sides sign."""
    for by, act in (("chen", "share"), ("chen", "offer")):
        step(cast, by, act)
    for by in ("pei", "hao"):
        step(cast, by, "sign", hash=text().content_hash)
    step(cast, "chen", "issue")
    return last()
