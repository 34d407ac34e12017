"""The list crosses: frozen, numbered, delivered, with a clock at the resident office. Before, nobody there sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, InternalError, connection, transaction

from commutation.models import Batch, Filing, Sending, SentFiling, Upload
from commutation.selectors.snapshots import dossiers_now
from commutation.services.sending import lines_of
from procuratorate.audit.models import Entry
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.digest import sm3_of
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Pairing
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import filings, inmates, row

pytestmark = pytest.mark.django_db
Send = Callable[..., Upload]


@pytest.fixture
def listed(cast: Cast, batch: Batch, upload: Send) -> Batch:
    """A batch of two commutations and a parole, nominated."""
    people = inmates(cast.ward1, 3)
    rows = [row(people[0]), row(people[1]), row(people[2], kind="假释", months="", probation_until="2029-01-31")]
    found = upload(batch, rows)
    assert sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/").status_code == 302
    return batch


def consult(cast: Cast, batch: Batch, by: str = "shen", **data: Any) -> Any:
    return sign_in(cast.officers[by]).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5, **data})


def test_the_clerk_does_not_send_but_may_close_the_list(cast: Cast, listed: Batch) -> None:
    assert consult(cast, listed, by="tang").status_code == 403
    client = sign_in(cast.tang)
    assert client.post(f"/batches/{listed.pk}/prepare/").status_code == 302
    assert client.get(f"/batches/{listed.pk}/import/").status_code == 403  # the list is closed
    assert client.post(f"/batches/{listed.pk}/reopen/").status_code == 302


def test_before_sending_the_procurator_sees_nothing_anywhere(cast: Cast, listed: Batch) -> None:
    [filing, *_] = filings(listed)
    client = sign_in(cast.chen)
    for address in (f"/cases/batches/{listed.pk}/", f"/cases/{filing.pk}/"):
        assert client.get(address).status_code == 404
    page = client.get("/cases/").content.decode()
    assert "没有在审的批次" in page
    assert filing.name not in page
    with acting_as(BUILDER):
        chen = cast.actor("chen")
    with acting_as(chen):  # the row policy says so even if a query forgets
        assert Batch.objects.count() == Filing.objects.count() == 0


def test_sending_freezes_the_list_and_starts_the_agreed_clock_at_the_resident_office(cast: Cast, listed: Batch) -> None:
    assert consult(cast, listed).status_code == 302
    with acting_as(BUILDER):
        sending = Sending.objects.select_related("dispatch", "clock", "recipient").get()
        content = sending.dispatch.content
        people = list(Filing.objects.filter(batch=listed).select_related("ward").order_by("sent_lines__position"))
        assert content["people"] == lines_of(people, dossiers_now(people))
        assert sending.content_hash == sending.dispatch.content_hash == sm3_of(content)
    assert sending.recipient == cast.office
    assert (sending.dispatch.legal_mode, sending.dispatch.delivered_at is not None) == ("consultation", True)
    clock = sending.clock
    assert clock is not None
    assert (clock.organ_id, clock.agreed, clock.starts_on, clock.due_on) == (
        cast.office.pk, True, date(2026, 11, 16), date(2026, 11, 23),
    )  # fmt: skip
    assert "约定" in clock.article


def test_after_sending_the_paired_office_sees_it_and_the_neighbour_does_not(cast: Cast, listed: Batch) -> None:
    consult(cast, listed)
    [filing, *_] = filings(listed)
    mine, theirs = sign_in(cast.chen), sign_in(cast.yin)
    for address in (f"/cases/batches/{listed.pk}/", f"/cases/{filing.pk}/"):
        assert mine.get(address).status_code == 200
        assert theirs.get(address).status_code == 404
    assert filing.name in mine.get("/cases/").content.decode()
    assert filing.name not in theirs.get("/cases/").content.decode()


def test_an_extent_left_open_keeps_the_list_at_home(cast: Cast, batch: Batch, upload: Send) -> None:
    found = upload(batch, [row(one, months="") for one in inmates(cast.ward1)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    answer = consult(cast, batch)
    assert answer.status_code == 422
    assert "没有填减刑幅度" in answer.content.decode()


def test_an_empty_list_is_not_sent(cast: Cast, batch: Batch) -> None:
    assert consult(cast, batch).status_code == 422
    shen = sign_in(cast.shen)
    assert "没有可以发送的人" in shen.get(f"/batches/{batch.pk}/consult/").content.decode()
    assert "没有可以报送的人" in shen.get(f"/batches/{batch.pk}/file/").content.decode()


def test_a_prison_without_a_resident_office_today_is_told_so(cast: Cast, listed: Batch) -> None:
    with acting_as(BUILDER):
        Pairing.objects.filter(counterpart=cast.qingcen).update(until=date(2026, 11, 15))
    answer = consult(cast, listed)
    assert answer.status_code == 422
    assert "没有派驻检察机关" in answer.content.decode()
    assert "没有派驻检察机关" in sign_in(cast.shen).get(f"/batches/{listed.pk}/consult/").content.decode()


@pytest.mark.parametrize("days", ["0", "61", "五", ""])
def test_agreed_days_out_of_bounds_are_refused_beside_the_field(cast: Cast, listed: Batch, days: str) -> None:
    assert consult(cast, listed, agreed_days=days).status_code == 422


def test_the_list_goes_to_whoever_is_paired_on_that_day(cast: Cast, listed: Batch) -> None:
    with acting_as(BUILDER):
        Pairing.objects.filter(counterpart=cast.qingcen).update(until=date(2026, 11, 15))
        Pairing.objects.create(procuratorate=cast.office3, counterpart=cast.qingcen, since=date(2026, 11, 16))
    consult(cast, listed)
    with acting_as(BUILDER):
        assert Dispatch.objects.get().recipient_id == cast.office3.pk


def test_what_was_sent_cannot_be_changed_even_in_the_database(cast: Cast, listed: Batch) -> None:
    consult(cast, listed)
    with acting_as(BUILDER):
        for rows, change in (
            (Filing.objects.all(), {"months": 12}),
            (Filing.objects.all(), {"facts": {}}),
            (Sending.objects.all(), {"people": 1}),
            (SentFiling.objects.all(), {"position": 9}),
            (SentFiling.objects.all(), {"dossier": {}}),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**change)


def test_the_procuratorate_may_write_nothing_on_a_filing_but_its_clock(cast: Cast, listed: Batch) -> None:
    consult(cast, listed)
    with acting_as(BUILDER):
        chen = cast.actor("chen")
    with acting_as(chen), pytest.raises(InternalError), transaction.atomic():
        Filing.objects.update(drop_reason="x")


def test_who_drops_out_after_the_consultation_does_not_go_along_with_the_copy(cast: Cast, listed: Batch) -> None:
    consult(cast, listed)
    [first, *others] = filings(listed)
    data = {"ids": [first.pk], "step": "consultation", "reason": "采纳检察意见，不再提请"}
    assert sign_in(cast.tang).post(f"/batches/{listed.pk}/drop/", data).status_code == 302
    assert file_copy(cast, listed).status_code == 302
    with acting_as(BUILDER):
        sent = Sending.objects.get(stage="filing_copy")
        assert set(sent.lines.values_list("filing", flat=True)) == {one.pk for one in others}
    assert "采纳检察意见" in sign_in(cast.chen).get(f"/cases/{first.pk}/").content.decode()


def file_copy(cast: Cast, batch: Batch, number: str = "平台2026-0412") -> Any:
    return sign_in(cast.shen).post(f"/batches/{batch.pk}/file/", {"platform_no": number})


def test_the_copy_needs_the_number_of_the_platform(cast: Cast, listed: Batch) -> None:
    consult(cast, listed)
    assert file_copy(cast, listed, "").status_code == 422
    assert file_copy(cast, listed, "长" * 61).status_code == 422


def test_the_copy_opens_ten_days_of_review_from_the_day_after_receipt(
    cast: Cast, listed: Batch, set_clock: Any
) -> None:
    consult(cast, listed)
    assert file_copy(cast, listed).status_code == 302
    with acting_as(BUILDER):
        clock = Deadline.objects.get(kind="commutation.review")
        agreed = Deadline.objects.get(kind="commutation.consultation")
        dispatch = Sending.objects.get(stage="filing_copy").dispatch
    assert (clock.starts_on, clock.due_on, clock.agreed) == (date(2026, 11, 16), date(2026, 11, 26), False)
    assert "第635条" in clock.article
    assert dispatch.legal_mode == "copy"
    assert agreed.state == "met"


def test_service_outside_runs_by_its_own_article(cast: Cast, batch: Batch, upload: Send) -> None:
    people = inmates(cast.ward1, 2)
    found = upload(batch, [row(people[0]), row(people[1], kind="暂予监外执行", months="")])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    consult(cast, batch)
    file_copy(cast, batch)
    with acting_as(BUILDER):
        clocks = {one.kind: one.article for one in Deadline.objects.exclude(kind="commutation.consultation")}
        routes = dict(Filing.objects.values_list("kind", "clock__kind"))
    assert "第635条" in clocks["commutation.review"]
    assert "第630条" in clocks["commutation.review_outside"]
    assert routes == {"commutation": "commutation.review", "outside_service": "commutation.review_outside"}


def test_the_chief_lengthens_the_review_of_one_case_and_nobody_else_does(cast: Cast, listed: Batch) -> None:
    consult(cast, listed)
    [first, second, _] = filings(listed)
    address = f"/cases/{first.pk}/extend/"
    assert sign_in(cast.pei).post(address, {"reason": "案情复杂"}).status_code == 403  # no copy has come yet
    file_copy(cast, listed)
    assert sign_in(cast.chen).post(address, {"reason": "案情复杂"}).status_code == 403
    client = sign_in(cast.pei)
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "涉及多次变更，案情复杂"}).status_code == 302
    assert client.post(address, {"reason": "再来一次"}).status_code == 409
    with acting_as(BUILDER):
        ends = dict(Filing.objects.values_list("pk", "clock__due_on"))
    assert (ends[first.pk], ends[second.pk]) == (date(2026, 12, 7), date(2026, 11, 26))  # 12-06 is a Sunday


def test_the_board_shows_the_receipt_and_what_the_procurator_opened(cast: Cast, listed: Batch) -> None:
    consult(cast, listed)
    board = sign_in(cast.tang)
    assert "还没有打开" in board.get(f"/batches/{listed.pk}/").content.decode()
    sign_in(cast.chen).get(f"/cases/batches/{listed.pk}/")
    page = board.get(f"/batches/{listed.pk}/").content.decode()
    assert "陈砚平" in page
    assert "还没有登记" in page


def test_every_opening_of_a_case_is_audited(cast: Cast, listed: Batch) -> None:
    consult(cast, listed)
    [filing, *_] = filings(listed)
    sign_in(cast.chen).get(f"/cases/{filing.pk}/")
    with acting_as(BUILDER):
        read = Entry.objects.filter(outcome="read", target_type="commutation.filing", target_id=str(filing.pk))
        assert read.get().officer_name == "陈砚平"


def test_a_case_shows_what_the_dossier_says_differently_by_now(cast: Cast, listed: Batch) -> None:
    consult(cast, listed)
    [filing, *_] = filings(listed)
    with acting_as(BUILDER), connection.cursor() as cursor:
        cursor.execute("UPDATE custody_sentence SET delivered_on = '2021-05-05'")
    page = sign_in(cast.chen).get(f"/cases/{filing.pk}/").content.decode()
    assert "2021-04-01" in page
    assert "2021-05-05" in page
    assert "不同" in page


def test_the_list_as_sent_prints_whole(cast: Cast, listed: Batch) -> None:
    consult(cast, listed)
    page = sign_in(cast.chen).get(f"/cases/batches/{listed.pk}/?print=1").content.decode()
    assert all(filing.number in page for filing in filings(listed))
