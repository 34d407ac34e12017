"""The queue holds what still runs; the past is a search away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commutation.models import Batch, Filing, Upload
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import State
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import inmates, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def consulted(cast: Cast, batch: Batch, upload: Callable[..., Upload]) -> Filing:
    """One commutation, sent to the resident office."""
    [person] = inmates(cast.ward1)
    found = upload(batch, [row(person)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    assert sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5}).status_code == 302
    with acting_as(BUILDER):
        return Filing.objects.get(batch=batch)


def test_a_filing_whose_clock_has_ended_leaves_the_queue_and_is_found_by_its_number(
    cast: Cast, batch: Batch, consulted: Filing
) -> None:
    client = sign_in(cast.chen)
    assert consulted.number in client.get("/cases/").content.decode()
    with acting_as(BUILDER) as at:
        Deadline.objects.filter(pk=consulted.clock_id).update(state=State.MET, ended_at=at, ended_on=at.date())
    page = client.get("/cases/").content.decode()
    assert consulted.number not in page
    assert batch.title not in page
    assert "期限未了结的" in page
    assert consulted.number in client.get(f"/cases/?q={consulted.number}").content.decode()


def test_one_click_shows_all_that_was_ever_sent_and_says_so(cast: Cast, batch: Batch, consulted: Filing) -> None:
    with acting_as(BUILDER) as at:
        Deadline.objects.filter(pk=consulted.clock_id).update(state=State.MET, ended_at=at, ended_on=at.date())
    client = sign_in(cast.chen)
    assert "?due=all" in client.get("/cases/").content.decode()
    page = client.get("/cases/?due=all").content.decode()
    assert "含期限已了结的" in page
    assert consulted.number in page
    assert batch.title in page


def test_a_person_is_found_by_a_variant_of_the_name(cast: Cast, batch: Batch, upload: Callable[..., Upload]) -> None:
    [person] = inmates(cast.ward1, names=["龚峰"])
    sign_in(cast.tang).post(f"/batches/uploads/{upload(batch, [row(person)]).pk}/commit/")
    sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5})
    client = sign_in(cast.chen)
    for words in ("龚峰", "龔峯", "峯"):
        assert person.number in client.get(f"/cases/?q={words}").content.decode(), words
    assert person.number not in client.get("/cases/?q=龚岭").content.decode()
