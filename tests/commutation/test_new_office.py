"""Supervision of the prison passes to another office: what the former was sent is history, never a broken page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from commutation.models import Batch, Filing, Upload
from procuratorate.lib.clock import today
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Pairing
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import inmates, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def passed_on(cast: Cast, batch: Batch, upload: Callable[..., Upload]) -> Batch:
    """A list sent to chen's office; from today yin's supervises the prison."""
    found = upload(batch, [row(one) for one in inmates(cast.ward1, 2)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5})
    with acting_as(BUILDER):
        on = today()
        Pairing.objects.filter(counterpart=cast.qingcen).update(until=on - timedelta(days=1))
        Pairing.objects.create(procuratorate=cast.office2, counterpart=cast.qingcen, since=on)
    return batch


def pages(batch: Batch) -> list[str]:
    with acting_as(BUILDER):
        filing = Filing.objects.filter(batch=batch).first()
    assert filing is not None
    return [
        "/",
        "/desk/",
        "/cases/",
        f"/cases/batches/{batch.pk}/",
        f"/cases/{filing.pk}/",
        "/deadlines/",
        "/search/?q=2026年",
    ]


def test_no_page_of_the_new_office_breaks(cast: Cast, passed_on: Batch) -> None:
    client = sign_in(cast.yin, raise_request_exception=False)
    got = {page: client.get(page).status_code for page in pages(passed_on)}
    assert not [page for page, status in got.items() if status >= 500]
    assert got[f"/cases/batches/{passed_on.pk}/"] == 403  # receipts stay between the two parties


def test_the_former_office_reads_the_case_no_more(cast: Cast, passed_on: Batch) -> None:
    client = sign_in(cast.chen)
    assert [client.get(page).status_code for page in pages(passed_on)[3:5]] == [404, 404]
