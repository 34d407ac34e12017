"""「同时」: the same working day says nothing, another is asked about, an unknown day decides nothing."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import Batch, Filing
from tests.cast import Cast
from tests.commutation.filed import file_two
from tests.commutation.reviewing import page
from tests.commutation.test_courts import accept

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast: Cast, batch: Batch) -> list[Filing]:
    """Both copies came on Monday, the sixteenth of November."""
    return file_two(cast, batch)


def received(cast: Cast, filing: Filing, on: str, case_no: str = "（2026）澜01刑更1号") -> Any:
    return accept(cast, filing, received_on=on, accepted_on="", case_no=case_no)


def test_without_the_courts_day_nothing_is_decided(cast: Cast, pair: list[Filing]) -> None:
    assert "法院收到日未登记" in page(cast, "chen", f"/cases/{pair[0].pk}/")
    told = page(cast, "chen", f"/cases/batches/{pair[0].batch_id}/")
    assert "同一工作日 0 人；无法判断 2 人" in told
    assert "疑似迟延 0 人" in told


@pytest.mark.parametrize("on", ["2026-11-16", "2026-11-14", "2026-11-15"])
def test_the_same_working_day_is_the_same_time(cast: Cast, pair: list[Filing], on: str) -> None:
    """What the court received on Saturday or Sunday counts for Monday."""
    assert received(cast, pair[0], on).status_code == 302
    assert "疑似迟延：" not in page(cast, "chen", f"/cases/{pair[0].pk}/")
    assert "同一工作日 1 人；无法判断 1 人" in page(cast, "chen", f"/cases/batches/{pair[0].batch_id}/")


def test_another_working_day_is_asked_about_by_name(cast: Cast, pair: list[Filing]) -> None:
    assert received(cast, pair[0], "2026-11-13").status_code == 302
    doubt = "疑似迟延：法院2026-11-13收到，副本2026-11-16收到"
    case = page(cast, "chen", f"/cases/{pair[0].pk}/")
    assert doubt in case
    assert "刑事诉讼法第273条第2款" in case
    told = page(cast, "chen", f"/cases/batches/{pair[0].batch_id}/")
    assert doubt in told
    assert "疑似迟延 1 人" in told


def test_while_the_prison_still_asks_nothing_is_compared(cast: Cast, pair: list[Filing]) -> None:
    told = page(cast, "chen", f"/cases/batches/{pair[0].batch_id}/?stage=consultation")
    assert "副本与法院收到" not in told
