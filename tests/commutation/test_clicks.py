"""Ten clicks at the same moment: one effect, and every click gets a proper answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from commutation.models import Batch, Filing, Sending, Upload
from procuratorate.audit.models import Entry
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import inmates, row
from tests.commutation.test_races import together

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 10


def clicked(cast: Cast, name: str, path: str, data: dict[str, Any] | None = None) -> Counter[int]:
    """The statuses of ten posts at once, each of its own browser."""
    clients = [sign_in(cast.officers[name], raise_request_exception=False) for _ in range(CLICKS)]
    return Counter(together(*(lambda one=one: one.post(path, data or {}).status_code for one in clients)))


@pytest.fixture
def listed(cast: Cast, batch: Batch, upload: Callable[..., Upload]) -> tuple[Batch, Upload]:
    """Three checked rows, not yet committed."""
    return batch, upload(batch, [row(one) for one in inmates(cast.ward1, 3)])


def test_a_list_clicked_through_goes_its_way_once(cast: Cast, listed: tuple[Batch, Upload]) -> None:
    batch, found = listed
    assert set(clicked(cast, "tang", f"/batches/uploads/{found.pk}/commit/")) == {302}
    assert clicked(cast, "shen", f"/batches/{batch.pk}/consult/", {"agreed_days": 5}) == {302: 1, 409: CLICKS - 1}
    copied = clicked(cast, "shen", f"/batches/{batch.pk}/file/", {"platform_no": "（2026）减 1 号"})
    assert copied == {302: 1, 409: CLICKS - 1}
    with acting_as(BUILDER):
        first = Dispatch.objects.earliest("pk")
    assert set(clicked(cast, "chen", f"/inbox/{first.pk}/acknowledge/")) == {302}
    with acting_as(BUILDER):
        assert Filing.objects.count() == 3
        assert Sending.objects.count() == Dispatch.objects.count() == 2
        assert sorted(Dispatch.objects.values_list("sequence", flat=True)) == [1, 2]
        assert Deadline.objects.count() == 2
        acts = Counter(Entry.objects.filter(outcome="done").values_list("act", flat=True))
    once = ("send_consultation", "send_filing_copy", "commit_upload")
    assert [acts[f"commutation.{act}"] for act in once] == [1, 1, 1]
    assert acts["dispatch.acknowledge"] == 1


def test_one_batch_of_a_number_and_one_account_of_a_number(cast: Cast) -> None:
    new = {"year": 2026, "ordinal": 7, "cutoff_on": "2026-09-30"}
    assert clicked(cast, "tang", "/batches/new/", new) == {302: 1, 422: CLICKS - 1}
    officer = {"number": "Y7777", "name": "竺行之", "organ": cast.qingcen.pk, "role": "warden", "since": "2026-11-16"}
    answers = clicked(cast, "admin", "/officers/add/", officer)
    assert set(answers) <= {200, 409, 422}
    assert answers[200] == 1
    with acting_as(BUILDER):
        assert Batch.objects.filter(ordinal=7).count() == 1
        assert Officer.objects.filter(number="Y7777").count() == 1
