"""What is out of sight answers as what does not exist: the same status, the same page, to the last byte."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.matrix.table import LINES
from tests.matrix.test_matrix import SHELVES, body_of, caller
from tests.matrix.world import World, build_world

pytestmark = [pytest.mark.django_db, pytest.mark.matrix]

ABSENT = 987_654_321
ONCE = re.compile(
    rb"E-[0-9A-F]{12}|(?<=X-CSRFToken\": \")\w+|(?<=csrfmiddlewaretoken\" value=\")\w+|(?<=stream-last=\")[\d-]+"
    rb"|\d\d:\d\d:\d\d"
)
KEPT = ("Location", "Content-Type", "HX-Redirect", "HX-Trigger", "Vary", "Content-Language")


@pytest.mark.parametrize("shelf", SHELVES)
def test_a_foreign_id_answers_as_an_absent_one(shelf: str) -> None:
    world = build_world()
    told = []
    for route in SHELVES[shelf]:
        for line in LINES[route]:
            for actor in line.hidden.split()[:2]:
                real, absent = (answer(world, actor, line.method, path) for path in addresses(world, route))
                told += [f"{actor} {line.method} {route}"] if real != absent else []
    assert told == []


def addresses(world: World, route: str) -> tuple[str, str]:
    """The route's own address, and the same with an id nothing has."""
    arguments = world.arguments[route]
    first = "pk" if "pk" in arguments else next(iter(arguments))
    return world.address(route), reverse(route, kwargs={**arguments, first: ABSENT})


def answer(world: World, actor: str, method: str, address: str) -> tuple[int, dict[str, str | None], bytes]:
    """Status, headers that could tell, body without what is new in every answer."""
    with transaction.atomic():
        client: Client = caller(world, actor, api=address.startswith("/api/"))
        response = client.generic(method, address)
        transaction.set_rollback(True)
    headers = {name: response.headers.get(name) for name in KEPT}
    body = ONCE.sub(b"", body_of(response)).replace(address.encode(), b"")
    return response.status_code, headers, body
