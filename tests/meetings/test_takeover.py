"""A site passes to another office: its meetings go on there, minutes stay with whoever signed them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from meetings.models import AgreedItem, Meeting, Series
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Pairing
from procuratorate.organs.reach import acting_as
from procuratorate.organs.tasks import tidy
from tests.cast import Cast, sign_in
from tests.meetings.playing import get, issued, last, noted, planned, post, step

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime | None], None]
PASSED = date(2026, 12, 7)


@pytest.fixture
def passed(cast: Cast, set_clock: Clock) -> tuple[Meeting, Meeting]:
    """One meeting with its minutes issued, one called; then 望川市's office supervises 青岑监狱."""
    set_clock(datetime(2026, 12, 2, 7, 0, tzinfo=UTC))
    planned(cast)
    step(cast, "chen", "call")
    step(cast, "chen", "begin")
    noted(cast)
    old = issued(cast)
    coming = planned(cast, held_on="2026-12-20", proposals_until="2026-12-10", is_special="on", title="专题会议")
    step(cast, "chen", "call")
    root = sign_in(cast.root)
    with acting_as(BUILDER):
        former = Pairing.objects.get(counterpart=cast.qingcen)
    root.post(f"/pairings/{former.pk}/end/", {"until": date(2026, 12, 6), "reason": "调整派驻"})
    root.post(f"/organs/{cast.office2.pk}/pairings/add/", {"counterpart": cast.qingcen.pk, "since": PASSED})
    set_clock(datetime(2026, 12, 7, 2, 0, tzinfo=UTC))
    tidy()
    return old, coming


def test_series_and_coming_meetings_are_the_takers(cast: Cast, passed: tuple[Meeting, Meeting]) -> None:
    old, coming = passed
    with acting_as(BUILDER):
        assert Series.objects.get().office == cast.office2
        assert Meeting.objects.get(pk=old.pk).office == cast.office
        moved = Meeting.objects.get(pk=coming.pk)
        assert (moved.office, moved.host) == (cast.office2, cast.office2)
    assert get(cast, "yin", f"/meetings/{coming.pk}/").status_code == 200
    assert post(cast, "yin", f"/meetings/{coming.pk}/items/", source="measure", title="新议题").status_code == 302
    assert post(cast, "chen", f"/meetings/{coming.pk}/items/", source="measure", title="旧主办").status_code in {
        403,
        404,
    }
    assert "专题会议" in get(cast, "tang", "/meetings/").content.decode()
    assert last().pk == coming.pk


def test_what_was_agreed_is_closed_by_the_office_that_has_the_site_now(
    cast: Cast, passed: tuple[Meeting, Meeting]
) -> None:
    old, _ = passed
    with acting_as(BUILDER):
        agreed = AgreedItem.objects.filter(item__meeting=old, organ=cast.qingcen)[0]
    address = f"/meetings/follow-ups/{agreed.pk}"
    assert post(cast, "tang", f"{address}/report/", words="已复核").status_code == 302
    assert post(cast, "chen", f"{address}/close/", words="已看").status_code in {403, 404}
    assert post(cast, "lan", f"{address}/close/", words="已看").status_code == 404
    assert agreed.words in get(cast, "yin", "/meetings/follow-ups/?tab=reported").content.decode()
    assert post(cast, "yin", f"{address}/close/", words="已核对").status_code == 302
    with acting_as(BUILDER):
        assert AgreedItem.objects.get(pk=agreed.pk).state == "closed"
        assert Deadline.objects.get(pk=agreed.clock_id).state == "met"
    for who in ("yin", "chen", "tang"):  # the proof stays with whoever signed it, and is read by whoever follows up
        assert get(cast, who, f"/meetings/{old.pk}/minutes/").status_code == 200
