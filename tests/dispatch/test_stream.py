"""The live stream, through a real server on the loopback: who may listen, what comes, when it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from procuratorate.dispatch.services import acknowledge
from procuratorate.lib import clock
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment, Session
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.dispatch.conftest import serving
from tests.dispatch.factories import sent
from tests.dispatch.listening import Listener

Listen = Callable[..., Listener]


@pytest.fixture
def listen(served: str) -> Iterator[Callable[..., Listener]]:
    """Opens streams at the server, and closes them after the test."""
    opened: list[Listener] = []

    def open_one(*args: Any, **kwargs: Any) -> Listener:
        opened.append(Listener(kwargs.pop("address", served), *args, **kwargs))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def test_a_stranger_is_refused(listen: Listen) -> None:
    assert listen().response.status == 401
    assert listen(cookie="x" * 32).response.status == 401


@pytest.mark.parametrize("name", ["admin", "lu"])
def test_posts_without_an_inbox_are_refused(listen: Listen, committed: Cast, name: str) -> None:
    assert listen(committed.officers[name]).response.status == 401


def test_only_get_is_answered(served: str) -> None:
    with closing(HTTPConnection(urlsplit(served).netloc)) as link:
        link.request("POST", "/stream/")
        assert link.getresponse().status == 405


@pytest.mark.parametrize("last", ["²-1", "9" * 40, "1-", "; DROP TABLE", "99999999999999999-1"])
def test_a_nonsensical_last_event_is_ignored(listen: Listen, committed: Cast, last: str) -> None:
    assert listen(committed.chen, last=last).next("unread")


def test_an_arrival_reaches_an_open_page_and_no_neighbour(listen: Listen, committed: Cast) -> None:
    chen, yin, hao = (listen(committed.officers[name]) for name in ("chen", "yin", "hao"))
    before, _ = chen.next("unread")
    yin.next("unread"), hao.next("unread")
    dispatch = sent(committed.actor("tang"), committed.office)
    data, told = chen.next("arrival", 3)
    assert data["id"] == str(dispatch.pk)
    assert data["title"] == "第四批减刑征求意见，2 人"
    assert "祁云山" not in str(data)
    assert data["url"] == f"/inbox/{dispatch.pk}/"
    assert int(data["unread"]) == int(before) + 1
    assert told.endswith(f"-{dispatch.pk}")
    assert yin.silent()
    assert hao.silent()
    assert chen.silent(), "told once"


def test_streams_that_open_together_are_all_told(listen: Listen, committed: Cast) -> None:
    cookies = [sign_in(officer).cookies["sessionid"].value for officer in (committed.chen, committed.pei) * 10]
    with ThreadPoolExecutor(20) as pool:
        listeners = list(pool.map(lambda cookie: listen(cookie=cookie), cookies))
    for one in listeners:
        one.next("unread", 30)
    dispatch = sent(committed.actor("tang"), committed.office)
    assert [one.next("arrival")[0]["id"] for one in listeners] == [str(dispatch.pk)] * 20


def test_what_was_missed_is_told_on_return_and_not_twice(listen: Listen, committed: Cast) -> None:
    chen = listen(committed.chen)
    chen.next("unread")
    known = sent(committed.actor("tang"), committed.office)
    _, told = chen.next("arrival")
    chen.close()
    missed = sent(committed.actor("tang"), committed.office)
    ids = listen(committed.chen, last=told).ids()
    assert ids.count(str(missed.pk)) == 1
    assert str(known.pk) not in ids


def test_what_a_colleague_registered_is_told_to_every_open_page_of_the_desk(listen: Listen, committed: Cast) -> None:
    dispatch = sent(committed.actor("tang"), committed.office)
    chen, yin = listen(committed.chen), listen(committed.yin)
    chen.next("unread"), yin.next("unread")
    actor = committed.actor("chen")
    with acting_as(actor) as at:
        acknowledge(dispatch=dispatch, actor=actor, at=at)
    assert chen.next("registered")[0] == dispatch.pk
    assert yin.silent("registered"), "another office's desk hears nothing of it"


def test_registering_lowers_the_number_on_the_bell(listen: Listen, committed: Cast) -> None:
    dispatch = sent(committed.actor("tang"), committed.office)
    chen = listen(committed.chen)
    before, _ = chen.next("unread")
    actor = committed.actor("chen")
    with acting_as(actor) as at:
        acknowledge(dispatch=dispatch, actor=actor, at=at)
    assert int(chen.next("unread")[0]) == int(before) - 1


def test_a_stream_ends_with_its_session(listen: Listen, committed: Cast) -> None:
    chen = listen(committed.chen)
    chen.next("unread")
    with acting_as(BUILDER):
        Session.objects.filter(session_key=chen.cookie).delete()
    sent(committed.actor("tang"), committed.office)
    assert chen.ended.wait(5)
    assert chen.events.empty()


def test_a_stream_ends_with_the_post(listen: Listen, committed: Cast) -> None:
    yin = listen(committed.yin)
    yin.next("unread")
    yesterday = clock.today() - timedelta(days=1)
    with acting_as(BUILDER):
        Assignment.objects.filter(officer=committed.yin).update(until=yesterday)
    sent(committed.actor("lan"), committed.office2)
    assert yin.ended.wait(5)
    assert yin.events.empty()
    with acting_as(BUILDER):
        Assignment.objects.filter(officer=committed.yin).update(until=None)


def test_without_redis_it_takes_seconds_and_nothing_is_lost(listen: Listen, committed: Cast) -> None:
    with serving(REDIS_URL="redis://127.0.0.1:1/0") as address:
        chen = listen(committed.chen, address=address)
        chen.next("unread")
        dispatch = sent(committed.actor("tang"), committed.office)
        assert chen.next("arrival", 8)[0]["id"] == str(dispatch.pk)


def test_pages_go_by_the_other_way(served: str, committed: Cast) -> None:
    key = sign_in(committed.chen).cookies[settings.SESSION_COOKIE_NAME].value
    with closing(HTTPConnection(urlsplit(served).netloc)) as link:
        link.request("GET", "/nowhere/", headers={"Cookie": f"sessionid={key}"})
        assert link.getresponse().status == 404
