"""The register of those who serve outside walls: kept by one office, its clocks, its points, letters to courts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db.utils import ProgrammingError
from django.test import Client

from commutation.models import Batch, Ruling
from procuratorate.community.models import Inquiry, Subject
from procuratorate.custody.models import Custody, PropertyItem
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.factories import batch_of, inmates
from tests.commutation.outside import DIAGNOSIS, GUARANTOR, HANDOVER, NOTICE, act, decide, send, started

pytestmark = pytest.mark.django_db
As = Callable[..., Client]
TOLD = {
    "kind": "probation", "name": "祁缓生", "sex": "1", "offence": "盗窃", "decider": "临澄县人民法院",
    "effective_on": "2026-11-02", "until": "2028-11-01", "body": "临澄县社区矫正局",
}  # fmt: skip


@pytest.fixture(autouse=True)
def monday(set_clock: Callable[[datetime | None], None]) -> None:
    set_clock(datetime(2026, 11, 16, 2, 0, tzinfo=UTC))


def entered(client: Client, **changed: Any) -> Subject:
    answer = client.post("/community/new/", TOLD | changed)
    assert answer.status_code == 302, answer.content.decode()
    return now()


def now() -> Subject:
    with acting_as(BUILDER):
        found: Subject = Subject.objects.select_related("clock").order_by("-pk")[0]
        return found


def write(client: Client, subject: Subject, act: str, on: str, **told: str) -> Any:
    body = {"act": act, "on": on, "version": now().version} | told
    return client.post(f"/community/{subject.pk}/record/", body)


def test_only_the_procuratorate_keeps_it_and_only_the_office_that_entered_writes(cast: Cast, as_officer: As) -> None:
    for stranger in (cast.tang, cast.hao, cast.chang):
        assert as_officer(stranger).get("/community/").status_code == 403
    one = entered(as_officer(cast.chen))
    assert as_officer(cast.yin).get(f"/community/{one.pk}/").status_code == 404
    assert as_officer(cast.qin).get(f"/community/{one.pk}/").status_code == 200  # above, reads
    assert write(as_officer(cast.qin), one, "arrived", "2026-11-10").status_code == 403
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(cast.actor("tang")):
        list(Subject.objects.all())


def test_ten_days_to_arrive_then_a_point_to_look_at(cast: Cast, as_officer: As, set_clock: Callable[..., None]) -> None:
    chen = as_officer(cast.chen)
    assert chen.post("/community/new/", TOLD | {"effective_on": "2026-11-17"}).status_code == 422
    assert chen.post("/community/new/", TOLD | {"until": "2026-11-01"}).status_code == 422
    one = entered(chen)
    assert one.clock is not None
    assert (one.arrive_due, one.clock.organ_id) == (date(2026, 11, 12), cast.office.pk)
    assert "核对有无漏管" in chen.get(f"/community/{one.pk}/").content.decode()
    assert "十日内报到" in chen.get("/community/").content.decode()
    assert write(chen, one, "arrived", "2026-11-01").status_code == 422
    assert write(chen, one, "arrived", "2026-11-12").status_code == 302
    assert write(chen, one, "arrived", "2026-11-12").status_code == 403
    assert "核对有无漏管" not in chen.get(f"/community/{one.pk}/").content.decode()
    clock = now().clock
    assert clock is not None
    assert clock.state == "met"


def test_lost_asks_for_the_measure_of_its_days_and_a_recall_for_its_clocks(
    cast: Cast, as_officer: As, set_clock: Callable[..., None]
) -> None:
    chen = as_officer(cast.chen)
    one = entered(chen, kind="outside", effective_on="2026-10-12")
    assert write(chen, one, "lost", "2026-11-01", words="失联").status_code == 403  # never arrived
    write(chen, one, "arrived", "2026-10-20")
    assert write(chen, one, "lost", "2026-11-01").status_code == 422
    assert write(chen, one, "lost", "2026-11-01", words="失联超过四十八小时").status_code == 302
    assert "登记中没有警告" in chen.get(f"/community/{one.pk}/").content.decode()
    assert write(chen, one, "warned", "2026-11-13", paper="警告1号").status_code == 302
    assert "登记中没有警告" not in chen.get(f"/community/{one.pk}/").content.decode()
    assert write(chen, one, "proposed", "2026-11-14").status_code == 302
    clock = now().clock
    assert clock is not None
    assert (clock.kind, clock.due_on) == ("community.decide", date(2026, 12, 14))
    assert write(chen, one, "decided", "2026-11-16").status_code == 302
    clock = now().clock
    assert clock is not None
    assert (clock.kind, clock.due_on) == ("community.take", date(2026, 11, 19))
    assert write(chen, one, "taken", "2026-11-16").status_code == 302
    assert now().state == "ended"
    assert write(chen, one, "lost", "2026-11-16", words="x").status_code == 403
    assert write(chen, one, "checked", "2026-11-16", words="收监手续齐全").status_code == 302


def test_political_rights_have_a_line_and_no_invented_clock(cast: Cast, as_officer: As) -> None:
    chen = as_officer(cast.chen)
    one = entered(chen, kind="rights", body="临澄县城关派出所", until="2026-11-15")
    assert (one.clock, one.arrive_due) == (None, None)
    assert "没有登记解除、宣告" in chen.get(f"/community/{one.pk}/").content.decode()
    assert write(chen, one, "arrived", "2026-11-03").status_code == 302
    assert write(chen, one, "ended", "2026-11-15", paper="解除1号").status_code == 302
    assert "没有登记解除、宣告" not in chen.get(f"/community/{one.pk}/").content.decode()


def test_who_is_handed_over_for_outside_service_stands_on_the_register(cast: Cast, as_officer: As) -> None:
    batch: Batch = batch_of(cast)
    started(cast, batch)
    for name, told in {"diagnosis_notice": NOTICE, "diagnosis": DIAGNOSIS, "guarantor": GUARANTOR}.items():
        assert act(cast, name, told).status_code == 302
    send(cast, batch, filed=True)
    assert decide(cast).status_code == 302
    with acting_as(BUILDER):
        ruling = Ruling.objects.get()
    received = as_officer(cast.tang).post(f"/rulings/{ruling.pk}/receipt/", {"on": "2026-11-16"})
    assert received.status_code == 302, received.content.decode()
    assert act(cast, "handover", HANDOVER).status_code == 302
    one = now()
    assert (one.name, one.kind, one.office_id, one.state) == ("祁病林", "outside", cast.office.pk, "awaited")
    assert one.arrive_due == date(2026, 11, 26)
    assert "临澄县社区矫正局" in as_officer(cast.chen).get("/community/?kind=outside").content.decode()


def test_a_letter_to_the_court_runs_seven_days_and_the_answer_changes_no_dossier(
    cast: Cast, as_officer: As, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    people = inmates(cast.ward1, 12)
    with acting_as(BUILDER):
        for person in people[:-1]:
            PropertyItem.objects.create(
                person=person.person, judgment=person.sentence.judgment, kind="fine", ordered=Decimal(30000),
                paid=Decimal(12000),
            )  # fmt: skip
        done = people[-1]
        PropertyItem.objects.create(
            person=done.person, judgment=done.sentence.judgment, kind="fine", ordered=Decimal(500), paid=Decimal(500)
        )
        stay = Custody.objects.get(person=people[0].person_id)
    chen = as_officer(cast.chen)
    with django_assert_max_num_queries(40):
        page = chen.get("/community/property/").content.decode()
    assert "18,000元" in page
    assert done.number not in page
    told = {
        "court": "临澄县人民法院",
        "letter": "临城郊检函〔2026〕3号",
        "items": "罚金三万元",
        "received_on": "2026-11-10",
    }
    assert as_officer(cast.tang).post(f"/community/property/{stay.pk}/ask/", told).status_code == 403
    assert as_officer(cast.yin).post(f"/community/property/{stay.pk}/ask/", told).status_code == 404
    assert chen.post(f"/community/property/{stay.pk}/ask/", told | {"received_on": "2026-11-17"}).status_code == 422
    assert chen.post(f"/community/property/{stay.pk}/ask/", told).status_code == 302
    with acting_as(BUILDER):
        inquiry, clock = Inquiry.objects.get(), Deadline.objects.get(kind="community.answer")
    assert clock.due_on == date(2026, 11, 17)
    answer = {"on": "2026-11-16", "closing": "this_time", "answer": "终结本次执行裁定（2025）执恢3号"}
    assert chen.post(f"/community/letters/{inquiry.pk}/answer/", answer | {"on": "2026-11-09"}).status_code == 422
    assert chen.post(f"/community/letters/{inquiry.pk}/answer/", answer).status_code == 302
    assert chen.post(f"/community/letters/{inquiry.pk}/answer/", answer).status_code == 403
    page = chen.get("/community/property/").content.decode()
    assert "终结本次执行" in page
    with acting_as(BUILDER):
        assert PropertyItem.objects.filter(person=people[0].person_id).get().closing == ""
