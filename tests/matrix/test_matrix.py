"""Every actor on every route: who gets in, who is refused, who must not even learn that the thing exists.

The expectations in `table.py` were written by hand from the house's rules, not read off the code. A route without a
line fails the build. Objects carry canaries: words that no stranger's answer may contain, whatever its status. By
default a tenth of the cells is walked; MATRIX=whole (`make matrix`) walks all.
"""

from __future__ import annotations

import os
from zlib import crc32

import pytest
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from tests.cast import sign_in
from tests.matrix.routes import routes
from tests.matrix.table import ACTORS, LINES, Line
from tests.matrix.world import World, build_world

pytestmark = [pytest.mark.django_db, pytest.mark.matrix]

WHOLE = os.environ.get("MATRIX") == "whole"
TENTH = int(os.environ.get("MATRIX_TENTH", "0"))
SHELF = 12  # routes walked by one test, so that workers share the work


def shelved() -> dict[str, list[str]]:
    """All routes, an app's in several shelves: "commutation 3" → their names."""
    families = sorted({name.partition(":")[0] for name in LINES})
    own = {family: [name for name in LINES if name.startswith(f"{family}:")] for family in families}
    return {
        f"{family} {place // SHELF + 1}": names[place : place + SHELF]
        for family, names in own.items()
        for place in range(0, len(names), SHELF)
    }


SHELVES = shelved()


def test_every_route_has_a_line() -> None:
    names = {route.name for route in routes()}
    assert names - set(LINES) == set(), "write who may open these into tests/matrix/table.py"
    assert set(LINES) - names == set(), "these routes are gone"


@pytest.mark.parametrize("shelf", SHELVES)
def test_who_may(shelf: str) -> None:
    world = build_world()
    cells = [(name, line, actor) for name in SHELVES[shelf] for line in LINES[name] for actor in ACTORS]
    walked = [cell for cell in cells if chosen(*cell)]
    wrong = [told for cell in walked if (told := ask(world, *cell))]
    assert wrong == [], "\n".join(wrong)


def chosen(name: str, line: Line, actor: str) -> bool:
    """Whether this cell is walked today."""
    return WHOLE or crc32(f"{name}{line.method}{actor}".encode()) % 10 == TENTH


def ask(world: World, route: str, line: Line, actor: str) -> str:
    """Send one request and undo it; "" when the answer is the expected one, else what was wrong with it."""
    with transaction.atomic():
        address = world.address(route)
        client = caller(world, actor, api=address.startswith("/api/"))
        response = client.generic(line.method, address, data=line.body, content_type=line.content_type)
        transaction.set_rollback(True)
    got, expected = outcome(response), line.expected(actor)
    wrong = [] if got == expected else [f"expected {expected}, got {got} ({response.status_code})"]
    wrong += [f"saw {word}" for word in world.leaked(actor, body_of(response))]
    return f"{actor} {line.method} {route}: {'; '.join(wrong)}" if wrong else ""


def caller(world: World, actor: str, *, api: bool) -> Client:
    """A client signed in as the actor: by session, or for the API by a token of the actor's post."""
    if actor == "nobody":
        return Client(raise_request_exception=False)
    if api:
        return Client(raise_request_exception=False, headers={"Authorization": f"Token {world.token(actor)}"})
    return sign_in(world.cast.officers[actor], raise_request_exception=False)


def body_of(response: HttpResponseBase) -> bytes:
    """The whole answer."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def outcome(response: HttpResponseBase) -> str:
    """The answer in one word."""
    status, location = response.status_code, response.headers.get("Location", "")
    if status == 401 or (status in (302, 303) and location.startswith("/login/")):
        return "login"
    return {403: "no", 404: "hidden", 405: "method"}.get(status, "ok" if status < 500 else "broken")
