"""Opening a case is a Reading; 审阅完毕 in bulk is for rows one opened, and says by name which were not."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from commutation.models import Batch, Note, Reading
from procuratorate.custody.models import Recusal
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import filings
from tests.commutation.reviewing import CALM, EARLY, case, consulted, filed, open_all, page, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(cast: Cast) -> Batch:
    return consulted(cast)


def readings(**told: object) -> list[Reading]:
    with acting_as(BUILDER):
        return list(Reading.objects.filter(**told))


def test_opening_a_case_is_read_once_in_each_pass(cast: Cast, batch: Batch) -> None:
    filing = case(batch)
    for _ in range(2):
        page(cast, "chen", f"/cases/{filing.pk}/")
    assert [(one.stage, one.officer_id, one.facts_hash) for one in readings()] == [
        ("consultation", cast.chen.pk, filing.facts_hash)
    ]
    filed(cast, batch)
    page(cast, "chen", f"/cases/{filing.pk}/")
    assert {one.stage for one in readings()} == {"consultation", "filing_copy"}


def test_the_prison_never_learns_who_read_what(cast: Cast, batch: Batch) -> None:
    open_all(cast, batch)
    with acting_as(BUILDER):
        tang = cast.actor("tang")
    with acting_as(tang), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Reading.objects.exists()


def test_reviewed_in_bulk_refuses_unopened_rows_by_name(cast: Cast, batch: Batch) -> None:
    seen, unseen = case(batch, EARLY), case(batch, CALM)
    page(cast, "chen", f"/cases/{seen.pk}/")
    answer = post(cast, "chen", "/cases/reviewed/", ids=[seen.pk, unseen.pk])
    assert answer.status_code == 422
    body = answer.content.decode()
    assert unseen.name in body
    assert seen.name not in body
    assert not any(one.reviewed_at for one in readings())


def test_what_a_colleague_opened_is_not_opened_by_me(cast: Cast, batch: Batch) -> None:
    open_all(cast, batch, "pei")
    assert post(cast, "chen", f"/cases/{case(batch).pk}/reviewed/").status_code == 422


def test_opened_rows_are_reviewed_and_the_queue_says_so(cast: Cast, batch: Batch) -> None:
    open_all(cast, batch)
    ids = [one.pk for one in filings(batch)]
    answer = post(cast, "chen", "/cases/reviewed/", ids=ids, back="/cases/?seen=read")
    assert (answer.status_code, answer.url) == (302, "/cases/?seen=read")
    assert all(one.reviewed_at for one in readings())
    assert page(cast, "chen", "/cases/").count("已审阅") == 2


def test_a_page_elsewhere_is_not_gone_back_to(cast: Cast, batch: Batch) -> None:
    open_all(cast, batch)
    answer = post(cast, "chen", "/cases/reviewed/", ids=[case(batch).pk], back="https://elsewhere.example/")
    assert answer.url == "/cases/"


def test_one_case_reviewed_leads_to_the_next(cast: Cast, batch: Batch) -> None:
    open_all(cast, batch)
    answer = post(cast, "chen", f"/cases/{case(batch).pk}/reviewed/", next=case(batch, CALM).pk)
    assert answer.url == f"/cases/{case(batch, CALM).pk}/"


@pytest.mark.parametrize(("who", "status"), [("tang", 403), ("qin", 403), ("yin", 404), ("lan", 403)])
def test_nobody_else_reviews_or_notes(cast: Cast, batch: Batch, who: str, status: int) -> None:
    filing = case(batch)
    assert post(cast, who, f"/cases/{filing.pk}/reviewed/").status_code == status
    assert post(cast, who, f"/cases/{filing.pk}/notes/", words="一句").status_code == status


def test_a_recused_officer_finds_no_case_to_review(cast: Cast, batch: Batch) -> None:
    filing = case(batch)
    with acting_as(BUILDER):
        Recusal.objects.create(officer=cast.chen, person_id=filing.person_id, organ=cast.office, ground="party")
    assert sign_in(cast.chen).get(f"/cases/{filing.pk}/").status_code == 404
    assert post(cast, "chen", f"/cases/{filing.pk}/reviewed/").status_code == 404
    assert post(cast, "chen", "/cases/reviewed/", ids=[filing.pk]).status_code == 422


def test_a_note_is_the_offices_own_and_stays(cast: Cast, batch: Batch) -> None:
    filing = case(batch)
    assert post(cast, "chen", f"/cases/{filing.pk}/notes/", words=" ").status_code == 422
    assert post(cast, "chen", f"/cases/{filing.pk}/notes/", words="核回证：收到日为1月20日").status_code == 302
    assert "核回证" in page(cast, "pei", f"/cases/{filing.pk}/")
    with acting_as(BUILDER):
        note, tang, chen = Note.objects.get(), cast.actor("tang"), cast.actor("chen")
    with acting_as(tang), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Note.objects.exists()
    with acting_as(chen), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(words="改")


def test_the_queue_puts_the_worst_first_and_filters(cast: Cast, batch: Batch) -> None:
    early, calm = case(batch, EARLY), case(batch, CALM)
    whole = page(cast, "chen", "/cases/")
    assert whole.index(early.number) < whole.index(calm.number)
    doubtful = page(cast, "chen", "/cases/?seen=doubt")
    assert early.number in doubtful
    assert calm.number not in doubtful
    page(cast, "chen", f"/cases/{early.pk}/")
    unread = page(cast, "chen", "/cases/?seen=new")
    assert early.number not in unread
    assert calm.number in unread


def test_the_case_shows_the_law_line_by_line(cast: Cast, batch: Batch) -> None:
    shown = page(cast, "chen", f"/cases/{case(batch).pk}/")
    for words in ("法律逐条", "有期徒刑减刑间隔时间", "条文已核实", "由承办人判断", "不适用", "各层级意见", "下一件"):
        assert words in shown
