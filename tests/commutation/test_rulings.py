"""A ruling comes back: registered by each house, matched with reasons, reviewed in its days, served, recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commutation.models import Batch, Filing, Ruling, RulingMatch, RulingService
from commutation.ruling_columns import LAYOUT
from commutation.states import FilingState
from commutation.states.courts import RULING_MOVES, RulingState
from procuratorate.custody.models import SentenceChange
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.errors import Conflict
from procuratorate.lib.moves import move
from procuratorate.lib.sheets import write_table
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.filed import file_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast: Cast, batch: Batch) -> list[Filing]:
    return file_two(cast, batch)


def words(cast: Cast, filing: Filing, **changed: Any) -> dict[str, Any]:
    return {
        "kind": "commutation", "court": cast.court.pk, "case_no": "（2026）澜01刑更128号", "ruled_on": "2026-11-12",
        "name": filing.name, "number": filing.number, "outcome": "as_proposed", "months": "7", "gives_reasons": "",
        "received_on": "2026-11-16",
    } | changed  # fmt: skip


def register(cast: Cast, filing: Filing, by: str = "chen", **changed: Any) -> Any:
    return sign_in(cast.officers[by]).post("/rulings/new/", words(cast, filing, **changed))


def only() -> Ruling:
    with acting_as(BUILDER):
        return Ruling.objects.select_related("clock", "filing").get()


def test_wards_and_strangers_register_nothing(cast: Cast, pair: list[Filing]) -> None:
    assert register(cast, pair[0], by="ward").status_code == 403
    assert sign_in(cast.lu).get("/rulings/").status_code == 403
    with acting_as(BUILDER):
        assert not Ruling.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ruled_on": "2026-11-17"}, "裁定日不能晚于今天"),
        ({"received_on": "2026-11-11"}, "收到日须在裁定日以后"),
        ({"months": ""}, "减去几个月"),
        ({"outcome": "refused"}, "只有准予减刑的"),
        ({"months": "0"}, "大于或等于"),
    ],
)
def test_a_ruling_that_contradicts_itself_is_refused(
    cast: Cast, pair: list[Filing], changed: dict[str, str], said: str
) -> None:
    answer = register(cast, pair[0], **changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    with acting_as(BUILDER):
        assert not Ruling.objects.exists()


def test_number_and_name_match_by_themselves_and_say_why(cast: Cast, pair: list[Filing]) -> None:
    assert register(cast, pair[1]).status_code == 302
    ruling = only()
    assert (ruling.state, ruling.filing_id) == (RulingState.MATCHED, pair[1].pk)
    with acting_as(BUILDER):
        found = RulingMatch.objects.get()
        pair[1].refresh_from_db()
    assert found.by_machine
    assert {point["what"]: point["same"] for point in found.why} == {
        "姓名": True, "罪犯编号": True, "证件号后四位": None, "种类": True, "案号": None,
    }  # fmt: skip
    assert pair[1].state == FilingState.RULED


def test_a_name_alone_is_offered_and_never_matched(cast: Cast, pair: list[Filing]) -> None:
    assert register(cast, pair[0], number="").status_code == 302
    ruling = only()
    assert ruling.state == RulingState.UNMATCHED
    page = sign_in(cast.chen).get(f"/rulings/{ruling.pk}/").content.decode()
    assert pair[0].number in page
    assert "无从比对" in page
    neighbour = sign_in(cast.yin).post(f"/rulings/{ruling.pk}/match/", {"filing": pair[0].pk})
    assert neighbour.status_code == 404
    assert sign_in(cast.chen).post(f"/rulings/{ruling.pk}/match/", {"filing": "9" * 12}).status_code == 404
    assert sign_in(cast.chen).post(f"/rulings/{ruling.pk}/match/", {"filing": pair[0].pk}).status_code == 302
    assert only().filing_id == pair[0].pk


def test_twenty_days_run_from_the_peers_receipt_and_are_the_competent_houses(cast: Cast, pair: list[Filing]) -> None:
    register(cast, pair[0])
    clock = only().clock
    assert clock is not None
    assert (clock.starts_on, clock.due_on) == (date(2026, 11, 16), date(2026, 12, 7))  # the 6th is a Sunday
    assert clock.organ_id == cast.suburb.pk  # the 派出院 that a province lets act for the city 院
    assert "第274条" in clock.article


def test_the_prisons_receipt_starts_no_review(cast: Cast, pair: list[Filing]) -> None:
    register(cast, pair[0], by="tang")
    ruling = only()
    assert (ruling.prison_received_on, ruling.peer_received_on, ruling.clock) == (date(2026, 11, 16), None, None)
    answer = sign_in(cast.chen).post(f"/rulings/{ruling.pk}/receipt/", {"on": "2026-11-16"})
    assert answer.status_code == 302
    clock = only().clock
    assert clock is not None
    assert sign_in(cast.chen).post(f"/rulings/{ruling.pk}/receipt/", {"on": "2026-11-13"}).status_code == 422
    assert only().clock == clock  # no clock is reset


def test_each_house_registers_and_one_filing_has_one_ruling(cast: Cast, pair: list[Filing]) -> None:
    register(cast, pair[0])
    assert register(cast, pair[0]).status_code == 409
    second = register(cast, pair[0], by="tang")
    assert second.status_code == 302
    with acting_as(BUILDER):
        assert Ruling.objects.filter(filing=pair[0]).count() == 1
        assert Ruling.objects.get(filing=None).organ_id == cast.qingcen.pk


def test_a_wrong_match_is_taken_back_with_its_history(cast: Cast, pair: list[Filing]) -> None:
    register(cast, pair[0])
    ruling = only()
    client = sign_in(cast.chen)
    assert client.post(f"/rulings/{ruling.pk}/unmatch/", {"reason": ""}).status_code == 422
    assert sign_in(cast.tang).post(f"/rulings/{ruling.pk}/unmatch/", {"reason": "同名"}).status_code == 403
    assert client.post(f"/rulings/{ruling.pk}/unmatch/", {"reason": "同名不同人"}).status_code == 302
    assert client.post(f"/rulings/{ruling.pk}/unmatch/", {"reason": "再来一次"}).status_code == 409
    ruling = only()
    with acting_as(BUILDER):
        pair[0].refresh_from_db()
        match = RulingMatch.objects.get()
        assert Deadline.objects.get(kind="commutation.ruling_review").state == "cancelled"
    assert (ruling.state, ruling.filing, pair[0].state) == (RulingState.UNMATCHED, None, FilingState.FILED)
    assert (match.undone_why, match.undone_by_id) == ("同名不同人", cast.chen.pk)
    assert client.post(f"/rulings/{ruling.pk}/match/", {"filing": pair[1].pk}).status_code == 302
    page = client.get(f"/rulings/{ruling.pk}/").content.decode()
    assert "同名不同人" in page


def test_review_ends_the_clock_and_is_a_procurators(cast: Cast, pair: list[Filing]) -> None:
    register(cast, pair[0])
    ruling = only()
    assert sign_in(cast.tang).post(f"/rulings/{ruling.pk}/accept/", {"words": ""}).status_code == 403
    assert sign_in(cast.chen).post(f"/rulings/{ruling.pk}/accept/", {"words": "与提请一致"}).status_code == 302
    ruling = only()
    assert ruling.clock is not None
    assert (ruling.state, ruling.clock.state, ruling.reviewed_by_id) == ("accepted", "met", cast.chen.pk)


def test_service_is_laid_out_by_the_dated_table(cast: Cast, pair: list[Filing]) -> None:
    register(cast, pair[0])
    with acting_as(BUILDER):
        lines = {line.recipient: line for line in RulingService.objects.all()}
    assert set(lines) == {"prison", "peer", "inmate"}
    assert lines["inmate"].due_on == date(2026, 11, 19)
    address = f"/rulings/services/{lines['inmate'].pk}/"
    assert sign_in(cast.tang).post(address, {"served_on": "2026-11-11"}).status_code == 422
    assert sign_in(cast.tang).post(address, {"served_on": "2026-11-16", "proof": "回证18号"}).status_code == 302
    assert sign_in(cast.tang).post(address, {"served_on": "2026-11-16"}).status_code == 422


def test_the_new_term_enters_the_dossier_once_with_the_day_of_service(cast: Cast, pair: list[Filing]) -> None:
    register(cast, pair[0], ends_on="2028-06-30")
    ruling = only()
    with acting_as(BUILDER):
        line = RulingService.objects.get(recipient="inmate")
    sign_in(cast.tang).post(f"/rulings/services/{line.pk}/", {"served_on": "2026-11-16"})
    assert sign_in(cast.chen).post(f"/rulings/{ruling.pk}/term/").status_code == 403
    assert sign_in(cast.tang).post(f"/rulings/{ruling.pk}/term/").status_code == 302
    assert sign_in(cast.tang).post(f"/rulings/{ruling.pk}/term/").status_code == 422
    with acting_as(BUILDER):
        change = SentenceChange.objects.get(person=pair[0].person)
        sentence = change.sentence
    assert (change.ruled_on, change.served_on, change.months) == (date(2026, 11, 12), date(2026, 11, 16), 7)
    assert sentence.ends_now == date(2028, 6, 30)
    assert sign_in(cast.chen).post(f"/rulings/{ruling.pk}/unmatch/", {"reason": "同名"}).status_code == 409


def row(filing: Filing, **changed: Any) -> dict[str, Any]:
    return {
        "kind": "减刑", "decider": "临澄市中级人民法院", "case_no": f"（2026）澜01刑更{filing.pk}号",
        "ruled_on": "2026-11-12", "name": filing.name, "number": filing.number, "outcome": "照准", "months": "7个月",
        "received_on": "2026-11-16",
    } | changed  # fmt: skip


def upload(cast: Cast, rows: list[dict[str, Any]], by: str = "chen") -> Any:
    file = SimpleUploadedFile("裁定.xlsx", write_table(LAYOUT.columns, rows))
    return sign_in(cast.officers[by]).post("/rulings/sheet/", {"file": file})


def test_a_sheet_is_taken_row_by_row_and_a_second_time_changes_nothing(cast: Cast, pair: list[Filing]) -> None:
    stranger = row(pair[1], name="无此人", number="9900999999", case_no="（2026）澜01刑更999号")
    bad = row(pair[1], ruled_on="二月三十日", case_no="（2026）澜01刑更998号")
    rows = [row(pair[0]), row(pair[1]), stranger, bad]
    page = upload(cast, rows).content.decode()
    assert "已登记 3，其中已对应 2，登记过 0，退回 1" in page
    assert "登记过 3，退回 1" in upload(cast, rows).content.decode()
    with acting_as(BUILDER):
        assert Ruling.objects.count() == 3
        assert Ruling.objects.filter(state=RulingState.UNMATCHED).get().name == "无此人"


def test_what_is_no_workbook_is_told_so(cast: Cast, pair: list[Filing]) -> None:
    file = SimpleUploadedFile("裁定.xlsx", b"\x00\x01 not a workbook")
    answer = sign_in(cast.chen).post("/rulings/sheet/", {"file": file})
    assert answer.status_code == 422
    assert sign_in(cast.chen).get("/rulings/sheet/template.xlsx").status_code == 200


def test_the_neighbour_sees_neither_list_nor_page_nor_month(cast: Cast, pair: list[Filing]) -> None:
    register(cast, pair[0])
    ruling = only()
    for name in ("yin", "lan"):
        client = sign_in(cast.officers[name])
        assert client.get(f"/rulings/{ruling.pk}/").status_code == 404
        for address in ("/rulings/?tab=all", "/rulings/month/?month=2026-11"):
            assert pair[0].name not in client.get(address).content.decode()
    assert '<td class="num">1</td>' in sign_in(cast.chen).get("/rulings/month/?month=2026-11").content.decode()
    assert sign_in(cast.chen).get("/rulings/month/?month=二〇二六").status_code == 200


def test_proposal_and_ruling_stand_side_by_side_with_the_difference_marked(cast: Cast, pair: list[Filing]) -> None:
    register(cast, pair[0], outcome="adjusted", months="5", gives_reasons="false")
    page = sign_in(cast.chen).get(f"/rulings/{only().pk}/").content.decode()
    assert "监狱提请" in page
    assert "调整：减刑5个月" in page
    assert "未说理" in page
    assert "不同" in page


@pytest.mark.parametrize("act", RULING_MOVES)
@pytest.mark.parametrize("state", list(RulingState))
def test_a_ruling_moves_only_as_its_table_says(cast: Cast, pair: list[Filing], state: RulingState, act: str) -> None:
    bare = {RulingState.UNMATCHED, RulingState.VOID}
    with acting_as(BUILDER):
        made = Ruling.objects.create(
            organ=cast.suburb, kind="commutation", decider="临澄市中级人民法院", case_no="（2026）澜01刑更1号",
            ruled_on=date(2026, 11, 12), name="祁山远", outcome="refused", state=state, by=cast.chen,
            filing=None if state in bare else pair[0],
        )  # fmt: skip
        target = RULING_MOVES[act].target
        told = {"filing": None if target in bare else pair[0]}
        if state in RULING_MOVES[act].sources:
            move(made, act, RULING_MOVES, **told)
            assert made.state == target
        else:
            with pytest.raises(Conflict):
                move(made, act, RULING_MOVES, **told)
