"""Those who serve in a centre are put forward by it as a prison puts forward its own; its office is asked and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from commutation.models import Batch, Filing, OutsideCase, Sending, Sitting
from detention.models import Detainee
from prisons.models import Inmate
from procuratorate.custody.events import dossier_changed
from procuratorate.custody.models import Person, Sentence
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import filings, inmates, row
from tests.commutation.levels import agree, plan, roster
from tests.detention.factories import do, fresh, held, site

pytestmark = pytest.mark.django_db
NUMBER = "990101111202609010001"
DOSSIER = {
    "court": "澄阳区人民法院", "case_no": "（2026）澜0102刑初88号", "judged_on": "2026-09-10",
    "effective_on": "2026-09-22", "kind": "fixed", "months": "14", "starts_on": "2025-12-20", "ends_on": "2027-02-19",
    "delivered_on": "2026-11-03",
}  # fmt: skip


@pytest.fixture
def centre(cast: Cast) -> Cast:
    site(cast)
    return cast


def serving(centre: Cast, who: str = "chang", **changed: Any) -> Detainee:
    told = {"phase": "serving", "handler": centre.centre, "start": date(2026, 11, 3), "cell": "901", "number": NUMBER}
    return held(centre, who, **told | changed)


def dossier(client: Client, one: Detainee, **changed: str) -> Any:
    return client.post(f"/batches/serving/{one.pk}/", DOSSIER | changed)


def inmate_of(one: Detainee) -> Inmate:
    with acting_as(BUILDER):
        return Inmate.objects.get(custody=one.custody_id)


def listed(centre: Cast, upload: Callable[..., Any], **changed: Any) -> tuple[Batch, Filing]:
    """One who serves in the centre on its list, everything through its pages."""
    one, chang = serving(centre), sign_in(centre.chang)
    assert dossier(chang, one).status_code == 302
    made = chang.post("/batches/new/", {"year": "2026", "ordinal": "1", "cutoff_on": "2026-10-31"})
    assert made.status_code == 302, made.content.decode()
    with acting_as(BUILDER):
        batch = Batch.objects.get()
    given = row(inmate_of(one), **({"months": "1个月"} | changed))
    found = upload(batch, [given], by="chang")
    assert chang.post(f"/batches/uploads/{found.pk}/commit/").status_code == 302
    return batch, filings(batch)[0]


def test_a_dossier_is_the_centres_to_open_for_whom_it_serves_in(centre: Cast) -> None:
    one, other = serving(centre), held(centre, place=2, name="孙见山")
    chang = sign_in(centre.chang)
    for stranger in (centre.tang, centre.geng):
        assert sign_in(stranger).get("/batches/serving/").status_code == 403
        assert dossier(sign_in(stranger), one).status_code == 403
    assert dossier(sign_in(centre.you), one).status_code == 404
    assert dossier(chang, other).status_code == 404  # investigated, serves nothing
    page = chang.get("/batches/serving/").content.decode()
    assert "钱望舒" in page
    assert "孙见山" not in page
    assert dossier(chang, one, ends_on="2025-12-20").status_code == 422
    assert dossier(chang, one).status_code == 302
    assert dossier(chang, one).status_code == 302  # known already: led there
    found = inmate_of(one)
    assert (found.prison_id, found.number, found.ends_now) == (centre.centre.pk, one.number, date(2027, 2, 19))
    assert fresh(one).sentence_ends_on == date(2027, 2, 19)
    assert sign_in(centre.geng).get(f"/inmates/{found.pk}/").status_code == 200
    for stranger in (centre.chen, centre.tang, centre.you):
        assert sign_in(stranger).get(f"/inmates/{found.pk}/").status_code == 404


def test_a_centre_sees_no_list_of_a_prison_and_no_prison_a_list_of_a_centre(
    centre: Cast, upload: Callable[..., Any]
) -> None:
    inmates(centre.ward1, 1, names=["祁山远"])
    batch, filing = listed(centre, upload)
    chang, tang = sign_in(centre.chang), sign_in(centre.tang)
    assert "祁山远" not in chang.get("/inmates/").content.decode()
    assert chang.get(f"/batches/{batch.pk}/").status_code == 200
    for stranger in (tang, sign_in(centre.you)):
        assert stranger.get(f"/batches/{batch.pk}/people/{filing.pk}/").status_code == 404
        assert stranger.get(f"/batches/{batch.pk}/").status_code == 404
    with acting_as(centre.actor("tang")):  # the row policies say so even if a query forgets
        assert not Filing.objects.exists()
        assert not Batch.objects.exists()


def meet(centre: Cast, batch: Batch, *levels: str) -> None:
    """The levels of a centre held, agreed and signed by its head."""
    shi = sign_in(centre.shi)
    for level in levels:
        assert plan(shi, batch, level, centre.centre).status_code == 302
        with acting_as(BUILDER):
            sitting = Sitting.objects.filter(batch=batch).order_by("-pk")[0]
        if level == "centre":
            assert roster(shi, sitting, [("时敬亭", True, "chair"), ("常国牧", True, "member")]).status_code == 302
        assert shi.post(f"/batches/sittings/{sitting.pk}/hold/").status_code == 302
        assert agree(shi, sitting).status_code == 302
        answer = shi.post(f"/batches/sittings/{sitting.pk}/close/")
        assert answer.status_code == 302, answer.content.decode()


def test_the_centre_meets_the_city_police_review_and_the_office_is_asked_and_told(
    centre: Cast, upload: Callable[..., Any]
) -> None:
    batch, filing = listed(centre, upload)
    shi, geng = sign_in(centre.shi), sign_in(centre.geng)
    assert plan(shi, batch, "committee", centre.centre).status_code == 422  # no committee of a prison
    meet(centre, batch, "centre", "city_police")
    assert geng.get(f"/cases/{filing.pk}/").status_code == 404
    assert sign_in(centre.chang).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5}).status_code == 403
    sent = shi.post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5})
    assert sent.status_code == 302, sent.content.decode()
    with acting_as(BUILDER):
        assert Sending.objects.get().recipient_id == centre.office3.pk
    assert geng.get(f"/cases/{filing.pk}/").status_code == 200
    assert sign_in(centre.chen).get(f"/cases/{filing.pk}/").status_code == 404
    copied = shi.post(f"/batches/{batch.pk}/file/", {"platform_no": "平台1号"})
    assert copied.status_code == 302, copied.content.decode()
    with acting_as(BUILDER):
        filed = Filing.objects.select_related("clock").get(pk=filing.pk)
    assert filed.state == "filed"
    assert filed.clock is not None
    assert filed.clock.organ_id == centre.office3.pk


def test_three_working_days_of_notice_in_a_centre_and_not_two(centre: Cast, upload: Callable[..., Any]) -> None:
    batch, _ = listed(centre, upload)
    chang = sign_in(centre.chang)
    body = {"scope": "court", "place": "监区公示栏", "posted_on": "2026-11-16", "contact": "向驻所检察室书面提出"}
    address = f"/batches/{batch.pk}/notices/"
    assert chang.post(address, body | {"until_on": "2026-11-18"}).status_code == 422  # nobody met yet
    meet(centre, batch, "centre")
    short = chang.post(address, body | {"until_on": "2026-11-17"})
    assert short.status_code == 422
    assert "第33条" in short.content.decode()
    done = chang.post(address, body | {"until_on": "2026-11-18"})
    assert done.status_code == 302, done.content.decode()


def test_outside_service_of_a_centre_is_decided_by_the_police(centre: Cast, upload: Callable[..., Any]) -> None:
    _, filing = listed(centre, upload, kind="暂予监外执行", months="")
    chang = sign_in(centre.chang)
    told = {"on": "2026-11-13", "ground": "illness", "illness": "肺部恶性肿瘤", "decider": "bureau"}
    assert chang.post(f"/outside/start/{filing.pk}/", told).status_code == 422
    assert chang.post(f"/outside/start/{filing.pk}/", told | {"decider": "police"}).status_code == 302
    with acting_as(BUILDER):
        case = OutsideCase.objects.get()
    assert "肺部恶性肿瘤" in chang.get(f"/outside/{case.pk}/").content.decode()
    assert sign_in(centre.tang).get(f"/outside/{case.pk}/").status_code == 404


def test_who_leaves_the_centre_leaves_its_dossier_too(centre: Cast) -> None:
    one, chang = serving(centre), sign_in(centre.chang)
    dossier(chang, one)
    inmate = inmate_of(one)
    assert chang.get(f"/inmates/{inmate.pk}/departure/").status_code == 403
    assert do(chang, one, "leave", on="2026-11-16", how="other", left_to="另案提解").status_code == 302
    assert inmate_of(one).state == "out"


def test_a_later_end_of_the_term_moves_the_day_of_release(centre: Cast) -> None:
    one, chang = serving(centre), sign_in(centre.chang)
    dossier(chang, one)
    with acting_as(BUILDER):
        Sentence.objects.filter(person=one.person_id).update(ends_now=date(2027, 1, 19))
        dossier_changed.send(Person, person_id=one.person_id)
    assert fresh(one).sentence_ends_on == date(2027, 1, 19)
