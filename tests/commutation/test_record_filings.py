"""备案审查: a ruling on a former official goes up in its ten days, is reviewed there, and what is asked is reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from commutation.models import Batch, Filing, RecordFiling, Ruling
from commutation.states.courts import RECORD_MOVES, RecordState
from procuratorate.custody.models import Judgment, OfCategory, Offence, Person
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.errors import Conflict
from procuratorate.lib.moves import move
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.filed import file_two
from tests.commutation.test_rulings import only, register

pytestmark = pytest.mark.django_db

SetClock = Callable[[datetime | None], None]


@pytest.fixture
def record(cast: Cast, batch: Batch) -> RecordFiling:
    """The peer received the ruling on a former 县处级 on the sixteenth."""
    return filed_for(cast, file_two(cast, batch)[0], "县处级")


def filed_for(cast: Cast, filing: Filing, rank: str) -> RecordFiling:
    with acting_as(BUILDER):
        official(filing, rank)
    assert register(cast, filing).status_code == 302
    return now()


def official(filing: Filing, rank: str, crime: str = "A1") -> None:
    """He held this rank, and what he did was a duty crime; as BUILDER."""
    Person.objects.filter(pk=filing.person_id).update(former_rank=rank)
    if crime:
        OfCategory.objects.create(person_id=filing.person_id, code=crime)


def now() -> RecordFiling:
    with acting_as(BUILDER):
        rows = RecordFiling.objects.select_related("ruling", "clock", "review_clock", "follow_clock", "dispatch", "to")
        found: RecordFiling = rows.get()
        return found


def press(who: Officer, verb: str, **told: str) -> Any:
    return sign_in(who).post(f"/rulings/records/{now().pk}/{verb}/", {"words": ""} | told)


def ending(clock: Deadline | None) -> tuple[date, int, str] | None:
    return (clock.due_on, clock.organ_id, clock.state) if clock else None


def test_nobody_else_sends_reviews_or_sees_it(cast: Cast, record: RecordFiling) -> None:
    for who in (cast.tang, cast.ward, cast.lu):
        assert press(who, "send").status_code == 403
    for who in (cast.yin, cast.lan):
        assert press(who, "send").status_code in {403, 404}
    assert press(cast.qin, "send").status_code == 403  # the province reads below, and sends for nobody
    assert "备案审查" not in sign_in(cast.tang).get(f"/rulings/{record.ruling_id}/").content.decode()


def test_it_is_not_reviewed_before_it_was_sent(cast: Cast, record: RecordFiling) -> None:
    assert press(cast.qin, "answer", act="clear").status_code == 409
    assert press(cast.chen, "report", words="已执行").status_code == 409


def test_it_goes_to_the_province_in_ten_days_and_is_cleared_there(
    cast: Cast, record: RecordFiling, set_clock: SetClock
) -> None:
    assert record.to == cast.province
    assert record.clock is not None
    assert record.clock.due_on == date(2026, 11, 26)
    assert "报备" in sign_in(cast.chen).get(f"/rulings/{record.ruling_id}/").content.decode()
    set_clock(datetime(2026, 11, 20, 2, tzinfo=UTC))
    assert press(cast.chen, "send", words="附裁定书").status_code == 302
    assert press(cast.chen, "send").status_code == 409
    sent = now()
    assert sent.clock is not None
    assert (sent.state, sent.clock.state) == ("sent", "met")
    assert ending(sent.review_clock) == (date(2026, 11, 30), cast.province.pk, "open")
    assert sent.dispatch is not None
    assert (sent.dispatch.legal_mode, sent.dispatch.recipient_id) == ("record", cast.province.pk)
    assert sent.dispatch.content["rank"] == "县处级"
    assert [voice[0] for voice in sent.dispatch.content["voices"]] == ["监狱提请", "裁定"]
    assert press(cast.chen, "answer", act="clear").status_code == 403
    assert press(cast.qin, "answer", act="clear").status_code == 302
    cleared = now()
    assert cleared.review_clock is not None
    assert (cleared.state, cleared.review_clock.state, cleared.follow_clock) == ("cleared", "met", None)
    with acting_as(BUILDER):
        back = Dispatch.objects.get(in_reply_to=sent.dispatch)
    assert (back.sender_id, back.recipient_id) == (cast.province.pk, cast.office.pk)


def test_what_is_left_to_do_stands_in_its_tab_and_the_prison_has_none(cast: Cast, record: RecordFiling) -> None:
    for who in (cast.chen, cast.qin):
        assert record.ruling.name in sign_in(who).get("/rulings/?tab=record").content.decode()
    assert "备案审查" not in sign_in(cast.tang).get("/rulings/?tab=record").content.decode()
    press(cast.chen, "send")
    press(cast.qin, "answer", act="clear")
    assert record.ruling.name not in sign_in(cast.qin).get("/rulings/?tab=record").content.decode()


def test_what_was_missing_is_sent_within_three_days(cast: Cast, record: RecordFiling) -> None:
    press(cast.chen, "send")
    assert press(cast.qin, "answer", act="ask_more").status_code == 422
    assert press(cast.qin, "answer", act="", words="缺判决书").status_code == 422
    assert press(cast.qin, "answer", act="ask_more", words="缺判决书").status_code == 302
    lacking = now()
    assert ending(lacking.follow_clock) == (date(2026, 11, 19), cast.office.pk, "open")
    three_days = lacking.follow_clock
    assert press(cast.chen, "send", words="补判决书").status_code == 302
    with acting_as(BUILDER):
        assert three_days is not None
        three_days.refresh_from_db()
        assert Dispatch.objects.filter(legal_mode="record").count() == 2
    assert (now().state, three_days.state) == ("sent", "met")


def test_what_is_to_be_done_is_reported_within_thirty_days(cast: Cast, record: RecordFiling) -> None:
    press(cast.chen, "send")
    assert press(cast.qin, "answer", act="advise", words="建议提出纠正意见").status_code == 302
    assert ending(now().follow_clock) == (date(2026, 12, 16), cast.office.pk, "open")
    page = sign_in(cast.chen).get(f"/rulings/{record.ruling_id}/").content.decode()
    assert "建议提出纠正意见" in page
    assert press(cast.chen, "report").status_code == 422
    assert press(cast.chen, "report", words="已提出纠正意见").status_code == 302
    closed = now()
    assert closed.follow_clock is not None
    assert (closed.state, closed.follow_clock.state, closed.report) == ("closed", "met", "已提出纠正意见")
    with acting_as(BUILDER):
        last = Dispatch.objects.filter(kind="commutation.record").order_by("-pk")[0]
    assert (last.legal_mode, last.recipient_id) == ("report", cast.province.pk)


def test_to_a_house_outside_this_system_it_goes_on_paper(cast: Cast, batch: Batch) -> None:
    record = filed_for(cast, file_two(cast, batch)[0], "厅局级")
    assert record.to is None
    assert press(cast.chen, "send").status_code == 422
    assert press(cast.chen, "send", words="临城郊检报〔2026〕9号").status_code == 302
    assert press(cast.chen, "answer", act="clear").status_code == 302
    done = now()
    assert (done.state, done.dispatch, done.review_clock) == ("cleared", None, None)


def test_an_ordinary_ruling_is_filed_with_nobody(cast: Cast, batch: Batch) -> None:
    register(cast, file_two(cast, batch)[0])
    with acting_as(BUILDER):
        assert not RecordFiling.objects.exists()
    assert "备案审查" not in sign_in(cast.chen).get(f"/rulings/{only().pk}/").content.decode()


@pytest.mark.parametrize("act", RECORD_MOVES)
@pytest.mark.parametrize("state", list(RecordState))
def test_a_record_moves_only_as_its_table_says(cast: Cast, state: RecordState, act: str) -> None:
    with acting_as(BUILDER):
        ruling = Ruling.objects.create(
            organ=cast.suburb, kind="commutation", decider="x", case_no="1", ruled_on=date(2026, 11, 12), name="祁山远",
            outcome="refused", by=cast.chen,
        )  # fmt: skip
        made = RecordFiling.objects.create(ruling=ruling, organ=cast.suburb, rank="县处级", article="x", state=state)
        if state in RECORD_MOVES[act].sources:
            move(made, act, RECORD_MOVES)
            assert made.state == RECORD_MOVES[act].target
        else:
            with pytest.raises(Conflict):
                move(made, act, RECORD_MOVES)


def clocks() -> dict[int, Deadline]:
    with acting_as(BUILDER):
        return {clock.pk: clock for clock in Deadline.objects.filter(kind="commutation.record_filing")}


def undo(cast: Cast, ruling: int, by: str = "chen") -> Any:
    return sign_in(cast.officers[by]).post(f"/rulings/{ruling}/unmatch/", {"reason": "同名不同人"})


def test_the_prison_sees_no_clock_of_the_record(cast: Cast, record: RecordFiling) -> None:
    assert record.clock is not None
    assert sign_in(cast.tang).get(f"/deadlines/{record.clock_id}/").status_code == 404
    assert "备案审查" not in sign_in(cast.tang).get("/deadlines/").content.decode()
    assert sign_in(cast.chen).get(f"/deadlines/{record.clock_id}/").status_code == 200


def test_a_record_sent_up_keeps_the_ruling_with_its_person(cast: Cast, record: RecordFiling) -> None:
    press(cast.chen, "send")
    answer = undo(cast, record.ruling_id)
    assert answer.status_code == 409
    assert "不能撤销对应" in answer.content.decode()
    assert now().ruling.filing_id == record.ruling.filing_id


def test_taken_from_its_person_a_ruling_is_not_sent_up(cast: Cast, batch: Batch) -> None:
    pair = file_two(cast, batch)
    record = filed_for(cast, pair[0], "厅局级")
    assert undo(cast, record.ruling_id).status_code == 302
    assert (now().state, [clock.state for clock in clocks().values()]) == ("dropped", ["cancelled"])
    assert press(cast.chen, "send", words="临城郊检报〔2026〕9号").status_code == 409
    assert sign_in(cast.chen).get(f"/rulings/{record.ruling_id}/").status_code == 200
    told = {"filing": pair[1].pk}
    assert sign_in(cast.chen).post(f"/rulings/{record.ruling_id}/match/", told).status_code == 302
    assert now().state == "dropped"  # the other was no official


def test_matched_to_another_official_it_is_asked_for_by_his_rank(cast: Cast, batch: Batch) -> None:
    pair = file_two(cast, batch)
    record = filed_for(cast, pair[0], "厅局级")
    with acting_as(BUILDER):
        official(pair[1], "县处级")
    undo(cast, record.ruling_id)
    told = {"filing": pair[1].pk}
    assert sign_in(cast.chen).post(f"/rulings/{record.ruling_id}/match/", told).status_code == 302
    anew = now()
    assert (anew.state, anew.rank, anew.to) == ("due", "县处级", cast.province)
    assert sorted(clock.state for clock in clocks().values()) == ["cancelled", "open"]
    assert clocks()[anew.clock_id or 0].state == "open"


def test_the_prisons_own_unmatching_reaches_the_record(cast: Cast, batch: Batch) -> None:
    pair = file_two(cast, batch)
    with acting_as(BUILDER):
        official(pair[0], "县处级")
    assert register(cast, pair[0], by="tang").status_code == 302
    pk = only().pk
    assert sign_in(cast.chen).post(f"/rulings/{pk}/receipt/", {"on": "2026-11-16"}).status_code == 302
    assert undo(cast, pk, by="tang").status_code == 302
    assert now().state == "dropped"
    assert sign_in(cast.tang).post(f"/rulings/{pk}/match/", {"filing": pair[0].pk}).status_code == 302
    assert (now().state, now().rank) == ("due", "县处级")


@pytest.mark.parametrize(
    ("rank", "crime", "offence", "asked"),
    [
        ("县处级", "", "盗窃罪", False),  # held a rank, and stole
        ("县处级", "A7", "", False),
        ("乡科级", "A1", "受贿罪", False),
        ("县处级", "A1", "受贿罪", True),
        ("副部级", "G", "受贿罪", True),
        ("县处级", "", "刑讯逼供罪", True),  # 高检发监字〔2014〕5号第11条
    ],
)
def test_only_duty_criminals_of_a_rank_are_filed_for_the_record(
    cast: Cast, batch: Batch, rank: str, crime: str, offence: str, asked: bool
) -> None:
    filing = file_two(cast, batch)[0]
    with acting_as(BUILDER):
        official(filing, rank, crime)
        judgment = Judgment.objects.get(person_id=filing.person_id)
        Offence.objects.create(person_id=filing.person_id, judgment=judgment, name=offence)
    assert register(cast, filing).status_code == 302
    with acting_as(BUILDER):
        assert RecordFiling.objects.exists() is asked


def test_record_clocks_of_before_are_taken_from_the_prison(cast: Cast, record: RecordFiling) -> None:
    """The clocks begun before the prison was kept out named it as the other side."""
    with acting_as(BUILDER):
        office = Deadline.objects.get(pk=record.clock_id).counterpart_id
        Deadline.objects.filter(pk=record.clock_id).update(counterpart=cast.qingcen)
        prison = cast.actor("tang")
    with acting_as(prison):
        assert Deadline.objects.filter(pk=record.clock_id).exists()
    with connection.cursor() as cursor:
        cursor.execute(import_module("commutation.migrations.0019_closed_to_wards_and_once_a_day").RECORD_CLOCKS)
    with acting_as(prison):
        assert not Deadline.objects.filter(pk=record.clock_id).exists()
    with acting_as(BUILDER):
        assert Deadline.objects.get(pk=record.clock_id).counterpart_id == office
