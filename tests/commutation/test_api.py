"""Rows over the API: the same check and the same gate; the same key answers the same and does nothing twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from commutation.models import Batch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment, Token
from procuratorate.organs.reach import acting_as
from procuratorate.organs.tokens import digest
from tests.cast import Cast
from tests.commutation.factories import filings, inmates, row

pytestmark = pytest.mark.django_db


def caller(cast: Cast, who: str, scopes: str = "read write") -> Client:
    with acting_as(BUILDER):
        post = Assignment.objects.get(officer=cast.officers[who])
        Token.objects.create(
            assignment=post, name="协同办案平台", scopes=scopes, digest=digest(f"secret-{who}"),
            since=date(2026, 1, 1), until=date(2026, 12, 31),
        )  # fmt: skip
    return Client(headers={"Authorization": f"Token secret-{who}"})


def post(client: Client, batch: Batch, rows: list[Any], key: str = "key-0001", **data: Any) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    body = {"rows": rows, **data}
    return client.post(f"/api/v1/batches/{batch.pk}/rows/", body, content_type="application/json", headers=headers)


def test_without_a_token_nobody_gets_in(cast: Cast, batch: Batch) -> None:
    assert post(Client(), batch, []).status_code in (401, 403)


def test_a_token_that_only_reads_writes_nothing(cast: Cast, batch: Batch) -> None:
    [qi] = inmates(cast.ward1)
    assert post(caller(cast, "tang", "read"), batch, [row(qi)]).status_code == 403


@pytest.mark.parametrize("who", ["chen", "hao"])
def test_posts_that_do_not_nominate_are_refused(cast: Cast, batch: Batch, who: str) -> None:
    assert post(caller(cast, who), batch, []).status_code == 403


def test_the_neighbours_batch_is_not_there(cast: Cast, batch: Batch) -> None:
    assert post(caller(cast, "lan"), batch, [{}]).status_code == 404


@pytest.mark.parametrize(
    "body",
    [{}, {"rows": []}, {"rows": "x"}, {"rows": [1]}, {"rows": [{"unknown": "1"}]}, {"rows": [{"number": {"a": 1}}]}],
)
def test_a_malformed_body_is_a_problem_not_an_error(cast: Cast, batch: Batch, body: Any) -> None:
    client = caller(cast, "tang")
    answer = client.post(
        f"/api/v1/batches/{batch.pk}/rows/",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": "key-0001"},
    )
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_call_without_a_key_is_told_to_bring_one(cast: Cast, batch: Batch) -> None:
    [qi] = inmates(cast.ward1)
    assert post(caller(cast, "tang"), batch, [row(qi)], key="").status_code == 422
    assert filings(batch) == []


def test_good_rows_go_on_the_list_and_the_others_come_back_with_their_mending(cast: Cast, batch: Batch) -> None:
    good, bad = inmates(cast.ward1, 2)
    answer = post(caller(cast, "tang"), batch, [row(good), row(bad, delivered_on="2021.2.30")])
    told = answer.json()
    assert answer.status_code == 200, told
    assert (told["state"], told["accepted"], told["refused"]) == ("committed", 1, 1)
    assert told["rows"][1]["problems"][0]["reason"] == "二月没有30日"
    assert [one.pk for one in filings(batch)] == [told["rows"][0]["filing"]]


def test_the_same_key_answers_the_same_and_does_nothing_twice(cast: Cast, batch: Batch) -> None:
    [qi] = inmates(cast.ward1)
    client = caller(cast, "tang")
    first, second = (post(client, batch, [row(qi)]).json() for _ in range(2))
    assert first == second
    assert len(filings(batch)) == 1
    assert post(client, batch, [row(qi, months="8个月")]).status_code == 409


def test_without_commit_the_rows_wait_for_the_clerk(cast: Cast, batch: Batch) -> None:
    [qi] = inmates(cast.ward1)
    told = post(caller(cast, "tang"), batch, [row(qi)], commit=False).json()
    assert told["state"] == "checked"
    assert filings(batch) == []
