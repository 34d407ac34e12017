"""An objection to a ruling, from its receipt to the final one: in time, out of time, by the 院 that is competent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from commutation.models import Batch, Filing, Opinion, Ruling, RulingMatch, RulingService
from commutation.states.courts import RulingState
from procuratorate.audit.models import Entry
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer, Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.commutation.filed import file_two
from tests.commutation.papers import colleague
from tests.commutation.test_rulings import only, register

pytestmark = pytest.mark.django_db

SetClock = Callable[[datetime | None], None]
LATE = datetime(2026, 12, 8, 2, tzinfo=UTC)  # the day after the twentieth, which rolled from a Sunday to a Monday
NUMBER = "临城郊检纠裁〔2026〕3号"


@pytest.fixture
def pair(cast: Cast, batch: Batch) -> list[Filing]:
    return file_two(cast, batch)


@pytest.fixture
def head(cast: Cast) -> Officer:
    return colleague("J1007", "荀以方", cast.suburb, Role.DEPARTMENT_HEAD)


@pytest.fixture
def ruling(cast: Cast, pair: list[Filing]) -> Ruling:
    """The court took off seven months; received by the peer on the sixteenth."""
    assert register(cast, pair[0]).status_code == 302
    return only()


def begin(who: Officer, ruling: Ruling, kind: str = "ruling_objection", filing: int | None = None, **told: Any) -> Any:
    address = f"/opinions/new/?filing={filing or ruling.filing_id}&ruling={ruling.pk}"
    return sign_in(who).post(address, {"kind": kind} | told)


def last() -> Opinion:
    with acting_as(BUILDER):
        found: Opinion = Opinion.objects.select_related("dispatch", "organ", "addressee").order_by("-pk")[0]
        return found


def press(who: Officer, act: str, **told: str) -> Any:
    stored = last()
    given = {"seen": stored.content_hash, "number": NUMBER} | told
    return sign_in(who).post(f"/opinions/{stored.pk}/{act}/", given)


def issue(cast: Cast, head: Officer, ruling: Ruling, kind: str = "ruling_objection") -> None:
    assert begin(cast.chen, ruling, kind).status_code == 302
    for who, act in ((cast.chen, "submit"), (head, "endorse"), (cast.pei, "issue")):
        answer = press(who, act)
        assert answer.status_code == 302, answer.content.decode()


def stored(ruling: Ruling) -> Ruling:
    with acting_as(BUILDER):
        found: Ruling = Ruling.objects.select_related("clock").get(pk=ruling.pk)
        return found


def watch() -> Deadline | None:
    with acting_as(BUILDER):
        rows = Deadline.objects.filter(kind="commutation.rehearing").order_by("-pk")
        found: Deadline | None = rows.first()
        return found


def slip(received: str, **told: str) -> dict[str, str]:
    return {"outcome": "signed", "received_at": received, "received_by": "立案庭", "served_by": "陈砚平"} | told


def test_no_paper_is_begun_about_another_persons_ruling(cast: Cast, ruling: Ruling, pair: list[Filing]) -> None:
    answer = begin(cast.chen, ruling, filing=pair[1].pk)
    assert answer.status_code == 422
    assert "不是关于所选人员的" in answer.content.decode()
    assert begin(cast.chen, ruling, "decision_objection").status_code == 422
    assert begin(cast.yin, ruling).status_code == 404
    assert begin(cast.tang, ruling).status_code == 403


def test_without_the_peers_receipt_no_period_is_known(cast: Cast, pair: list[Filing]) -> None:
    register(cast, pair[0], received_on="")
    answer = begin(cast.chen, only())
    assert answer.status_code == 422
    assert "先在裁定页登记收到日" in answer.content.decode()


def test_in_time_the_paper_out_of_time_is_refused(cast: Cast, ruling: Ruling) -> None:
    answer = begin(cast.chen, ruling, "late_objection")
    assert answer.status_code == 422
    assert "2026-12-07" in answer.content.decode()


def test_an_objection_is_endorsed_issued_to_the_court_and_ends_the_review(
    cast: Cast, head: Officer, ruling: Ruling
) -> None:
    page = sign_in(cast.chen).get(f"/rulings/{ruling.pk}/").content.decode()
    assert "kind=ruling_objection" in page
    issue(cast, head, ruling)
    paper, ended = last(), stored(ruling)
    assert "（2026）澜01刑更128号裁定" in paper.facts
    assert "刑事诉讼法第274条" in paper.grounds
    assert ended.clock is not None
    assert (ended.state, ended.clock.state, ended.reviewed_by_id) == ("objected", "met", cast.pei.pk)
    with acting_as(BUILDER):
        sent = Dispatch.objects.get(kind="commutation.opinion")
        noted = Entry.objects.filter(act="commutation.note_objection")
        assert [entry.detail for entry in noted] == [{"paper": paper.pk, "in_time": True}]
    assert (sent.recipient_id, sent.channel) == (cast.court.pk, "paper")
    assert NUMBER in sign_in(cast.chen).get(f"/rulings/{ruling.pk}/").content.decode()
    assert NUMBER not in sign_in(cast.tang).get(f"/rulings/{ruling.pk}/").content.decode()


def test_one_ruling_is_objected_to_by_one_paper(cast: Cast, head: Officer, ruling: Ruling) -> None:
    assert begin(cast.chen, ruling).status_code == 302
    again = begin(cast.chen, ruling)
    assert again.status_code == 422
    assert "打开原稿" in again.content.decode()
    for who, act in ((cast.chen, "submit"), (head, "endorse"), (cast.pei, "issue")):
        answer = press(who, act)
        assert answer.status_code == 302, answer.content.decode()
    after = begin(cast.chen, ruling)
    assert after.status_code == 422
    assert "已提纠正意见" in after.content.decode()


def test_the_slip_begins_the_courts_month_and_its_correction_begins_it_anew(
    cast: Cast, head: Officer, ruling: Ruling, set_clock: SetClock
) -> None:
    issue(cast, head, ruling)
    set_clock(datetime(2026, 11, 19, 2, tzinfo=UTC))
    dispatch = last().dispatch
    assert dispatch is not None
    address = f"/dispatches/{dispatch.pk}/service/"
    refused = slip("2026-11-17 09:00", outcome="refused", refusal_reason="不收", received_by="")
    assert sign_in(cast.chen).post(address, refused).status_code == 302
    assert watch() is None
    assert sign_in(cast.chen).post(address, slip("2026-11-18 09:30")).status_code == 302
    begun = watch()
    assert begun is not None
    assert (begun.starts_on, begun.due_on, begun.organ_id) == (date(2026, 11, 18), date(2026, 12, 18), cast.office.pk)
    assert "第274条" in begun.article
    with acting_as(BUILDER):
        wrong = dispatch.services.get(outcome="signed")
    mended = slip("2026-11-17 15:00", correction_reason="日期抄错")
    assert sign_in(cast.chen).post(f"{address}?corrects={wrong.pk}", mended).status_code == 302
    anew = watch()
    assert anew is not None
    assert (anew.pk != begun.pk, anew.due_on) == (True, date(2026, 12, 17))
    with acting_as(BUILDER):
        begun.refresh_from_db()
    assert begun.state == "cancelled"


def test_the_day_the_court_received_it_is_entered_once_and_by_the_procuratorate(
    cast: Cast, head: Officer, ruling: Ruling
) -> None:
    address = f"/rulings/{ruling.pk}/rehearing/"
    assert sign_in(cast.chen).post(address, {"on": "2026-11-16"}).status_code == 422
    issue(cast, head, ruling)
    assert sign_in(cast.tang).post(address, {"on": "2026-11-16"}).status_code == 403
    assert sign_in(cast.chen).post(address, {"on": "2026-11-15"}).status_code == 422
    assert sign_in(cast.chen).post(address, {"on": "2026-11-16"}).status_code == 302
    assert sign_in(cast.chen).post(address, {"on": "2026-11-16"}).status_code == 422
    page = sign_in(cast.chen).get(f"/rulings/{ruling.pk}/").content.decode()
    assert "2026-11-16 收到，回证未登记" in page
    assert "登记本单位收到日" not in page  # entered with the ruling
    assert "登记本单位收到日" in sign_in(cast.tang).get(f"/rulings/{ruling.pk}/").content.decode()


def test_the_final_ruling_takes_the_place_of_the_first_and_late_is_told(
    cast: Cast, head: Officer, ruling: Ruling, pair: list[Filing], set_clock: SetClock
) -> None:
    issue(cast, head, ruling)
    chen = sign_in(cast.chen)
    chen.post(f"/rulings/{ruling.pk}/rehearing/", {"on": "2026-11-16"})
    set_clock(datetime(2026, 12, 21, 2, tzinfo=UTC))
    overdue = chen.get("/rulings/?tab=objected").content.decode()
    assert "逾期" in overdue
    told = {"case_no": "（2026）澜01刑更128号之一", "ruled_on": "2026-12-18", "months": "5", "outcome": "adjusted",
            "received_on": "2026-12-21"}  # fmt: skip
    other = {"case_no": "（2026）澜01刑更300号", "ruled_on": "2026-12-18", "received_on": "2026-12-21", "number": ""}
    assert register(cast, pair[0], **told).status_code == 302
    assert register(cast, pair[1], **other).status_code == 302
    with acting_as(BUILDER):
        final = Ruling.objects.get(case_no__endswith="之一")
    page = chen.get(f"/rulings/{ruling.pk}/").content.decode()
    assert "之一，" in page
    assert "刑更300号，" not in page
    address = f"/rulings/{ruling.pk}/final/"
    assert sign_in(cast.tang).post(address, {"final": final.pk}).status_code == 403
    assert chen.post(address, {"final": final.pk}).status_code == 302
    assert chen.post(address, {"final": final.pk}).status_code in {404, 409}
    final, kept = stored(final), watch()
    assert kept is not None
    assert (stored(ruling).state, final.supersedes_id, final.filing_id) == ("reheard", ruling.pk, pair[0].pk)
    assert (kept.state, kept.met_late) == ("met", True)
    with acting_as(BUILDER):
        assert RulingMatch.objects.filter(ruling=final).count() == 1
        assert RulingService.objects.filter(ruling=final).count() == 3
    assert "原裁定 （2026）澜01刑更128号" in chen.get(f"/rulings/{final.pk}/").content.decode()
    assert final.clock is not None
    assert (final.clock.starts_on, final.clock.state) == (date(2026, 12, 21), "open")  # reviewed like any other
    answer = chen.post(f"/rulings/{final.pk}/unmatch/", {"reason": "同名"})
    assert answer.status_code == 409
    assert "补正" in answer.content.decode()


def test_after_the_period_an_objection_asks_and_keeps_no_clock(
    cast: Cast, head: Officer, ruling: Ruling, set_clock: SetClock
) -> None:
    set_clock(LATE)
    refused = begin(cast.chen, ruling)
    assert refused.status_code == 422
    assert "期限外" in refused.content.decode()
    assert "kind=late_objection" in sign_in(cast.chen).get(f"/rulings/{ruling.pk}/").content.decode()
    issue(cast, head, ruling, "late_objection")
    ended = stored(ruling)
    assert ended.clock is not None
    assert (ended.state, ended.clock.state) == (RulingState.OBJECTED, "cancelled")
    assert "2026-12-07届满" in ended.clock.end_reason
    answer = sign_in(cast.chen).post(f"/rulings/{ruling.pk}/rehearing/", {"on": "2026-12-08"})
    assert answer.status_code == 422
    assert "没有规定答复的期限（推断）" in answer.content.decode()
    dispatch = last().dispatch
    assert dispatch is not None
    received = sign_in(cast.chen).post(f"/dispatches/{dispatch.pk}/service/", slip("2026-12-08 10:00"))
    assert received.status_code == 302
    assert watch() is None
    assert "期限外提出" in sign_in(cast.chen).get(f"/rulings/{ruling.pk}/").content.decode()


def test_an_accepted_ruling_found_wrong_later_is_objected_to_out_of_time(
    cast: Cast, head: Officer, ruling: Ruling, set_clock: SetClock
) -> None:
    assert sign_in(cast.chen).post(f"/rulings/{ruling.pk}/accept/", {"words": "与提请一致"}).status_code == 302
    set_clock(LATE)
    assert begin(cast.chen, ruling).status_code == 422
    issue(cast, head, ruling, "late_objection")
    ended = stored(ruling)
    assert ended.clock is not None
    assert (ended.state, ended.clock.state, ended.clock.end_reason) == ("objected", "met", "审查无意见")


def test_drafted_in_time_and_signed_too_late_it_does_not_keep_the_period(
    cast: Cast, head: Officer, ruling: Ruling, set_clock: SetClock
) -> None:
    begin(cast.chen, ruling)
    press(cast.chen, "submit")
    press(head, "endorse")
    set_clock(LATE)
    assert press(cast.pei, "issue").status_code == 302
    ended = stored(ruling)
    assert ended.clock is not None
    assert (ended.state, ended.clock.state) == ("objected", "cancelled")


def test_on_the_twentieth_day_it_is_in_time(cast: Cast, head: Officer, ruling: Ruling, set_clock: SetClock) -> None:
    set_clock(datetime(2026, 12, 7, 15, 30, tzinfo=UTC))  # half past eleven at night in Beijing
    issue(cast, head, ruling)
    ended = stored(ruling)
    assert ended.clock is not None
    assert ended.clock.state == "met"


def test_another_paper_about_a_ruling_moves_nothing(cast: Cast, ruling: Ruling) -> None:
    assert begin(cast.chen, ruling, "release_sheet", addressee=str(cast.wangchuan.pk)).status_code == 302
    assert press(cast.chen, "sign").status_code == 302
    left = stored(ruling)
    assert left.clock is not None
    assert (left.state, left.clock.state) == ("matched", "open")


def test_a_lower_house_reports_and_the_peer_of_the_court_objects(cast: Cast, head: Officer, pair: list[Filing]) -> None:
    with acting_as(BUILDER):
        Organ.objects.filter(pk=cast.suburb.pk).update(acts_for=None)
    register(cast, pair[0])
    ruling = only()
    assert ruling.clock is not None
    assert ruling.clock.organ_id == cast.lincheng.pk
    assert begin(cast.chen, ruling).status_code == 302
    report = last()
    assert (report.kind, report.addressee) == ("report_upward", cast.lincheng)
    assert press(cast.chen, "sign").status_code == 302
    waiting = stored(ruling)
    assert waiting.clock is not None
    assert (waiting.state, waiting.clock.state) == ("reported", "open")
    assert begin(cast.chen, ruling).status_code == 422
    drafter = colleague("J1101", "纪安澜", cast.lincheng, Role.PROCURATOR)
    chief = colleague("J1102", "舒望岳", cast.lincheng, Role.CHIEF)
    assert begin(drafter, ruling).status_code == 302
    told = {"number": "临检纠裁〔2026〕1号"}
    for who, act in ((drafter, "submit"), (chief, "endorse"), (chief, "issue")):
        assert press(who, act, **told).status_code == 302
    ended = stored(ruling)
    assert ended.clock is not None
    assert (ended.state, ended.clock.state, last().organ) == ("objected", "met", cast.lincheng)
