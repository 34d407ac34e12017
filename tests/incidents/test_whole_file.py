"""The whole file of an event in one press, what was put to an act, and what a check of a conclusion comes to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from procuratorate.incidents.models import Incident
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Job
from procuratorate.work.services import open_jobs, run_job
from tests.cast import Cast
from tests.commutation.test_bundles import pdf, words
from tests.incidents.factories import acts, do, reported
from tests.incidents.test_incidents import number, page
from tests.incidents.test_recordings import add

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
AGREED = {"view": "agreed", "words": "核查无误"}
DOUBTED = {"view": "doubted", "words": "金丝雀存疑"}


@pytest.fixture
def death(place: Cast, as_officer: As) -> Incident:
    return reported(as_officer(place.tang), "death", number(place), cause="suicide")


def put(client: Client, one: Incident, act: str, data: bytes, name: str = "笔录.pdf", **form: Any) -> Any:
    return do(client, one, act, file=SimpleUploadedFile(name, data), **form)


def made(one: Incident, act: str) -> int:
    return next(row.pk for row in acts(one) if row.act == act)


def done(client: Client, one: Incident) -> Any:
    items = client.get(f"/incidents/{one.pk}/").context["items"]
    return next(item.done_at for item in items if item.label == "审查监所的调查结论")


def bind(client: Client, one: Incident) -> bytes:
    assert client.post(f"/incidents/{one.pk}/bundle/").status_code == 302
    for one_job in open_jobs():
        run_job(job_id=one_job)
    with acting_as(BUILDER):
        job = Job.objects.filter(kind="incidents.bundle").latest("pk")
    answer = client.get(f"/incidents/{one.pk}/bundle/{job.pk}/")
    assert answer.status_code == 200, job.error
    return bytes(answer.content)


@pytest.mark.parametrize("who", ["lan", "yin", "chang"])
def test_strangers_find_neither_bundle_nor_file(place: Cast, as_officer: As, death: Incident, who: str) -> None:
    put(as_officer(place.tang), death, "conclusion", pdf(1), words="因病")
    client, file = as_officer(place.officers[who]), made(death, "conclusion")
    for path in ("bundle/", f"files/{file}/"):
        assert client.get(f"/incidents/{death.pk}/{path}").status_code == 404
    assert client.post(f"/incidents/{death.pk}/bundle/").status_code == 404


def test_a_file_is_read_with_its_act_and_by_nobody_else(place: Cast, as_officer: As, death: Incident) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    refused = put(tang, death, "conclusion", b"#!/bin/sh", "结论.pdf", words="因病")
    assert (refused.status_code, "只收 PDF" in refused.content.decode()) == (422, True)
    assert put(tang, death, "conclusion", pdf(1), "结论.pdf", words="因病").status_code == 302
    assert put(chen, death, "checked", pdf(1), "金丝雀笔录.pdf", words="询问", way="witness").status_code == 302
    theirs, ours = made(death, "conclusion"), made(death, "checked")
    for client, status in ((tang, 404), (as_officer(place.ward), 404), (chen, 200)):
        assert client.get(f"/incidents/{death.pk}/files/{ours}/").status_code == status
    assert tang.get(f"/incidents/{death.pk}/files/{theirs}/").content.startswith(b"%PDF")
    assert "金丝雀" not in page(tang, death)
    assert "金丝雀笔录.pdf" in page(chen, death)


def test_each_side_binds_what_it_may_see(place: Cast, as_officer: As, death: Incident) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    assert add(tang, death).status_code == 302
    put(tang, death, "conclusion", pdf(2), "结论.pdf", words="系自缢")
    put(chen, death, "checked", pdf(1), "金丝雀笔录.pdf", words="金丝雀询问")
    do(chen, death, "kin_applied", who="金丝雀之兄", words="申请")
    do(chen, death, "concluded", number="临城郊检死结〔2026〕1号", words="排除他杀")
    ours, theirs = bind(chen, death), bind(tang, death)
    contents = words(ours)[0]
    for name in ("监管事件登记表", "事件办理记录", "监控录像封存清单", "结论.pdf", "临城郊检死结〔2026〕1号"):
        assert name in contents
        assert name in words(theirs)[0]
    assert "金丝雀" in "".join(words(ours))
    assert "金丝雀" not in "".join(words(theirs))
    assert "系自缢" in "".join(words(theirs))


def test_nobody_agrees_with_a_conclusion_that_is_not_there(place: Cast, as_officer: As, death: Incident) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    assert do(chen, death, "checked", **AGREED).status_code == 422
    assert do(chen, death, "checked", words="询问知情人").status_code == 302  # no examination of a conclusion yet
    assert done(chen, death) is None
    assert do(tang, death, "conclusion", words="系自缢").status_code == 302
    assert do(chen, death, "checked", **AGREED).status_code == 302
    assert done(chen, death) is not None
    assert "同意监所的调查结论" not in page(tang, death)


def test_what_is_looked_into_is_not_closed_before_it_is_concluded(place: Cast, as_officer: As) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    one = reported(tang, "injury", number(place))
    do(tang, one, "conclusion", words="意外")
    assert do(chen, one, "checked", **DOUBTED).status_code == 302
    refused = do(chen, one, "closed", words="办结")
    assert (refused.status_code, "还没有作出检察调查结论" in refused.content.decode()) == (422, True)
    assert do(chen, one, "concluded", number="临城郊检结〔2026〕1号", words="属实").status_code == 302
    assert do(chen, one, "closed", words="办结").status_code == 302


def test_an_unnatural_death_asks_for_a_patrol_until_one_is_arranged(
    place: Cast, as_officer: As, death: Incident
) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    natural = reported(tang, "death", number(place, 2), cause="illness")
    assert "应当组织巡回检察" in page(chen, death)
    assert chen.get("/incidents/?tab=death").content.decode().count("待组织巡回检察") == 1
    for client, one in ((chen, natural), (tang, death)):
        assert "应当组织巡回检察" not in page(client, one)
    assert do(chen, death, "patrol", organ="临澄市人民检察院", words="三日以内开展").status_code == 302
    assert "应当组织巡回检察" not in page(chen, death)
    assert "待组织巡回检察" not in chen.get("/incidents/").content.decode()
