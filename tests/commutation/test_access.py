"""Who may open and do what: out of sight is 404, in sight but not empowered 403. Planted neighbours that could leak."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from commutation.models import Batch, Upload
from procuratorate.custody.models import Recusal
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import batch_of, filings, inmates, row

pytestmark = pytest.mark.django_db
Send = Callable[..., Upload]

PRISON_PAGES = ("", "plan/", "people/", "roster/", "notice/", "import/", "pick/", "template.xlsx")


@pytest.mark.parametrize("page", PRISON_PAGES)
@pytest.mark.parametrize("who", ["lan", "chang"])
def test_another_place_that_files_lists_does_not_know_a_batch_exists(
    cast: Cast, batch: Batch, who: str, page: str
) -> None:
    assert sign_in(cast.officers[who]).get(f"/batches/{batch.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", PRISON_PAGES)
@pytest.mark.parametrize("who", ["chen", "pei", "admin", "lu"])
def test_the_prisons_pages_are_closed_to_everybody_else(cast: Cast, batch: Batch, who: str, page: str) -> None:
    assert sign_in(cast.officers[who]).get(f"/batches/{batch.pk}/{page}").status_code == 403


@pytest.mark.parametrize("who", ["tang", "hao", "ward", "admin", "lu", "chang"])
def test_the_procurators_pages_are_closed_to_everybody_else(cast: Cast, who: str) -> None:
    assert sign_in(cast.officers[who]).get("/cases/").status_code == 403


def test_strangers_are_sent_to_the_login_page(cast: Cast, batch: Batch, client: Any) -> None:
    for address in (f"/batches/{batch.pk}/", "/cases/"):
        assert client.get(address).url.startswith("/login/")


def test_a_ward_officer_sees_the_batch_and_the_own_ward_on_it(cast: Cast, batch: Batch, upload: Send) -> None:
    [own], [other] = inmates(cast.ward1, names=["祁云山"]), inmates(cast.ward2, first=50, names=["罗明远"])
    found = upload(batch, [row(own), row(other)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    theirs = next(one for one in filings(batch) if one.inmate_id == other.pk)
    client = sign_in(cast.ward)
    for page in ("", "people/", "roster/", "notice/", "pick/"):
        text = client.get(f"/batches/{batch.pk}/{page}").content.decode()
        assert "罗明远" not in text, page
    assert client.get(f"/batches/{batch.pk}/people/{theirs.pk}/").status_code == 404
    assert client.get(f"/batches/uploads/{found.pk}/").status_code == 404  # the section's own upload
    drop = {"ids": [theirs.pk], "step": "wards", "reason": "试一试"}
    assert client.post(f"/batches/{batch.pk}/drop/", drop).status_code == 409
    assert "祁云山" in client.get(f"/batches/{batch.pk}/people/").content.decode()


def test_a_ward_officer_sees_the_receipt_with_the_own_rows_alone(cast: Cast, batch: Batch, upload: Send) -> None:
    [own], [other] = inmates(cast.ward1, names=["祁云山"]), inmates(cast.ward2, first=50, names=["罗明远"])
    found = upload(batch, [row(own), row(other)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    assert sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5}).status_code == 302
    page = sign_in(cast.ward).get(f"/batches/{batch.pk}/").content.decode()
    assert "本监区 1 人" in page
    assert "青岑监狱 2026-000001" in page
    assert "祁云山" in page
    assert "罗明远" not in page


def test_a_ward_without_people_on_the_list_sees_no_receipt(cast: Cast, batch: Batch, upload: Send) -> None:
    found = upload(batch, [row(one) for one in inmates(cast.ward2, first=50)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5})
    assert "青岑监狱 2026-000001" not in sign_in(cast.ward).get(f"/batches/{batch.pk}/").content.decode()


def test_the_warden_reads_the_board_and_does_not_plan(cast: Cast, batch: Batch) -> None:
    client = sign_in(cast.hao)
    assert client.get(f"/batches/{batch.pk}/").status_code == 200
    assert client.get("/batches/new/").status_code == 403
    assert client.post(f"/batches/{batch.pk}/plan/", {}).status_code == 403


def test_a_recused_procurator_does_not_find_the_case(cast: Cast, batch: Batch, upload: Send) -> None:
    first, second = inmates(cast.ward1, 2)
    found = upload(batch, [row(first), row(second)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5})
    [mine, theirs] = filings(batch)
    with acting_as(BUILDER):
        Recusal.objects.create(
            officer=cast.chen, person=first.person, organ=cast.office, ground="party", article="第24条"
        )
    client = sign_in(cast.chen)
    assert client.get(f"/cases/{mine.pk}/").status_code == 404
    assert client.get(f"/cases/{theirs.pk}/").status_code == 200
    assert mine.name not in client.get(f"/cases/batches/{batch.pk}/").content.decode()


def test_the_home_of_a_clerk_is_the_batch_at_work(cast: Cast, batch: Batch) -> None:
    client = sign_in(cast.tang)
    assert client.get("/batches/").url == f"/batches/{batch.pk}/"
    assert "2026年第四批" in client.get("/batches/all/").content.decode()
    batch_of(cast, "lan", 1)
    assert "2026年第一批" not in client.get("/batches/all/").content.decode()


@pytest.mark.parametrize("address", ["/batches/all/", "/batches/new/"])
def test_a_prison_without_batches_gets_an_honest_page(cast: Cast, address: str) -> None:
    assert sign_in(cast.tang).get("/batches/").url == "/batches/all/"
    assert sign_in(cast.tang).get(address).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?ward=x&kind=y&page=999&q=%00",
        "?passed=nothing&dropped=",
        "?status=zz&q=%F0%A0%85%A4",
        "?ward=99999999999999999999",
    ],
)
def test_odd_addresses_are_answered(cast: Cast, batch: Batch, upload: Send, query: str) -> None:
    found = upload(batch, [row(one) for one in inmates(cast.ward1)])
    client, procurator = sign_in(cast.tang), sign_in(cast.chen)
    for page in (
        f"/batches/{batch.pk}/people/",
        f"/batches/{batch.pk}/pick/",
        f"/batches/uploads/{found.pk}/",
        f"/batches/{batch.pk}/roster/",
    ):
        assert client.get(page + query).status_code == 200, page
    assert procurator.get("/cases/" + query).status_code == 200
