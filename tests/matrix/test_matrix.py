"""Every actor on every route: who gets in, who is refused, who must not even learn that the thing exists.

The expectations in `table.py` were written by hand from the house's rules, not read off the code. A route without a line
fails the build. Objects carry canaries: words that no stranger's answer may contain. By default a tenth of the cells is
walked, a different tenth each day; MATRIX=whole (`make matrix`) walks all.
"""

from __future__ import annotations

import os
from zlib import crc32

import pytest
from django.test import Client

from tests.cast import sign_in
from tests.matrix.routes import routes
from tests.matrix.table import ACTORS, LINES, Line
from tests.matrix.world import World, build_world

pytestmark = [pytest.mark.django_db, pytest.mark.matrix]

WHOLE = os.environ.get("MATRIX") == "whole"
PART = int(os.environ.get("MATRIX_PART", "0"))  # which tenth
CELLS = [(name, line, actor) for name, lines in LINES.items() for line in lines for actor in ACTORS]
WALKED = [cell for cell in CELLS if WHOLE or crc32(f"{cell[0]}{cell[1].method}{cell[2]}".encode()) % 10 == PART]


def test_every_route_has_a_line() -> None:
    names = {route.name for route in routes()}
    assert names - set(LINES) == set(), "write who may open these into tests/matrix/table.py"
    assert set(LINES) - names == set(), "these routes are gone"


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.mark.parametrize("name", sorted({cell[0] for cell in WALKED}))
def test_who_may(name: str, world: World) -> None:
    wrong = []
    for route, line, actor in WALKED:
        if route == name:
            told = ask(world, route, line, actor)
            wrong += [f"{actor} {line.method} {route}: {told}"] if told else []
    assert wrong == []


def ask(world: World, route: str, line: Line, actor: str) -> str:
    """Send one request; "" when the answer is the expected one, else what was wrong with it."""
    client = Client(raise_request_exception=False) if actor == "nobody" else sign_in(world.cast.officers[actor])
    client.raise_request_exception = False
    response = client.generic(line.method, world.address(route), data=line.body, content_type=line.content_type)
    expected = line.expected(actor)
    got = outcome(response.status_code, response.headers.get("Location", ""))
    if got != expected:
        return f"expected {expected}, got {got} ({response.status_code})"
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if expected != "ok" or actor in world.strangers:
        seen = [canary for canary in world.canaries if canary.encode() in body]
        return f"saw {seen}" if seen else ""
    return ""


def outcome(status: int, location: str) -> str:
    """The answer in one word."""
    if status == 401 or (status in (302, 303) and location.startswith("/login/")):
        return "login"
    return {403: "no", 404: "hidden"}.get(status, "ok" if status < 500 else "broken")
