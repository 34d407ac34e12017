"""Leaving, coming back, and the way of a dossier from one prison to another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from commutation.models import Filing
from prisons.models import ConductPeriod, Departure, Inmate
from procuratorate.custody.models import Custody, Person, Sentence
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import batch_of
from tests.prisons.factories import admit_one
from tests.prisons.test_api import Machine

pytestmark = pytest.mark.django_db


def leave(client: Client, inmate: Inmate, **changes: Any) -> Any:
    with acting_as(BUILDER):
        version = Person.objects.get(pk=inmate.person_id).version
    told = {"kind": "released", "left_on": "2026-11-15", "paper": "释放证明书〔2026〕5号", "version": version}
    return client.post(f"/inmates/{inmate.pk}/departure/", {**told, **changes})


def transfer(cast: Cast, inmate: Inmate) -> Departure:
    paper = "狱调〔2026〕12号"
    answer = leave(sign_in(cast.tang), inmate, kind="transferred", receiver=cast.lanpu.pk, paper=paper, reason="调监")
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(BUILDER):
        return Departure.objects.get(inmate=inmate)


def receive(cast: Cast, departure: Departure, **changes: Any) -> Any:
    told = {"received_on": "2026-11-16", "ward": cast.lanpu_ward.pk, "number": departure.number}
    return sign_in(cast.lan).post(f"/inmates/transfers/{departure.pk}/", {**told, **changes})


@pytest.mark.parametrize(("who", "status"), [("ward", 403), ("hao", 403), ("chen", 403), ("lan", 404), ("yin", 404)])
def test_only_the_own_execution_section_lets_somebody_go(cast: Cast, who: str, status: int) -> None:
    found = admit_one(cast)
    assert leave(sign_in(cast.officers[who]), found).status_code == status


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"paper": ""}, "释放证明书"),
        ({"left_on": "2099-01-01"}, "不能晚于今天"),
        ({"left_on": "2010-01-01"}, "早于收押日"),
        ({"left_on": "2026.2.30"}, "二月没有30日"),
        ({"kind": "transferred"}, "选择接收的监狱"),
        ({"kind": "died", "paper": ""}, "写明事由"),
        ({"kind": "delivered"}, "delivered"),
    ],
)
def test_a_refused_departure_says_how_to_mend_it(cast: Cast, changes: dict[str, str], words: str) -> None:
    found = admit_one(cast)
    answer = leave(sign_in(cast.tang), found, **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with acting_as(BUILDER):
        assert Custody.objects.get(person=found.person_id).until is None


def test_a_dossier_changed_meanwhile_is_a_conflict(cast: Cast) -> None:
    found = admit_one(cast)
    assert leave(sign_in(cast.tang), found, version=99).status_code == 409


def test_a_release_ends_the_stay_and_is_told_on_the_dossier(cast: Cast, audited: Any) -> None:
    found = admit_one(cast)
    client = sign_in(cast.tang)
    assert leave(client, found, where_to="澄阳区司法局").status_code == 302
    with acting_as(BUILDER):
        stay = Custody.objects.get(person=found.person_id)
        assert (str(stay.until), stay.ended) == ("2026-11-15", "released")
        assert Inmate.objects.get(pk=found.pk).state == "out"
    page = client.get(f"/inmates/{found.pk}/").content.decode()
    assert "释放证明书〔2026〕5号" in page
    assert "澄阳区司法局" in page
    assert audited("prisons.register_departure")
    assert found.number not in client.get("/inmates/").content.decode()
    assert leave(client, found).status_code == 403  # gone already


def test_who_was_let_go_by_mistake_or_taken_back_is_in_again(cast: Cast, audited: Any) -> None:
    found = admit_one(cast)
    client = sign_in(cast.tang)
    leave(client, found, kind="outside", paper="暂予监外执行决定书〔2026〕3号")
    address = f"/inmates/{found.pk}/return/"
    assert client.post(address, {"on": "2026-11-16", "reason": ""}).status_code == 422
    assert client.post(address, {"on": "2026-11-01", "reason": "收监执行"}).status_code == 422
    assert client.post(address, {"on": "2026-11-16", "reason": "收监执行"}).status_code == 302
    with acting_as(BUILDER):
        assert Custody.objects.get(person=found.person_id).until is None
        assert Inmate.objects.get(pk=found.pk).state == "in"
    assert "收监执行" in client.get(f"/inmates/{found.pk}/").content.decode()
    assert audited("prisons.register_return")
    assert client.post(address, {"on": "2026-11-16", "reason": "再来"}).status_code == 403
    assert leave(client, found).status_code == 302


def nominate(cast: Cast, inmate: Inmate) -> Filing:
    batch = batch_of(cast)
    sign_in(cast.tang).post(
        f"/batches/{batch.pk}/pick/", {"kind": "commutation", "months": "7个月", "ids": [inmate.pk]}
    )
    with acting_as(BUILDER):
        return Filing.objects.get(inmate=inmate)


def test_an_open_nomination_forbids_a_transfer_and_shows_the_way_out(cast: Cast) -> None:
    found = admit_one(cast)
    filing = nominate(cast, found)
    client = sign_in(cast.tang)
    answer = leave(client, found, kind="transferred", receiver=cast.lanpu.pk, known="on")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "先在名单中办理退出" in page
    assert f"/batches/{filing.batch_id}/people/?q={filing.number}" in page
    drop = {"ids": [filing.pk], "step": "wards", "reason": "调监"}
    assert client.post(f"/batches/{filing.batch_id}/drop/", drop).status_code == 302
    assert leave(client, found, kind="transferred", receiver=cast.lanpu.pk).status_code == 302


def test_an_open_nomination_never_holds_up_a_release_but_is_told(cast: Cast) -> None:
    found = admit_one(cast)
    nominate(cast, found)
    client = sign_in(cast.tang)
    assert "已在2026年第四批提请减刑" in client.get(f"/inmates/{found.pk}/departure/").content.decode()
    assert leave(client, found).status_code == 422
    assert leave(client, found, known="on").status_code == 302


def test_before_receipt_the_other_prison_sees_the_notice_and_not_the_dossier(cast: Cast) -> None:
    found = admit_one(cast)
    moved = transfer(cast, found)
    with acting_as(BUILDER):
        notice = Dispatch.objects.get(kind="prisons.transfer")
        assert (notice.recipient_id, notice.legal_mode) == (cast.lanpu.pk, "transfer")
    client = sign_in(cast.lan)
    assert "祁云山" in client.get("/inmates/transfers/").content.decode()
    assert "狱调〔2026〕12号" in client.get(f"/inmates/transfers/{moved.pk}/").content.decode()
    assert client.get(f"/inmates/{found.pk}/").status_code == 404
    with acting_as(cast.actor("lan")):
        assert not Person.objects.filter(pk=found.person_id).exists()


@pytest.mark.parametrize(("who", "status"), [("tang", 403), ("ward", 403), ("chen", 403)])
def test_only_the_receiving_section_confirms(cast: Cast, who: str, status: int) -> None:
    moved = transfer(cast, admit_one(cast))
    assert sign_in(cast.officers[who]).post(f"/inmates/transfers/{moved.pk}/", {}).status_code == status


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"received_on": "2026-11-14"}, "离开日"),
        ({"number": "12"}, "罪犯编号"),
        ({"ward": ""}, "监区"),
    ],
)
def test_a_refused_receipt_says_how_to_mend_it(cast: Cast, changes: dict[str, str], words: str) -> None:
    answer = receive(cast, transfer(cast, admit_one(cast)), **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_number_taken_in_the_receiving_prison_is_a_field_error(cast: Cast) -> None:
    admit_one(cast, clerk="lan", number="9902200009", name="柏知行", id_number="")
    answer = receive(cast, transfer(cast, admit_one(cast)), number="9902200009")
    assert answer.status_code == 422
    assert "已有人使用" in answer.content.decode()


def test_on_receipt_the_dossier_goes_over_whole(cast: Cast, audited: Any) -> None:
    found = admit_one(cast)
    moved = transfer(cast, found)
    answer = receive(cast, moved)
    assert answer.status_code == 302, answer.content.decode()
    page = sign_in(cast.lan).get(answer.url).content.decode()
    for word in ("祁云山", "抢劫罪", "10年6个月", "612.5", "青监奖〔2026〕18号", "狱调〔2026〕12号"):
        assert word in page, word
    with acting_as(BUILDER):
        arrived = Inmate.objects.get(arrival=moved)
        person = Person.objects.get(pk=found.person_id)
        assert (person.keeper_id, arrived.prison_id) == (cast.lanpu.pk, cast.lanpu.pk)
        assert str(Sentence.objects.get(person=person).transferred_in_on) == "2026-11-16"
        assert ConductPeriod.objects.filter(inmate=arrived).count() == 1
        assert Dispatch.objects.get(kind="prisons.transfer").acknowledged_by_id == cast.lan.pk
        assert arrived.completeness > 0
    assert audited("prisons.receive_transfer")
    assert receive(cast, moved).status_code == 403


def test_after_receipt_the_giving_prison_reads_what_it_gave_and_writes_no_more(cast: Cast) -> None:
    found = admit_one(cast)
    receive(cast, transfer(cast, found))
    client = sign_in(cast.tang)
    page = client.get(f"/inmates/{found.pk}/").content.decode()
    assert "已调入" in page
    assert client.get(f"/inmates/{found.pk}/edit/person/").status_code == 403
    assert client.post(f"/inmates/{found.pk}/return/", {"on": "2026-11-16", "reason": "误"}).status_code == 403
    assert sign_in(cast.chen).get(f"/inmates/{found.pk}/").status_code == 200


def test_a_transfer_not_yet_received_can_be_taken_back(cast: Cast) -> None:
    found = admit_one(cast)
    moved = transfer(cast, found)
    answer = sign_in(cast.tang).post(f"/inmates/{found.pk}/return/", {"on": "2026-11-16", "reason": "调动取消"})
    assert answer.status_code == 302
    assert receive(cast, moved).status_code == 403


def test_over_the_api_the_same_key_lets_somebody_go_once(cast: Cast) -> None:
    found = admit_one(cast)
    giver, taker = Machine(cast, "tang"), Machine(cast, "lan")
    told = {"kind": "transferred", "left_on": "2026-11-15", "paper": "狱调〔2026〕12号", "receiver": cast.lanpu.code}

    def ask(machine: Machine, address: str, body: dict[str, Any], key: str = "transfer-0001") -> Any:
        headers = {**machine.headers, "Idempotency-Key": key}
        return machine.client.post(address, body, content_type="application/json", headers=headers)

    address = f"/api/v1/inmates/{found.pk}/departure/"
    assert ask(giver, address, told | {"paper": ""}, "transfer-0000").status_code == 422
    first, again = ask(giver, address, told), ask(giver, address, told)
    assert (first.status_code, first.json()) == (200, again.json())
    place = f"/api/v1/transfers/{first.json()['departure']}/receipt/"
    told = {"received_on": "2026-11-16", "ward": cast.lanpu_ward.code, "number": found.number}
    assert ask(giver, place, told).status_code == 403
    first, again = ask(taker, place, told, "receipt-0001"), ask(taker, place, told, "receipt-0001")
    assert (first.status_code, first.json()) == (200, again.json())
    with acting_as(BUILDER):
        assert Custody.objects.get(person=found.person_id, until=None).since == date(2026, 11, 16)
