"""Who asks too often is told when to come back; nobody else is, and nobody at all while Redis is away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
import time_machine
from django.test import Client
from redis import Redis

from procuratorate.audit.models import Entry
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work import hints
from tests.cast import PASSWORD, Cast, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/jobs/"


@pytest.fixture(autouse=True)
def three_a_minute(settings: Any) -> Iterator[None]:
    """Early in a minute, its counts begun anew: other tests' officers have the same numbers."""
    settings.PAGE_RATE = settings.LOGIN_RATE = 3
    for name in hints._redis().scan_iter("rate:*"):
        hints._redis().delete(name)
    with time_machine.travel(time.time() // 60 * 60 + 1):
        yield


def asked(client: Client, times: int, page: str = PAGE) -> list[int]:
    return [client.get(page).status_code for _ in range(times)]


def enter(client: Client, number: str, password: str = PASSWORD) -> int:
    return client.post("/login/", {"username": number, "password": password}).status_code


def refusals() -> list[tuple[int | None, str]]:
    with acting_as(BUILDER):
        found = Entry.objects.filter(reason="too_many").order_by("pk")
        return list(found.values_list("officer_id", "act"))


def test_an_officer_who_asks_too_often_is_told_when_to_come_back(cast: Cast) -> None:
    client = sign_in(cast.tang)
    assert asked(client, 3) == [200] * 3
    answer = client.get(PAGE)
    assert answer.status_code == 429
    wait = int(answer.headers["Retry-After"])
    assert 1 <= wait <= 60
    page = answer.content.decode()
    assert "一分钟内打开或提交超过 3 次" in page
    assert f'<strong class="num">{wait}</strong> 秒后即可继续' in page
    assert "唐晓溪" not in page, "the refusal costs no look at the officer's desk"


def test_every_page_of_an_officer_counts_whatever_the_browser(cast: Cast) -> None:
    assert asked(sign_in(cast.tang), 2) == [200] * 2
    assert asked(sign_in(cast.tang), 2, "/inbox/") == [200, 429]
    assert asked(sign_in(cast.lan), 3) == [200] * 3, "others go on"


def test_the_first_refusal_of_a_minute_is_audited(cast: Cast) -> None:
    asked(sign_in(cast.tang), 6)
    assert refusals() == [(cast.tang.pk, f"GET {PAGE}")]


def test_what_no_person_asks_for_is_not_counted(cast: Cast) -> None:
    client = sign_in(cast.tang)
    assert asked(client, 5, "/healthz/live") == [200] * 5
    assert asked(client, 5, "/api/v1/batches/") == [401] * 5
    assert asked(client, 5, "/static/css/none.css") == [404] * 5
    assert asked(client, 3) == [200] * 3


def test_an_address_that_signs_in_too_often_waits_whoever_it_claims_to_be(cast: Cast) -> None:
    spraying = Client(REMOTE_ADDR="10.9.9.9")
    assert [enter(spraying, number, "不是这个") for number in ("J1001", "Y1001", "Y1002")] == [422] * 3
    assert enter(spraying, "Y1003", "不是这个") == 429
    assert enter(sign_in(cast.tang, REMOTE_ADDR="10.9.9.9"), "J1001") == 429, "nor does an account of one's own help"
    assert enter(Client(REMOTE_ADDR="10.9.9.8"), "J1001") == 302, "others go on"
    assert refusals() == [(None, "POST /login/")]


def test_without_redis_nobody_is_kept_out(cast: Cast) -> None:
    away = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.1)
    with mock.patch.object(hints, "_redis", return_value=away):
        assert asked(sign_in(cast.tang), 5) == [200] * 5
        assert enter(Client(), "J1001") == 302
