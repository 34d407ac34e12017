"""The description of the API is true: what it draws is what is there, and nothing it allows breaks a door."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import pytest
import schemathesis
import time_machine
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, Verbosity, given, seed
from hypothesis import settings as drawn
from schemathesis.checks import CHECKS

from procuratorate.desk.interface import described
from procuratorate.work import hints
from tests.cast import Cast
from tests.machine import Machine
from tests.matrix.routes import routes
from tests.matrix.world import build_world

pytestmark = pytest.mark.django_db

POSTS = ("tang", "chen", "pei", "admin")
EACH = 4  # requests to each operation in each post
KEPT = ("not_a_server_error", "content_type_conformance", "response_schema_conformance", "status_code_conformance")
LIMITS = drawn(
    max_examples=EACH, deadline=None, database=None, phases=[Phase.generate], verbosity=Verbosity.quiet,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
SCHEMA = schemathesis.openapi.from_dict(described())


def test_every_door_of_the_api_is_described() -> None:
    doors = {f"/{route.pattern}".replace("<int:pk>", "{id}") for route in routes() if route.pattern.startswith("api/")}
    assert doors - {"/api/v1/schema/"} == set(described()["paths"])


def test_every_operation_is_explained_in_chinese_and_by_key_where_it_writes() -> None:
    for methods in described()["paths"].values():
        for method, operation in methods.items():
            assert not operation["summary"].isascii()
            assert operation["tags"]
            named = {one["name"] for one in operation.get("parameters", ())}
            assert ("Idempotency-Key" in named) == (method == "post"), operation["operationId"]


def test_what_is_pushed_is_described_as_it_is_sent() -> None:
    """The news a webhook hears has the fields of its description, no more, no less."""
    told = described()["webhooks"]["dispatch"]["post"]
    name = told["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    shape = described()["components"]["schemas"][name]
    assert set(shape["properties"]) == set(shape["required"]) == {"id", "event", "dispatch", "kind", "at"}
    assert "X-Signature" in told["description"]


def test_the_description_is_for_officers_and_for_programs(cast: Cast, as_officer: Callable[..., Client]) -> None:
    assert Client().get("/interface/").status_code == 302
    assert as_officer(cast.tang).get("/interface/").status_code == 200
    assert as_officer(cast.tang).get("/interface/openapi.json").json()["openapi"].startswith("3.1")
    assert Machine(cast, "tang").get("schema/").json() == described()
    assert Client().get("/api/v1/schema/").status_code == 401


def test_a_token_that_asks_too_often_is_told_when_to_come_back(cast: Cast) -> None:
    machine = Machine(cast, "tang")
    early = time.time() // 60 * 60 + 1  # the minute does not turn between the three
    with mock.patch.object(settings, "API_RATE", 2), time_machine.travel(early):
        told = [machine.get("batches/") for _ in range(3)]
    assert [one.status_code for one in told] == [200, 200, 429]
    assert 1 <= int(told[-1].headers["Retry-After"]) <= 61
    assert told[-1].json()["title"].startswith("这一分钟的请求过多")


def test_without_redis_nobody_is_kept_out(cast: Cast) -> None:
    away = hints.redis.Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.1)
    with mock.patch.object(hints, "_redis", return_value=away), mock.patch.object(settings, "API_RATE", 0):
        assert Machine(cast, "tang").get("batches/").status_code == 200


@pytest.fixture
def machines() -> Iterator[list[Machine]]:
    """Systems in three posts, in a world with something of every kind; one connection for all requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with mock.patch.object(settings, "API_RATE", 10**6):
        cast = build_world().cast
        yield [Machine(cast, who) for who in POSTS]
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_nothing_the_description_allows_breaks_a_door(machines: list[Machine]) -> None:
    application = get_wsgi_application()
    checks = [check for check in CHECKS.get_all() if check.__name__ in KEPT]

    def call(case: Any) -> None:
        for machine in machines:
            headers = {"Authorization": f"Token {machine.secret}"}
            with transaction.atomic():
                case.call_and_validate(app=application, headers=headers, checks=checks)
                transaction.set_rollback(True)

    for result in SCHEMA.get_all_operations():
        seed(20261122)(LIMITS(given(case=result.ok().as_strategy())(call)))()
