"""Pages ask the database as often for many people as for one; literal budgets, so that a slip shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commutation.models import Batch, Upload
from tests.cast import Cast, sign_in
from tests.commutation.factories import commuted, filings, inmates, row

pytestmark = pytest.mark.django_db
Send = Callable[..., Upload]


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is cached once is not counted
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.fixture
def grow(cast: Cast, batch: Batch, upload: Send) -> Callable[[int, int], None]:
    """Put so many more people on the list, each with an earlier commutation and a remark."""

    def more(count: int, first: int) -> None:
        people = inmates(cast.ward1, count, first=first)
        for one in people:
            commuted(one)
        found = upload(batch, [row(one, delivered_on="2021-04-02", property="罚金2万元") for one in people])
        assert sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/").status_code == 302

    return more


@pytest.mark.parametrize(
    ("page", "budget"),
    [("", 29), ("people/", 19), ("pick/", 18), ("roster/", 14), ("notice/", 17), ("plan/", 17), ("import/", 17)],
)
def test_the_clerks_pages_cost_the_same_for_many(
    cast: Cast, batch: Batch, grow: Callable[[int, int], None], page: str, budget: int
) -> None:
    client, address = sign_in(cast.tang), f"/batches/{batch.pk}/{page}"
    grow(1, 1)
    one = queries(client, address)
    grow(30, 100)
    many = queries(client, address)
    assert many <= one + 1
    assert many <= budget


@pytest.mark.parametrize("count", [1, 30])
def test_the_procurators_pages_cost_the_same_for_many(
    cast: Cast, batch: Batch, grow: Callable[[int, int], None], count: int
) -> None:
    grow(count, 1)
    sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5})
    client = sign_in(cast.chen)
    assert queries(client, "/cases/") <= 28
    assert queries(client, "/cases/?due=all") <= 29
    assert queries(client, f"/cases/batches/{batch.pk}/") <= 37
    assert queries(client, f"/cases/{filings(batch)[0].pk}/") <= 57


def test_an_empty_queue_is_an_honest_page(cast: Cast) -> None:
    page = sign_in(cast.chen).get("/cases/").content.decode()
    assert "没有在审的批次" in page
    assert "没有期限未了结的案件" in page


def test_checking_asks_as_often_for_many_rows_as_for_one(cast: Cast, batch: Batch, upload: Send) -> None:
    def cost(count: int, first: int) -> int:
        rows: list[dict[str, Any]] = [row(one) for one in inmates(cast.ward1, count, first=first)]
        with CaptureQueriesContext(connection) as asked:
            upload(batch, rows)
        return len(asked)

    assert cost(40, 100) <= cost(1, 1) + 2
