"""Events in custody through both doors: who may, what is told, what is late, what the law says, what kin ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from procuratorate.dispatch.models import Dispatch
from procuratorate.incidents.models import Incident, IncidentAct
from procuratorate.lib.clock import now
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests import cast as people
from tests.cast import Cast
from tests.commutation.factories import inmates
from tests.commutation.test_budgets import queries
from tests.detention.factories import held
from tests.incidents.factories import acts, do, fresh, report, reported

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def number(cast: Cast, n: int = 1, name: str = "祁望舒") -> str:
    return inmates(cast.ward1, 1, first=n, names=[name])[0].number


def page(client: Client, one: Incident, query: str = "") -> str:
    answer = client.get(f"/incidents/{one.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_the_site_itself_writes_an_event_down(place: Cast, as_officer: As) -> None:
    who = number(place)
    assert report(as_officer(place.ward), "restraint", who).status_code == 403
    assert report(as_officer(place.chen), "restraint", who).status_code == 403
    neighbour = report(as_officer(place.lan), "restraint", who)
    assert (neighbour.status_code, "没有这个编号" in neighbour.content.decode()) == (422, True)
    assert "祁望舒" not in neighbour.content.decode()
    assert as_officer(place.tang).get("/incidents/report/nonsense/").status_code == 404
    with acting_as(BUILDER):
        assert Incident.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"happened_at": "2026-11-20 10:30"}, "不能晚于现在"),
        ({"happened_at": "2026-11-19 09:00"}, "补录原因"),
        ({"happened_at": "昨天"}, "年月日时分"),
        ({"number": ""}, "is-invalid"),
        ({"devices": []}, "请勾选"),
        ({"happened_at": "2021-03-31 09:00", "late_why": "旧事"}, "早于此人的收押日"),
    ],
)
def test_nothing_lies_ahead_and_nothing_is_entered_late_without_a_reason(
    place: Cast, as_officer: As, changes: dict[str, Any], said: str
) -> None:
    answer = report(as_officer(place.tang), "restraint", number(place), **changes)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_who_registers_arrivals_without_reading_events_is_led_to_the_receipt(place: Cast, as_officer: As) -> None:
    one = reported(as_officer(place.tang), "restraint", number(place))
    with acting_as(BUILDER):
        manager = people.officer("J1077", "容静姝", place.suburb, Role.CASE_MANAGER)
    client = as_officer(manager)
    receipt = client.get(f"/inbox/{one.dispatch_id}/")
    assert receipt.url == f"/dispatches/{one.dispatch_id}/receipt/"
    assert client.get(receipt.url).status_code == 200
    assert client.get(f"/incidents/{one.pk}/").status_code == 403
    assert as_officer(place.chen).get(f"/inbox/{one.dispatch_id}/").url == f"/incidents/{one.pk}/"


def test_an_event_is_told_to_the_office_with_the_same_stroke(place: Cast, as_officer: As) -> None:
    one = reported(as_officer(place.tang), "restraint", number(place))
    sent = one.dispatch
    assert (sent.legal_mode, sent.sender_id, sent.recipient_id) == ("copy", place.qingcen.pk, place.office.pk)
    assert "祁望舒" not in sent.title + sent.masked_title
    assert one.clock is None  # prisons have no number of days for restraint
    for officer in (place.chen, place.pei, place.tang, place.hao, place.ward):
        assert "祁望舒" in page(as_officer(officer), one)
    for officer in (place.yin, place.lan, place.chang):
        assert as_officer(officer).get(f"/incidents/{one.pk}/").status_code == 404
    again = report(as_officer(place.tang), "restraint", one.number, happened_at="2026-11-20 09:30")
    assert "先办解除" in again.content.decode()


def test_another_ward_does_not_see_it(place: Cast, as_officer: As) -> None:
    who = inmates(place.ward2, 1, first=9, names=["别监区人"])[0].number
    one = reported(as_officer(place.tang), "injury", who)
    ward = as_officer(place.ward)
    assert ward.get(f"/incidents/{one.pk}/").status_code == 404
    assert "别监区人" not in ward.get("/incidents/?tab=all").content.decode()
    assert "别监区人" in as_officer(place.tang).get("/incidents/?tab=all").content.decode()


def test_a_late_entry_shows_both_times_and_says_so_to_the_office(place: Cast, as_officer: As) -> None:
    told = {"happened_at": "2026-11-18 22:10", "late_why": "当晚在医院处置"}
    one = reported(as_officer(place.tang), "injury", number(place), **told)
    assert one.is_late
    assert "（补录）" in one.dispatch.title
    assert one.dispatch.summary == "当晚在医院处置"
    for officer in (place.chen, place.tang):
        shown = page(as_officer(officer), one)
        assert "2026-11-18 22:10:00" in shown
        assert "2026-11-20 10:00:0" in shown
        assert "当晚在医院处置" in shown
    assert "补录" in as_officer(place.chen).get("/incidents/").content.decode()


def test_four_days_are_unlawful_in_october_and_lawful_in_november(place: Cast, as_officer: As) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    late = {"days": "4", "late_why": "补录旧档"}
    old, new = (
        reported(tang, "confinement", number(place, n), happened_at=when, **late)
        for n, when in ((1, "2026-10-31 09:00"), (2, "2026-11-01 09:00"))
    )
    assert old.clock.due_on.isoformat() == "2026-11-04"
    assert "差 3 日" in page(chen, old)
    assert "差 3 日" not in page(chen, new)
    assert "逐条核对" not in page(tang, old)  # what the rules say is the procuratorate's
    assert do(tang, old, "lifted", happened_at="2026-11-04 09:00", late_why="补录旧档").status_code == 302
    lifted = fresh(old.pk)
    assert (lifted.state, lifted.clock.state) == ("lifted", "met")
    assert do(tang, old, "lifted").status_code == 403


def test_a_breach_becomes_a_point_of_a_draft_the_prison_does_not_see(place: Cast, as_officer: As) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    told = {"days": "4", "happened_at": "2026-10-20 09:00", "late_why": "补录旧档"}
    one = reported(tang, "confinement", number(place), **told)
    assert tang.post(f"/incidents/{one.pk}/notice/").status_code == 403
    assert as_officer(place.yin).post(f"/incidents/{one.pk}/notice/").status_code == 404
    draft = chen.post(f"/incidents/{one.pk}/notice/")
    assert draft.status_code == 302
    shown = chen.get(draft["Location"]).content.decode()
    assert "差 3 日" in shown
    assert "第五十八条第二款" in shown
    assert "有关问题" in page(chen, one)
    assert "有关问题" not in page(tang, one)


def test_a_centre_tells_by_being_read_and_confines_for_five_to_ten_days(place: Cast, as_officer: As) -> None:
    one = held(place)
    centre = {"standing": "serving", "days": "4", "number": one.number, "happened_at": "2026-11-20 09:00"}
    made = reported(as_officer(place.chang), "confinement", one.number, **centre)
    assert made.dispatch.legal_mode == "notified"
    assert "高检会〔2002〕4号" in made.dispatch.basis
    assert "差 1 日" in page(as_officer(place.geng), made)
    unjudged = {**centre, "standing": "unjudged", "number": held(place, place=2, name="李望舒").number}
    other = reported(as_officer(place.chang), "confinement", unjudged["number"], **unjudged)
    assert "没有查到条文" in page(as_officer(place.geng), other)


def test_irons_in_a_centre_have_fifteen_days_and_a_clock(place: Cast, as_officer: As) -> None:
    one = held(place)
    made = reported(as_officer(place.chang), "restraint", one.number)
    assert made.clock.due_on.isoformat() == "2026-12-05"
    given = {"approver": "公安局局长", "words": "仍有行凶危险"}
    assert do(as_officer(place.chang), made, "extended", **given).status_code == 302
    assert fresh(made.pk).clock.state == "cancelled"


def test_what_was_wrong_is_put_right_in_sight_of_both(place: Cast, as_officer: As) -> None:
    tang = as_officer(place.tang)
    one = reported(tang, "confinement", number(place))
    same = {
        "days": "10",
        "reason": "抗拒管理",
        "approver": "副监狱长",
        "by_head": "true",
        "occurred_at": "2026-11-20 09:00",
    }
    assert do(tang, one, "corrected", **same, words="写错").status_code == 422  # nothing changed
    assert do(tang, one, "corrected", **{**same, "days": "7"}).status_code == 422  # no reason
    assert do(tang, one, "corrected", **{**same, "days": "7"}, words="审批表为七日").status_code == 302
    assert fresh(one.pk).clock.due_on.isoformat() == "2026-11-27"
    assert "10 → 7" in page(as_officer(place.chen), one)
    with acting_as(BUILDER):
        assert Dispatch.objects.filter(kind="incidents.corrected").count() == 1


def test_the_office_comes_checks_and_reports_upward_and_the_site_reads_none_of_it(place: Cast, as_officer: As) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    one = reported(tang, "death", number(place))
    desk = chen.get("/desk/").content.decode()
    assert "还没有登记到场" in desk
    assert "祁望舒" not in desk
    assert do(tang, one, "attended", people="陈砚平").status_code == 403
    assert do(as_officer(place.qin), one, "attended", people="省院").status_code == 403
    assert do(chen, one, "attended", people="陈砚平、陆文瑾", words="金丝雀现场").status_code == 302
    assert "还没有登记到场" not in chen.get("/desk/").content.decode()
    assert do(chen, one, "checked", words="金丝雀核查").status_code == 302
    assert do(chen, one, "reported_up", words="原因待查").status_code == 302
    with acting_as(BUILDER):
        sent = Dispatch.objects.get(kind="incidents.upward")
    assert (sent.legal_mode, sent.recipient_id) == ("report", place.lincheng.pk)
    shown = page(tang, one)
    assert "金丝雀" not in shown
    assert "到场时间" not in shown
    assert "金丝雀核查" in page(chen, one)


def test_what_kin_apply_for_reaches_no_prison(place: Cast, as_officer: As) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    one = reported(tang, "death", number(place))
    before = page(tang, one)
    assert do(chen, one, "kin_applied", who="金丝雀之兄", words="金丝雀申请查明死因").status_code == 302
    for client in (tang, as_officer(place.hao), as_officer(place.ward)):
        assert "金丝雀" not in page(client, one)
        assert "金丝雀" not in client.get("/incidents/?q=金丝雀").content.decode().replace('value="金丝雀"', "")
    assert before.count("version") == page(tang, one).count("version")
    assert fresh(one.pk).version == one.version  # not even a number tells
    with acting_as(place.actor("hao")):
        assert set(IncidentAct.objects.values_list("act", flat=True)) == {"reported"}
    with acting_as(BUILDER), pytest.raises(IntegrityError), transaction.atomic():
        IncidentAct.objects.create(incident=one, act="kin_applied", happened_at=now(), is_shared=True, at=now())
    assert "金丝雀之兄" in page(chen, one)


def test_a_death_is_closed_after_kin_were_answered_and_the_site_told(place: Cast, as_officer: As) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    one = reported(tang, "death", number(place))
    do(chen, one, "kin_applied", who="胞兄", words="要求查明死因")
    refused = do(chen, one, "closed", words="办结")
    assert (refused.status_code, "先答复近亲属" in refused.content.decode()) == (422, True)
    assert do(chen, one, "kin_answered", words="书面答复").status_code == 302
    assert do(chen, one, "closed", words="办结").status_code == 422  # nobody told the prison yet
    assert do(chen, one, "no_doubt").status_code == 422  # a paper has a number
    assert do(chen, one, "no_doubt", number="临城郊检死通〔2026〕1号").status_code == 302
    (given,) = (act for act in acts(one) if act.act == "no_doubt")
    assert (given.dispatch.legal_mode, given.dispatch.recipient_id) == ("service", place.qingcen.pk)
    assert tang.get(given.paper.get_absolute_url()).status_code == 200
    assert "临城郊检死通〔2026〕1号" in page(tang, one)
    assert do(chen, one, "closed", words="已通知监狱，答复近亲属").status_code == 302
    assert do(tang, one, "supplement", words="补充").status_code == 403
    assert do(chen, one, "reopened", words="近亲属提出新情况").status_code == 302


def test_kin_of_a_death_in_a_centre_have_three_days_to_object(place: Cast, as_officer: As) -> None:
    chang, geng = as_officer(place.chang), as_officer(place.geng)
    one = reported(chang, "death", held(place).number)
    assert do(geng, one, "no_doubt", number="临城郊检死通〔2026〕2号").status_code == 422  # a prison's paper
    assert do(geng, one, "concluded", number="临城郊检死结〔2026〕2号", words="排除他杀").status_code == 302
    assert do(geng, one, "kin_informed", who="父亲").status_code == 302
    clock = next(act.clock for act in acts(one) if act.act == "kin_informed")
    assert clock is not None
    assert (clock.due_on.isoformat(), clock.organ_id, clock.counterpart_id) == ("2026-11-23", place.office3.pk, None)
    assert "近亲属要求复议" not in chang.get("/deadlines/").content.decode()
    assert do(geng, one, "kin_objected", words="不服").status_code == 302
    assert next(act.clock for act in acts(one) if act.act == "kin_informed").state == "met"


def test_a_stale_page_loses(place: Cast, as_officer: As) -> None:
    tang = as_officer(place.tang)
    one = reported(tang, "death", number(place))
    form = {"happened_at": "2026-11-20 09:40", "version": one.version, "who": "胞兄", "way": "phone"}
    assert tang.post(f"/incidents/{one.pk}/kin_told/", form).status_code == 302
    assert tang.post(f"/incidents/{one.pk}/kin_told/", form).status_code == 409
    assert len(acts(one)) == 2


def test_bad_forms_are_told_and_acts_of_other_kinds_are_not_there(place: Cast, as_officer: As) -> None:
    tang = as_officer(place.tang)
    one = reported(tang, "death", number(place))
    assert do(tang, one, "kin_told", happened_at="2026-11-20 08:59", who="兄", way="phone").status_code == 422
    assert do(tang, one, "kin_told", version="x", who="兄", way="phone").status_code == 422
    assert do(tang, one, "lifted").status_code == 403
    assert tang.post(f"/incidents/{one.pk}/nonsense/").status_code == 404
    assert report(tang, "death", one.number, happened_at="2026-11-20 09:10").status_code == 422


def test_a_long_list_costs_what_a_short_one_does(place: Cast, as_officer: As) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    for n in range(1, 3):
        reported(tang, "confinement", number(place, n))
    few = queries(chen, "/incidents/")
    for n in range(3, 12):
        reported(tang, "confinement", number(place, n))
    assert queries(chen, "/incidents/") <= few
    assert few <= 30


def test_grave_events_stand_in_the_register(place: Cast, as_officer: As) -> None:
    tang, chen = as_officer(place.tang), as_officer(place.chen)
    one = reported(tang, "death", number(place), words="突发疾病抢救无效")
    do(chen, one, "attended", people="陈砚平", words="已查看现场")
    do(chen, one, "kin_applied", who="兄", words="金丝雀申请")
    shown = chen.get(f"/registers/{place.qingcen.pk}/prison_accidents/").content
    assert "突发疾病抢救无效" in shown.decode()
    assert "已查看现场" in shown.decode()
    assert "金丝雀申请" not in shown.decode()
    diary = chen.get("/diary/").content.decode()
    assert "死亡检察：到场1次" in diary
    for word in ("近亲属", "金丝雀", "已查看现场", "祁望舒"):
        assert word not in diary, word
