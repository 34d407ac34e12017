"""The queue across its pages: the nearest end first, one batch after the other, nobody twice and nobody lost."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import chain

import pytest

from commutation.models import Batch, Filing
from commutation.views import cases
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.factories import batch_of, inmates
from tests.commutation.reviewing import page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def batches(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[Batch]:
    """Lists of three, four and two people, shown by two: the first ends last, and one case of it was extended."""
    monkeypatch.setattr(cases, "PAGE", 2)
    made = []
    for ordinal, people in ((1, 3), (2, 4), (3, 2)):
        batch = batch_of(cast, ordinal=ordinal)
        send(cast, batch, inmates(cast.ward1, people, first=ordinal * 10))
        made.append(batch)
    for batch, days in zip(made, (6, 2, 2), strict=True):
        _put_off(Filing.objects.filter(batch=batch).values("clock"), days)
    return made


def _put_off(clocks: object, days: int) -> None:
    with acting_as(BUILDER):
        for clock in Deadline.objects.filter(pk__in=clocks):
            due = clock.due_on + timedelta(days=days)
            Deadline.objects.filter(pk=clock.pk).update(due_on=due, soon_on=due - timedelta(days=3))


def _shown(cast: Cast, **asked: str) -> list[list[str]]:
    """The numbers of the people on each page."""
    told = "&".join(f"{name}={value}" for name, value in asked.items())
    pages = [page(cast, "chen", f"/cases/?{told}&page={number}") for number in range(1, 6)]
    return [list(dict.fromkeys(re.findall(r"99\d{8}", html))) for html in pages]


def _numbers(batch: Batch) -> list[str]:
    with acting_as(BUILDER):
        return list(Filing.objects.filter(batch=batch).order_by("number").values_list("number", flat=True))


def test_the_pages_go_on_where_the_one_before_ended(cast: Cast, batches: list[Batch]) -> None:
    first, second, third = map(_numbers, batches)
    assert [len(one) for one in _shown(cast)] == [2, 2, 2, 2, 1]
    assert list(chain(*_shown(cast))) == second + third + first


def test_of_all_ever_sent_the_latest_end_comes_first(cast: Cast, batches: list[Batch]) -> None:
    first, second, third = map(_numbers, batches)
    assert list(chain(*_shown(cast, due="all"))) == first + second + third


def test_a_search_counts_and_pages_what_it_found(cast: Cast, batches: list[Batch]) -> None:
    number = _numbers(batches[1])[3]
    assert "1 件" in page(cast, "chen", f"/cases/?q={number}")
    assert _shown(cast, q=number)[0] == [number]


def test_the_page_tells_there_are_more_batches_than_it_shows(
    cast: Cast, batches: list[Batch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases, "BATCHES", 2)
    shown = page(cast, "chen", "/cases/")
    assert "最近到期的 2 批" in shown
    assert f'href="/cases/batches/{batches[0].pk}/"' not in shown
    assert f'href="/cases/batches/{batches[0].pk}/"' in page(cast, "chen", "/cases/?batches=all")
