"""The clerk's papers of a batch: made by a job, numbered without gaps, not made twice."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import Batch
from procuratorate.custody.models import Person
from procuratorate.documents.models import Paper
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Job
from procuratorate.work.services import run_job
from tests.cast import Cast, sign_in
from tests.commutation.factories import filings, inmates, row

pytestmark = pytest.mark.django_db
WORD = "青监减字"


@pytest.fixture
def listed(cast: Cast, batch: Batch, upload: Any) -> Batch:
    """Three people on the list."""
    found = upload(batch, [row(one) for one in inmates(cast.ward1, 3)])
    assert sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/").status_code == 302
    return batch


def made(cast: Cast, batch: Batch, what: str, word: str = "") -> list[Paper]:
    """Press 制作, let the worker do it; the papers there are."""
    answer = sign_in(cast.tang).post(f"/batches/{batch.pk}/papers/", {"what": what, "word": word})
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(BUILDER):
        job = Job.objects.filter(kind="commutation.papers").order_by("-pk")[0]
    run_job(job_id=job.pk)
    with acting_as(BUILDER):
        job.refresh_from_db()
        assert job.state == "done", job.error
        return list(Paper.objects.order_by("pk"))


def test_a_neighbour_does_not_find_the_page_and_a_ward_makes_no_papers(cast: Cast, listed: Batch) -> None:
    assert sign_in(cast.lan).get(f"/batches/{listed.pk}/papers/").status_code == 404
    assert sign_in(cast.ward).post(f"/batches/{listed.pk}/papers/", {"what": "roster"}).status_code == 403


@pytest.mark.parametrize(("what", "word"), [("", ""), ("x", ""), ("proposals", ""), ("proposals", "字" * 21)])
def test_what_cannot_be_made_is_told(cast: Cast, listed: Batch, what: str, word: str) -> None:
    answer = sign_in(cast.tang).post(f"/batches/{listed.pk}/papers/", {"what": what, "word": word})
    assert (answer.status_code, "请" in answer.content.decode()) == (422, True)


def test_proposals_take_the_prisons_numbers_once_each(cast: Cast, listed: Batch) -> None:
    papers = made(cast, listed, "proposals", WORD)
    assert [one.number for one in papers] == [f"{WORD}〔2026〕{n}号" for n in (1, 2, 3)]
    assert all(one.facts["closing_to"] == "临澄市中级人民法院" for one in papers)
    assert "减刑7个月" in papers[0].facts["paragraphs"][-1]
    assert len(made(cast, listed, "proposals", WORD)) == 3


def test_the_roster_is_made_anew_only_when_the_list_changed(cast: Cast, listed: Batch, upload: Any) -> None:
    assert len(made(cast, listed, "roster")) == len(made(cast, listed, "roster")) == 1
    found = upload(listed, [row(one) for one in inmates(cast.ward1, 1, first=7)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    rosters = made(cast, listed, "roster")
    assert [len(one.facts["rows"]) for one in rosters] == [3, 4]


def adjusted(cast: Cast, batch: Batch) -> int:
    """Consulted about, the first asks for five months instead of seven; its id."""
    head = sign_in(cast.shen)
    assert head.post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5}).status_code == 302
    first = filings(batch)[0]
    told = {"months": "5个月", "article": "法释〔2016〕23号第六条", "reason": "退赔未全部履行"}
    answer = sign_in(cast.tang).post(f"/batches/{batch.pk}/people/{first.pk}/adjust/", told)
    assert answer.status_code == 302, answer.content.decode()
    return first.pk


def file(cast: Cast, batch: Batch) -> Any:
    return sign_in(cast.shen).post(f"/batches/{batch.pk}/file/", {"platform_no": "平台1号"})


def test_a_proposal_issued_before_an_adjustment_gives_way_and_says_why(cast: Cast, listed: Batch) -> None:
    made(cast, listed, "proposals", WORD)
    adjusted(cast, listed)
    papers = made(cast, listed, "proposals", WORD)
    assert [one.state for one in papers] == ["superseded", "issued", "issued", "issued"]
    before, now = papers[0], papers[-1]
    assert (before.superseded_by_id, now.number) == (now.pk, f"{WORD}〔2026〕4号")
    assert "法释〔2016〕23号第六条：退赔未全部履行" in before.superseded_why
    assert "减刑5个月" in now.facts["paragraphs"][-1]
    assert len(made(cast, listed, "proposals", WORD)) == 4


def test_a_proposal_that_went_to_the_court_is_not_rewritten(cast: Cast, listed: Batch) -> None:
    made(cast, listed, "proposals", WORD)
    adjusted(cast, listed)
    went = made(cast, listed, "proposals", WORD)
    assert file(cast, listed).status_code == 302
    with acting_as(BUILDER):
        Person.objects.update(domicile="澜江省临澄县柳荫镇")  # the dossier goes on
    assert made(cast, listed, "proposals", WORD) == went


def test_nothing_is_filed_with_a_proposal_from_before_its_adjustment(cast: Cast, listed: Batch) -> None:
    made(cast, listed, "proposals", WORD)
    adjusted(cast, listed)
    refused = file(cast, listed)
    assert (refused.status_code, "1人的建议书是调整以前印发的" in refused.content.decode()) == (422, True)
    made(cast, listed, "proposals", WORD)
    assert file(cast, listed).status_code == 302


def test_a_roster_made_anew_takes_the_place_of_the_one_before(cast: Cast, listed: Batch) -> None:
    made(cast, listed, "roster")
    adjusted(cast, listed)
    before, now = made(cast, listed, "roster")
    assert (before.state, now.state, "提请内容已调整" in before.superseded_why) == ("superseded", "issued", True)


@pytest.mark.parametrize("what", ["reviews", "lists"])
def test_forms_are_one_a_person_and_stand_on_the_page(cast: Cast, listed: Batch, what: str) -> None:
    papers = made(cast, listed, what)
    page = sign_in(cast.tang).get(f"/batches/{listed.pk}/papers/").content.decode()
    assert len(papers) == 3
    assert all(one.get_absolute_url() in page for one in papers)
