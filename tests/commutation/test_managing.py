"""Acceptance, allotment in rotation, flow notices: flow, never merits."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import Acceptance, Allotment, Batch, Filing, FlowNotice, Sending
from procuratorate.custody.models import Recusal
from procuratorate.custody.states import Ground
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.commutation.papers import colleague, filed

pytestmark = pytest.mark.django_db
CHECKED = {f"ok_{number}": "1" for number in range(6)}


@pytest.fixture
def manager(cast: Cast) -> Officer:
    return colleague("J1009", "容静姝", cast.suburb, Role.CASE_MANAGER)


@pytest.fixture
def rows(cast: Cast, batch: Batch, upload: Any) -> list[Filing]:
    return filed(cast, batch, upload, 5)


def copy() -> Sending:
    with acting_as(BUILDER):
        found: Sending = Sending.objects.get(stage="filing_copy")
        return found


def charges() -> dict[int, str]:
    with acting_as(BUILDER):
        rows = Allotment.objects.order_by("pk").values_list("filing", "officer__name")
        return dict(rows)


def accept(who: Officer, **told: Any) -> Any:
    return sign_in(who).post(f"/acceptance/{copy().pk}/", {"unified_no": "临城郊检受〔2026〕171号"} | CHECKED | told)


def test_only_the_case_manager_accepts_and_strangers_see_nothing(
    cast: Cast, rows: list[Filing], manager: Officer
) -> None:
    stranger = colleague("J2009", "案管乙", cast.wangchuan, Role.CASE_MANAGER)
    assert accept(cast.chen).status_code == 403
    assert accept(cast.tang).status_code == 403
    assert accept(stranger).status_code == 404
    assert "还没有送来的批次" in sign_in(stranger).get("/acceptance/").content.decode()


def test_what_lacks_must_be_said(cast: Cast, rows: list[Filing], manager: Officer) -> None:
    answer = accept(manager, ok_0="")
    assert answer.status_code == 422
    assert "建议书副本没有勾选的" in answer.content.decode()
    assert accept(manager, unified_no=" ").status_code == 422
    assert accept(manager, ok_0="", words_0="缺2份，已通知补送").status_code == 302


def test_a_parcel_is_accepted_once_under_one_number(cast: Cast, rows: list[Filing], manager: Officer) -> None:
    assert accept(manager).status_code == 302
    assert accept(manager, unified_no="另一个号").status_code == 409
    with acting_as(BUILDER):
        consulted = Sending.objects.get(stage="consultation")
    told = {"unified_no": "临城郊检受〔2026〕171号"} | CHECKED
    answer = sign_in(manager).post(f"/acceptance/{consulted.pk}/", told)
    assert answer.status_code == 422
    assert "已经用过" in answer.content.decode()


def test_the_office_reads_the_number_and_the_prison_does_not(cast: Cast, rows: list[Filing], manager: Officer) -> None:
    accept(manager)
    with acting_as(BUILDER):
        chen, yin = cast.actor("chen"), cast.actor("yin")
    with acting_as(chen):
        assert Acceptance.objects.visible_to(chen).get().unified_no == "临城郊检受〔2026〕171号"
    with acting_as(yin):
        assert not Acceptance.objects.exists()


def test_rotation_is_even_and_the_same_whoever_asks(cast: Cast, rows: list[Filing], manager: Officer) -> None:
    colleague("J1006", "程砚秋", cast.office, Role.PROCURATOR)
    client = sign_in(manager)
    assert client.post(f"/acceptance/{copy().pk}/rotate/").status_code == 302
    assert [charges()[one.pk] for one in rows] == ["陈砚平", "程砚秋", "陈砚平", "程砚秋", "陈砚平"]
    assert client.post(f"/acceptance/{copy().pk}/rotate/").status_code == 302
    assert len(charges()) == 5
    with acting_as(BUILDER):
        assert Allotment.objects.count() == 5


def test_the_queue_narrows_to_what_one_is_in_charge_of(cast: Cast, rows: list[Filing], manager: Officer) -> None:
    colleague("J1006", "程砚秋", cast.office, Role.PROCURATOR)
    sign_in(manager).post(f"/acceptance/{copy().pk}/rotate/")
    page = sign_in(cast.chen).get("/cases/?seen=mine").content.decode()
    assert [one.name in page for one in rows] == [True, False, True, False, True]


def test_a_recused_procurator_is_passed_over(cast: Cast, rows: list[Filing], manager: Officer) -> None:
    colleague("J1006", "程砚秋", cast.office, Role.PROCURATOR)
    with acting_as(BUILDER):
        Recusal.objects.create(
            officer=cast.chen, person=rows[0].person, organ=cast.office, ground=Ground.PARTY, article="规则第24条"
        )
    sign_in(manager).post(f"/acceptance/{copy().pk}/rotate/")
    assert [charges()[one.pk] for one in rows] == ["程砚秋", "陈砚平", "陈砚平", "程砚秋", "陈砚平"]


def test_where_all_are_recused_the_filing_waits_and_is_named(cast: Cast, rows: list[Filing], manager: Officer) -> None:
    with acting_as(BUILDER):
        Recusal.objects.create(
            officer=cast.chen, person=rows[0].person, organ=cast.office, ground=Ground.PARTY, article="规则第24条"
        )
    page = sign_in(manager).post(f"/acceptance/{copy().pk}/rotate/", follow=True).content.decode()
    assert f"{rows[0].name} 的承办检察官均须回避" in page
    assert len(charges()) == 4


def test_a_named_allotment_needs_its_reason_and_an_officer_of_the_office(
    cast: Cast, rows: list[Filing], manager: Officer
) -> None:
    client, address = sign_in(manager), f"/acceptance/{copy().pk}/allot/{rows[0].pk}/"
    assert client.post(address, {"officer": cast.chen.pk, "reason": ""}).status_code == 422
    assert client.post(address, {"officer": cast.yin.pk, "reason": "熟悉案情"}).status_code == 422
    assert client.post(address, {"officer": cast.chen.pk, "reason": "熟悉案情"}).status_code == 302
    assert client.post(address, {"officer": cast.chen.pk, "reason": "熟悉案情"}).status_code == 409


def flow(who: Officer, cast: Cast, **told: Any) -> Any:
    body = {"office": cast.office.pk, "words": "受理后三日未录入案卡，请说明。", "article": "规则第665条", "number": ""}
    return sign_in(who).post("/flow-notices/", body | told)


def notice() -> FlowNotice:
    with acting_as(BUILDER):
        found: FlowNotice = FlowNotice.objects.select_related("clock", "dispatch").get()
        return found


def test_a_flow_notice_starts_ten_days_and_the_reply_ends_them(
    cast: Cast, rows: list[Filing], manager: Officer
) -> None:
    assert flow(cast.chen, cast).status_code == 403
    assert flow(manager, cast, words="").status_code == 422
    assert flow(manager, cast, office=cast.office2.pk).status_code == 422
    assert flow(manager, cast).status_code == 302
    given = notice()
    assert (given.office, given.clock.term_amount, given.clock.state) == (cast.office, 10, "open")
    answer = f"/flow-notices/{given.pk}/answer/"
    assert sign_in(cast.yin).post(answer, {"reply": "不是本室"}).status_code == 404
    assert sign_in(manager).post(answer, {"reply": "代答"}).status_code == 403
    assert sign_in(cast.chen).post(answer, {"reply": " "}).status_code == 422
    assert sign_in(cast.chen).post(answer, {"reply": "已补录。"}).status_code == 302
    assert sign_in(cast.chen).post(answer, {"reply": "再答"}).status_code == 409
    assert (notice().state, notice().clock.state) == ("answered", "met")
    assert sign_in(cast.chen).post(f"/flow-notices/{given.pk}/close/").status_code == 403
    assert sign_in(manager).post(f"/flow-notices/{given.pk}/close/").status_code == 302


def test_the_pages_open_for_none_one_and_many(cast: Cast, rows: list[Filing], manager: Officer) -> None:
    client = sign_in(manager)
    assert "没有流程监控通知书" in client.get("/flow-notices/").content.decode()
    flow(manager, cast)
    assert "案卡" in client.get("/flow-notices/").content.decode()
    page = client.get("/acceptance/").content.decode()
    assert page.count("待受理") == 2
    assert rows[0].name in client.get(f"/acceptance/{copy().pk}/").content.decode()


def test_a_long_sending_is_read_by_pages_and_counted_whole(
    cast: Cast, rows: list[Filing], manager: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commutation.views.managing.LINES", 2)
    client = sign_in(manager)
    first, last = (client.get(f"/acceptance/{copy().pk}/?page={number}").content.decode() for number in (1, 3))
    assert [one.name in first for one in rows] == [True, True, False, False, False]
    assert [one.name in last for one in rows] == [False] * 4 + [True]
    assert "5 件未分" in last
