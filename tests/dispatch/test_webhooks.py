"""An organ's systems hear that something arrived: by id, signed, tried again; and nobody is made to knock inside."""

from __future__ import annotations

import hmac
import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from django.conf import settings

from procuratorate.dispatch.models import Delivery, Dispatch, Webhook
from procuratorate.dispatch.services import acknowledge, add_webhook, push_again, push_waiting
from procuratorate.dispatch.services.pushing import TRIES
from procuratorate.dispatch.webhooks import posting
from procuratorate.dispatch.webhooks.addresses import judged
from procuratorate.lib import clock
from procuratorate.lib.errors import Conflict, Refused, Unacceptable
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import drain
from tests.cast import Cast, sign_in
from tests.dispatch.factories import sent

pytestmark = pytest.mark.django_db


class Listener(BaseHTTPRequestHandler):
    """A system of the organ; what it answers and hears is the server's to keep."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((dict(self.headers), body))  # type: ignore[attr-defined]
        self.send_response(self.server.answer)  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def listener() -> Iterator[Any]:
    server: Any = HTTPServer(("127.0.0.1", 0), Listener)
    server.heard, server.answer = [], 204
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    with mock.patch.object(settings, "DEMO", True):
        yield server
    server.shutdown()
    server.server_close()


def hook(cast: Cast, server: Any, who: str = "admin", organ: str = "qingcen") -> Webhook:
    with acting_as(BUILDER):
        actor = cast.actor(who)
    with acting_as(actor):
        url = f"http://127.0.0.1:{server.server_port}/hook"
        return add_webhook(organ=cast.organs[organ], name="狱政", url=url, actor=actor)


def arrived(cast: Cast) -> Dispatch:
    """Something from the office to the prison, told to whoever listens."""
    with acting_as(BUILDER):
        chen = cast.actor("chen")
    dispatch = sent(chen, cast.qingcen)
    drain()
    return dispatch


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "https://10.0.0.8/", "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/",
        "https://[::ffff:10.0.0.8]/", "https://user:pass@example.com/", "ftp://example.com/", "https://", "//x", "https://主机/",
        "https://127.0.0.1:99999/", "https://0.0.0.0/", "https://224.0.0.1/", "gopher://127.0.0.1/",
    ],
)  # fmt: skip
def test_inner_addresses_and_open_lines_are_refused(url: str) -> None:
    with mock.patch.object(settings, "DEMO", False), pytest.raises(Unacceptable):
        judged(url)


def test_a_network_the_site_names_may_be_told() -> None:
    with mock.patch.object(settings, "WEBHOOK_NETWORKS", ["10.8.0.0/16"]):
        assert judged("https://10.8.1.2/x?y=1").path == "/x?y=1"
        with pytest.raises(Unacceptable):
            judged("https://10.9.1.2/")


def test_only_the_administrator_of_the_house_names_addresses(cast: Cast, listener: Any) -> None:
    for who in ("root", "shen"):
        with pytest.raises(Refused):
            hook(cast, listener, who)


def test_what_arrived_is_told_by_id_and_kind_and_signed(cast: Cast, listener: Any) -> None:
    made = hook(cast, listener)
    dispatch = arrived(cast)
    assert push_waiting() == 1
    [(headers, body)] = listener.heard
    told = json.loads(body)
    assert (told["event"], told["dispatch"], told["kind"]) == ("dispatch.arrived", dispatch.pk, "consultation")
    assert set(told) == {"id", "event", "dispatch", "kind", "at"}  # no number, no title, no content
    moment, given = (part.partition("=")[2] for part in headers["X-Signature"].split(","))
    own = hmac.new(made.secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
    assert given == own
    assert push_waiting() == 0  # told once


def test_neighbours_and_superiors_hear_nothing(cast: Cast, listener: Any) -> None:
    hook(cast, listener, "root", "province")
    with acting_as(BUILDER):
        lan = cast.actor("lan")
    sent(lan, cast.office2)
    arrived(cast)
    assert push_waiting() == 0


def test_the_sender_hears_that_it_was_registered(cast: Cast, listener: Any) -> None:
    hook(cast, listener)
    with acting_as(BUILDER):
        shen, chen = cast.actor("shen"), cast.actor("chen")
    dispatch = sent(shen, cast.office)
    with acting_as(chen) as at:
        acknowledge(dispatch=dispatch, actor=chen, at=at)
    push_waiting()
    assert [json.loads(body)["event"] for _, body in listener.heard] == ["dispatch.acknowledged"]


def test_a_system_that_fails_is_asked_again_later_and_given_up_at_last(
    cast: Cast, listener: Any, set_clock: Any
) -> None:
    hook(cast, listener)
    arrived(cast)
    listener.answer = 500
    at = clock.now()
    for turn in range(TRIES):
        assert push_waiting() == 1, turn
        assert push_waiting() == 0, "not before its time"
        at += timedelta(seconds=10 * 2**turn + 61)
        set_clock(at)
    with acting_as(BUILDER):
        dead = Delivery.objects.select_related("webhook__organ").get()
        admin = cast.actor("admin")
    assert (dead.state, dead.attempts, dead.answer) == ("dead", TRIES, "HTTP 500")
    page = sign_in(cast.admin).get(dead.webhook.get_absolute_url()).content.decode()
    assert "再送" in page
    assert dead.webhook.secret not in page
    listener.answer = 200
    with acting_as(admin) as now:
        push_again(delivery=dead, actor=admin, at=now)
    push_waiting()
    with acting_as(BUILDER):
        assert Delivery.objects.get().state == "told"
    with acting_as(admin) as now, pytest.raises(Conflict):
        push_again(delivery=dead, actor=admin, at=now)


def test_a_redirect_leads_nowhere(cast: Cast, listener: Any) -> None:
    hook(cast, listener)
    arrived(cast)
    listener.answer = 302
    push_waiting()
    with acting_as(BUILDER):
        assert Delivery.objects.get().answer == "HTTP 302"
    assert len(listener.heard) == 1


def test_a_system_that_never_stops_answering_is_cut_off(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "WHOLE", 0.6)
    monkeypatch.setattr(settings, "DEMO", True)
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=dripping, args=(server,), daemon=True).start()
        hook(cast, SimpleNamespace(server_port=server.getsockname()[1]))
        arrived(cast)
        begun = time.monotonic()
        push_waiting()
    assert time.monotonic() - begun < 3  # each byte came well within the patience of one step
    with acting_as(BUILDER):
        assert "没有答完" in Delivery.objects.get().answer


def dripping(server: socket.socket) -> None:
    """A byte of an answer that has no end, ten times a second, for eight seconds."""
    line, _ = server.accept()
    with line, suppress(OSError):
        for _ in range(80):
            line.send(b"H")
            time.sleep(0.1)


def test_the_administrator_names_and_ends_an_address_on_the_page(cast: Cast, listener: Any) -> None:
    client = sign_in(cast.admin)
    asked = {"organ": cast.qingcen.pk, "name": "狱政", "url": "https://192.168.1.1/"}
    refused = client.post("/webhooks/add/", asked)
    assert (refused.status_code, "内部网络" in refused.content.decode()) == (422, True)
    shown = client.post("/webhooks/add/", asked | {"url": f"http://127.0.0.1:{listener.server_port}/"})
    with acting_as(BUILDER):
        made = Webhook.objects.get()
    assert made.secret in shown.content.decode()
    assert "狱政" in client.get("/webhooks/").content.decode()
    assert client.post(f"/webhooks/{made.pk}/end/", {"reason": "系统停用"}).status_code == 302
    arrived(cast)
    assert push_waiting() == 0
