"""The seven items of 2002: the list both sides sign, what is told each day, and what is late, missing or corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from detention.models import DailyFeed, SharedList
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.test_races import together
from tests.detention.factories import held, the_list

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
DAY = "2026-11-20"


def tell(client: Client, cast: Cast, day: str = DAY, **body: Any) -> Any:
    return client.post(f"/detainees/feed/{cast.centre.pk}/{day}/", body)


def test_a_list_is_in_force_when_the_other_side_signed_it(centre: Cast, as_officer: As) -> None:
    shi, geng = as_officer(centre.shi), as_officer(centre.geng)
    path = f"/detainees/feed/{centre.centre.pk}/propose/"
    assert as_officer(centre.chang).post(path, {"hour": "10"}).status_code == 403
    assert as_officer(centre.yin).post(path, {"hour": "10"}).status_code == 404
    assert shi.post(path, {"hour": "24"}).status_code == 422
    assert shi.post(path, {"hour": "10"}).status_code == 302
    assert geng.post(path, {"hour": "9"}).status_code == 409
    shared = the_list()
    assert (shared.state, len(shared.items)) == ("proposed", 7)
    assert shi.post(f"/detainees/feed/lists/{shared.pk}/sign/").status_code == 409
    assert geng.post(f"/detainees/feed/lists/{shared.pk}/sign/").status_code == 302
    assert the_list().state == "in_force"
    assert geng.post(path, {"hour": "9"}).status_code == 302
    assert shi.post(f"/detainees/feed/lists/{the_list().pk}/sign/").status_code == 302
    with acting_as(BUILDER):
        assert list(SharedList.objects.order_by("version").values_list("state", flat=True)) == ["replaced", "in_force"]


def test_nothing_is_told_before_a_list_was_signed(centre: Cast, as_officer: As) -> None:
    answer = tell(as_officer(centre.chang), centre)
    assert answer.status_code == 422
    assert "双方签署" in answer.content.decode()


def test_what_is_told_online_is_a_dispatch_that_counts_as_notified(agreed: Cast, as_officer: As) -> None:
    held(agreed, name="钱望舒", entered_on=datetime(2026, 11, 20, tzinfo=UTC).date())
    assert (
        tell(as_officer(agreed.chang), agreed, **{"figure-restraint-0": "2", "words-restraint": "脚镣2副"}).status_code
        == 302
    )
    with acting_as(BUILDER):
        feed, sent = DailyFeed.objects.get(), Dispatch.objects.get()
    assert (sent.legal_mode, sent.recipient_id, sent.sender_id) == ("notified", agreed.office3.pk, agreed.centre.pk)
    assert "钱望舒" not in sent.title + sent.masked_title
    items = {item["code"]: item for item in feed.items}
    assert ["收押", 1] in items["people"]["figures"]
    assert any("钱望舒" in line for line in items["people"]["lines"])
    assert items["restraint"]["figures"] == [["使用戒具", 2], ["禁闭", 0]]
    page = as_officer(agreed.geng).get(f"/detainees/feed/{agreed.centre.pk}/{DAY}/").content.decode()
    assert "脚镣2副" in page
    assert sent.number in page
    assert "发送，视为通报" not in page


def test_a_correction_says_why_and_both_stay(agreed: Cast, as_officer: As) -> None:
    chang = as_officer(agreed.chang)
    tell(chang, agreed)
    again = tell(chang, agreed, **{"figure-accidents-0": "1"})
    assert again.status_code == 422
    assert "更正" in again.content.decode()
    assert tell(chang, agreed, why="漏报一起", **{"figure-accidents-0": "1"}).status_code == 302
    with acting_as(BUILDER):
        first, second = DailyFeed.objects.order_by("pk")
        assert second.corrects_id == first.pk
        assert Dispatch.objects.count() == 2
    page = as_officer(agreed.geng).get(f"/detainees/feed/?centre={agreed.centre.pk}").content.decode()
    assert "事后更正" in page


@pytest.mark.django_db(transaction=True)
def test_two_clicks_tell_a_day_once(agreed: Cast, as_officer: As) -> None:
    clients = [as_officer(agreed.chang) for _ in range(4)]
    answers = sorted(together(*(lambda one=one: tell(one, agreed).status_code for one in clients)))
    assert answers[0] == 302
    assert set(answers[1:]) <= {409, 422}
    with acting_as(BUILDER):
        assert DailyFeed.objects.count() == Dispatch.objects.count() == 1


def test_a_day_is_late_or_missing_only_after_the_agreed_hour(
    agreed: Cast, as_officer: As, set_clock: Callable[[datetime | None], None]
) -> None:
    geng = as_officer(agreed.geng)
    path = f"/detainees/feed/?centre={agreed.centre.pk}"
    set_clock(datetime(2026, 11, 21, 1, 55, tzinfo=UTC))  # before ten in Beijing
    assert "未见发送" not in geng.get(path).content.decode()
    set_clock(datetime(2026, 11, 21, 2, 1, tzinfo=UTC))
    geng = as_officer(agreed.geng)
    assert "未见发送" in geng.get(path).content.decode()
    tell(as_officer(agreed.chang), agreed)
    assert "迟于约定时间" in geng.get(path).content.decode()


def test_days_to_come_and_nonsense_are_refused(agreed: Cast, as_officer: As) -> None:
    chang = as_officer(agreed.chang)
    assert tell(chang, agreed, "2026-11-21").status_code == 422
    assert tell(chang, agreed, "2026-13-01").status_code == 404
    assert tell(chang, agreed, **{"figure-accidents-0": "-1"}).status_code == 422
    assert tell(as_officer(agreed.geng), agreed).status_code == 403
    assert tell(as_officer(agreed.you), agreed).status_code == 404
