"""The interface for the prison's own systems."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.test import Client

from prisons.models import Inmate
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment, Token
from procuratorate.organs.reach import acting_as
from procuratorate.organs.tokens import digest
from tests.cast import Cast
from tests.prisons.factories import admit_one
from tests.prisons.sheets import row

ADDRESS = "/api/v1/inmates/"


class Machine:
    """A system with a token of an officer's post."""

    def __init__(self, cast: Cast, who: str) -> None:
        secret = secrets.token_urlsafe(16)
        with acting_as(BUILDER):
            post = Assignment.objects.get(officer=cast.officers[who])
            Token.objects.create(
                assignment=post, name="对接", scopes="read write", digest=digest(secret),
                since=date(2020, 1, 1), until=date(2099, 1, 1),
            )  # fmt: skip
        self.client, self.headers = Client(), {"Authorization": f"Token {secret}"}

    def get(self, query: str = "") -> Any:
        return self.client.get(ADDRESS + query, headers=self.headers)

    def post(self, *rows: dict[str, Any], key: str = "request-0001") -> Any:
        headers = {**self.headers, "Idempotency-Key": key} if key else self.headers
        return self.client.post(ADDRESS, {"rows": list(rows)}, content_type="application/json", headers=headers)


def test_without_a_token_nothing_is_answered(cast: Cast) -> None:
    assert Client().get(ADDRESS).status_code in {401, 403}
    assert Client().get(ADDRESS, headers={"Authorization": "Token wrong"}).status_code == 401


def test_a_neighbour_gets_nobody_of_ours(cast: Cast) -> None:
    admit_one(cast, name="金丝雀")
    answer = Machine(cast, "lan").get("?state=all")
    assert (answer.status_code, answer.json()["count"]) == (200, 0)
    assert "金丝雀" not in answer.content.decode()


def test_the_procuratorate_reads_and_does_not_write(cast: Cast) -> None:
    admit_one(cast)
    machine = Machine(cast, "chen")
    facts = machine.get("?q=qys").json()["results"][0]
    assert (facts["name"], facts["number"], facts["delivered_on"]) == ("祁云山", "9901200001", "2019-04-20")
    assert facts["id_number"].count("*") == 8
    assert machine.post(row()).status_code == 403


def test_a_request_without_its_number_is_told_to_bring_one(cast: Cast) -> None:
    answer = Machine(cast, "tang").post(row(), key="")
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["title"]


def test_each_row_gets_its_own_answer(cast: Cast) -> None:
    vague = row(number="9901200002", id_number="", term="8年6")
    strange = row(number="9901200003", id_number="", colour="红")
    answer = Machine(cast, "tang").post(row(name="龚䶮"), vague, strange)
    told = answer.json()
    assert answer.status_code == 200
    assert (told["refused"], told["accepted"] + told["warned"]) == (2, 1)
    assert told["results"][0]["kind"] == "new"
    assert told["results"][1]["problems"][0]["mending"].startswith("写作“8年6个月”")
    assert "colour" in told["results"][2]["problems"][0]["reason"]
    with acting_as(cast.actor("tang")):
        assert Inmate.objects.get().person.name == "龚䶮"


def test_a_request_repeated_is_answered_and_not_repeated(cast: Cast) -> None:
    machine = Machine(cast, "tang")
    first = machine.post(row()).json()
    assert machine.post(row()).json() == first
    assert first["results"][0]["kind"] == "new"
    assert machine.post(row(name="别人")).status_code == 409
    assert machine.post(row(), key="request-0002").json()["results"][0]["kind"] == "same"


def test_nonsense_is_refused_in_words(cast: Cast) -> None:
    machine = Machine(cast, "tang")
    for body in ({}, {"rows": []}, {"rows": "x"}, {"rows": [1]}):
        headers = {**machine.headers, "Idempotency-Key": "request-0003"}
        answer = machine.client.post(ADDRESS, body, content_type="application/json", headers=headers)
        assert answer.status_code == 422, body
    odd = machine.post({"number": ["a"], "name": {"b": 1}, "court": None, "term": True, "judged_on": 1e308})
    assert odd.status_code == 200
    assert odd.json()["refused"] == 1
