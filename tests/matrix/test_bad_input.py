"""Every route, read and written, with what no honest browser sends: told off or ignored, never broken, never slow.

The attacks are drawn by a seed: FUZZ_SEED=n draws others, FUZZ_EACH=n more of them on each route.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client

from tests.matrix.hostile import BODIES, FILES, MARK, Attack, fields_of, on_reading, on_writing, with_file
from tests.matrix.routes import OUTSIDE
from tests.matrix.table import LINES, OFFICERS
from tests.matrix.test_matrix import SHELVES, body_of, caller
from tests.matrix.world import build_world

pytestmark = [pytest.mark.django_db, pytest.mark.matrix]

SEED = int(os.environ.get("FUZZ_SEED", "20261121"))
EACH = int(os.environ.get("FUZZ_EACH", "2"))
SLOW = 10.0  # seconds; a hang, on any machine


@pytest.fixture
def causes() -> Iterator[list[str]]:
    """What broke inside, for the report."""
    seen: list[str] = []

    def note(sender: Any, **kwargs: Any) -> None:
        seen.append(repr(sys.exc_info()[1])[:300])

    got_request_exception.connect(note)
    yield seen
    got_request_exception.disconnect(note)


@pytest.mark.parametrize("shelf", SHELVES)
def test_no_input_breaks_a_page(shelf: str, causes: list[str]) -> None:
    random, world = Random(f"{SEED}{shelf}"), build_world()
    clients = {name: caller(world, name, api=False) for name in OFFICERS}
    tokens = {name: caller(world, name, api=True) for name in OFFICERS}
    broken = []
    for route in SHELVES[shelf]:
        address = world.address(route)
        if address.startswith(OUTSIDE):
            continue
        api = address.startswith("/api/")
        known = {} if api else controls(clients, route, address)
        for actor in actors(random, route):
            for method in ("GET", "POST"):
                for _ in range(EACH):
                    drawn = on_reading(random, known) if method == "GET" else on_writing(random, known, api=api)
                    wrong = ask((tokens if api else clients)[actor], method, address, drawn)
                    if wrong:
                        broken.append(f"{actor} {method} {route}: {wrong} {causes[-1:]} {str(drawn)[:400]}")
    assert broken == [], f"FUZZ_SEED={SEED}\n" + "\n".join(broken)


def actors(random: Random, route: str) -> list[str]:
    """Two who may, where anybody may, and one drawn from all."""
    may = sorted({name for line in LINES.get(route, ()) for name in line.ok.split()})
    return [*random.sample(may, min(2, len(may))), random.choice(OFFICERS)]


def controls(clients: dict[str, Client], route: str, address: str) -> dict[str, str]:
    """The fields of the route's own page, as the first who may open it sees them."""
    for line in LINES.get(route, ()):
        for actor in line.ok.split()[:1] if line.method == "GET" else ():
            with transaction.atomic():
                page = body_of(clients[actor].get(address))
                transaction.set_rollback(True)
            return fields_of(page)
    return {}


def ask(client: Client, method: str, address: str, attack: Attack) -> str:
    """Send it and undo it; "" when the answer was a proper one, else what was wrong."""
    cookies, began = client.cookies.output(), time.monotonic()
    with transaction.atomic():
        response = client.generic(
            method,
            address,
            data=attack.body,
            content_type=attack.content_type,
            QUERY_STRING=attack.query,
            **attack.headers,
        )
        transaction.set_rollback(True)
    client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    if response.status_code >= 500:
        return str(response.status_code)
    if time.monotonic() - began > SLOW:
        return "too slow"
    return "not escaped" if MARK.encode() in body_of(response) else ""


@pytest.mark.parametrize("route", ["prisons:api", "commutation:api_rows"])
def test_no_body_breaks_the_api(route: str, causes: list[str]) -> None:
    world = build_world()
    client, address = caller(world, "tang", api=True), world.address(route)
    drawn = [
        Attack("", body, kind, {"HTTP_IDEMPOTENCY_KEY": f"key-{number:06d}"})
        for number, body in enumerate(BODIES)
        for kind in ("application/json", "multipart/form-data; boundary=x")
    ]
    broken = [
        f"{one.body[:80]!r} {wrong} {causes[-1:]}" for one in drawn if (wrong := ask(client, "POST", address, one))
    ]
    assert broken == [], "\n".join(broken)


@pytest.mark.parametrize("route", ["prisons:import", "commutation:import"])
def test_no_file_breaks_an_upload(route: str, causes: list[str]) -> None:
    world = build_world()
    client, address = caller(world, "tang", api=False), world.address(route)
    files = [*FILES, ("大.xlsx", b"PK\x03\x04" + bytes(21 * 1024 * 1024))]
    broken = [
        f"{one[0]} {wrong} {causes[-1:]}"
        for one in files
        if (wrong := ask(client, "POST", address, with_file({}, one)))
    ]
    assert broken == [], "\n".join(broken)
