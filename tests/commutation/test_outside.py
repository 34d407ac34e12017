"""Execution outside prison: who begins and records, in which order, by which clocks, and what each side sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from commutation.models import Batch, Diagnosis, Filing, OutsideAct, OutsideCase, Recall, Upload
from commutation.services.lists import take_rows
from commutation.states.outside import OutsideState
from procuratorate.custody.models import Recusal
from procuratorate.custody.states import Ground
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import filings, inmates, row
from tests.commutation.outside import (
    DECISION,
    DIAGNOSIS,
    GUARANTOR,
    HANDOVER,
    ILLNESS,
    NOTICE,
    act,
    acts,
    case_now,
    decide,
    done,
    nominate,
    page,
    send,
    start,
    started,
)
from tests.commutation.test_budgets import queries

pytestmark = pytest.mark.django_db


def clock(kind: str) -> Deadline:
    with acting_as(BUILDER):
        found: Deadline = Deadline.objects.filter(kind=f"commutation.outside_{kind}").latest("pk")
    return found


def test_neither_a_ward_nor_the_neighbour_nor_a_procurator_begins_a_case(cast: Cast, batch: Batch) -> None:
    filing = nominate(cast, batch)
    assert start(cast, filing, by="ward").status_code == 403
    assert start(cast, filing, by="hao").status_code == 403
    assert start(cast, filing, by="lan").status_code == 404
    assert start(cast, filing, by="chen").status_code == 404  # the list was not sent yet
    with acting_as(BUILDER):
        assert not OutsideCase.objects.exists()


def test_a_day_to_come_begins_nothing(cast: Cast, batch: Batch) -> None:
    answer = start(cast, nominate(cast, batch), on="2026-11-17")
    assert answer.status_code == 422
    assert "启动日不能晚于今天" in answer.content.decode()


def test_a_commutation_has_no_such_chain(cast: Cast, batch: Batch, upload: Any) -> None:
    found = upload(batch, [row(one) for one in inmates(cast.ward1, 1)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    assert start(cast, filings(batch)[0]).status_code == 403


def test_begun_twice_is_begun_once(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch)
    assert start(cast, case.filing).status_code == 409
    assert case.state == OutsideState.STARTED


def test_acts_are_recorded_by_the_section_of_the_prison_alone(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    for by, status in (("ward", 403), ("hao", 403), ("lan", 404), ("yin", 404), ("chen", 404)):
        assert act(cast, "guarantor", GUARANTOR, by=by).status_code == status, by
    assert not acts("guarantor")


@pytest.mark.parametrize("name", ["handover", "recheck", "ground_gone", "recall", "online", "decision", "committee"])
def test_an_act_out_of_its_state_is_refused(cast: Cast, batch: Batch, name: str) -> None:
    started(cast, batch)
    assert act(cast, name, HANDOVER).status_code == 403
    assert not acts(name)


def test_an_act_nobody_knows_is_no_page(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    assert act(cast, "service", {}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on": "2026-11-12"}, "不能早于启动日"),
        ({"on": "2026-11-17"}, "不能晚于今天"),
        ({"issued_on": "2026-11-13"}, "早于诊断日"),
        ({"received_on": "2026-11-15"}, "早于出具日"),
        ({"doctors": "方某"}, "读不出职称"),
        ({"doctors": ""}, "请照诊断书填写诊断医师"),
        ({"conclusion": "divided"}, "写明分歧内容"),
        ({"version": ""}, "没有填写"),
    ],
)
def test_a_diagnosis_that_cannot_be_is_refused_and_says_why(
    cast: Cast, batch: Batch, changed: dict[str, str], words: str
) -> None:
    started(cast, batch)
    answer = act(cast, "diagnosis", DIAGNOSIS, **changed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not acts("diagnosis")


def test_the_second_click_records_nothing(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch)
    assert act(cast, "guarantor", GUARANTOR).status_code == 302
    assert act(cast, "guarantor", GUARANTOR, version=case.version).status_code == 409
    assert len(acts("guarantor")) == 1


def test_the_office_is_told_before_the_diagnosis_and_sees_the_case_then(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch)
    assert sign_in(cast.chen).get(f"/outside/{case.pk}/").status_code == 404
    made = done(cast, "diagnosis_notice", NOTICE)
    assert made.dispatch is not None
    assert (made.dispatch.legal_mode, made.dispatch.recipient_id) == ("notified", cast.office.pk)
    assert "司发通〔2023〕24号第17条第1款" in made.dispatch.basis
    assert "祁病林" not in made.dispatch.masked_title
    shown = page(cast, "chen")
    assert "门诊楼三层" in shown
    assert "提前 2 个工作日通报" in shown
    assert ILLNESS not in made.dispatch.title
    assert sign_in(cast.yin).get(f"/outside/{case.pk}/").status_code == 404
    opened = sign_in(cast.chen).get(f"/inbox/{made.dispatch.pk}/", follow=False)
    assert opened.status_code in (302, 404)


def test_less_than_a_working_day_ahead_says_why(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    refused = act(cast, "diagnosis_notice", NOTICE, planned_on="2026-11-16")
    assert refused.status_code == 422
    assert "不足1个工作日" in refused.content.decode()
    made = done(cast, "diagnosis_notice", NOTICE, planned_on="2026-11-16", words="病危，随即通报")
    assert made.facts["ahead"] == 0


def test_a_letter_sent_before_counts_from_its_receipt_and_anything_else_from_today(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    early = NOTICE | {"on": "2026-11-13", "planned_on": "2026-11-16"}
    refused = act(cast, "diagnosis_notice", early)
    assert refused.status_code == 422
    assert "请填写回证或者文号" in refused.content.decode()
    assert done(cast, "diagnosis_notice", early, letter="狱函〔2026〕9号").facts["ahead"] == 1
    assert done(cast, "diagnosis", DIAGNOSIS).facts["told_ahead"] == 1


@pytest.mark.parametrize("planned", ["2026-11-15", "2027-06-01", "2027-12-31"])
def test_a_diagnosis_planned_for_a_day_that_cannot_be_is_refused(cast: Cast, batch: Batch, planned: str) -> None:
    started(cast, batch)
    answer = act(cast, "diagnosis_notice", NOTICE, planned_on=planned)
    assert answer.status_code == 422
    assert "半年以内" in answer.content.decode()


def test_before_the_list_is_sent_the_office_reads_only_what_it_was_told(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis_notice", NOTICE)
    done(cast, "diagnosis", DIAGNOSIS)
    done(cast, "guarantor", GUARANTOR)
    shown = page(cast, "chen")
    for word in ("祁母", "方某", "柳荫路", "严重疾病范围第三条", ILLNESS):
        assert word not in shown
    assert "名单发出征求意见以后可见" in shown
    send(cast, batch)
    shown = page(cast, "chen")
    assert ILLNESS in shown
    assert "祁母" in shown
    assert "方某" in shown
    assert "柳荫路" not in shown
    assert "13900000000" not in shown


def test_a_ward_reads_no_diagnosis_and_no_guarantor(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    first = done(cast, "diagnosis", DIAGNOSIS, words="密语一")
    done(cast, "diagnosis", DIAGNOSIS, words="密语二", replaces=first.pk)
    done(cast, "guarantor", GUARANTOR)
    shown = page(cast, "ward")
    for word in ("祁母", "方某", "柳荫路", "严重疾病范围第三条", ILLNESS, "密语一", "密语二"):
        assert word not in shown
    assert "柳荫路" in page(cast, "tang")
    with acting_as(BUILDER):
        ward = cast.actor("ward")
    with acting_as(ward):
        assert not OutsideAct.objects.exists()
        assert not Diagnosis.objects.exists()


def test_a_ward_reads_of_the_chain_only_what_names_no_illness_and_nobody(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    done(cast, "recheck", {"on": "2026-11-16", "hospital": "肿瘤医院", "conclusion": "病灶缩小"})
    done(cast, "ground_gone", {"on": "2026-11-16", "ground": "肿瘤消失"})
    done(cast, "recall", {"on": "2026-11-16", "case_no": "澜狱收〔2026〕1号", "ground": "肿瘤消失"})
    with acting_as(BUILDER):
        ward = cast.actor("ward")
    with acting_as(ward):
        assert set(OutsideAct.objects.values_list("act", flat=True)) == {"decision", "handover"}
        assert not Recall.objects.exists()
        case = OutsideCase.objects.get()
        with pytest.raises(DatabaseError), transaction.atomic():
            OutsideAct.objects.create(case=case, act="handover", on=date(2026, 11, 16), by=cast.ward)
    shown = page(cast, "ward")
    assert "肿瘤" not in shown
    assert "监区不可见" in shown
    assert "肿瘤消失" in page(cast, "tang")
    assert "肿瘤消失" in page(cast, "chen")


def test_before_the_list_is_sent_the_office_does_not_read_the_illness(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis_notice", NOTICE)
    with acting_as(BUILDER):
        chen = cast.actor("chen")
    with acting_as(chen):
        assert set(OutsideAct.objects.values_list("act", flat=True)) == {"diagnosis_notice"}


def test_the_copy_is_due_three_working_days_after_receipt_and_ends_its_clock(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    due = clock("copy")
    assert (due.starts_on, due.due_on, due.organ_id) == (date(2026, 11, 16), date(2026, 11, 19), cast.qingcen.pk)
    assert "第17条第2款" in due.article
    assert case_now().state == OutsideState.DIAGNOSED
    sent = done(cast, "diagnosis_copy", {"on": "2026-11-16", "papers": "病历12页"})
    assert sent.dispatch is not None
    assert sent.dispatch.legal_mode == "copy"
    assert sent.dispatch.content["doctors"][0]["title"] == "主任医师"
    assert clock("copy").state == "met"
    assert sent.facts["after"] == 0


def test_a_diagnosis_before_july_2023_starts_no_clock_of_the_later_text(cast: Cast, batch: Batch) -> None:
    started(cast, batch, on="2023-06-01")
    days = {"on": "2023-06-29", "issued_on": "2023-06-29", "received_on": "2023-06-30"}
    assert done(cast, "diagnosis", DIAGNOSIS, **days).clock is None
    assert done(cast, "diagnosis", DIAGNOSIS, **days | {"received_on": "2023-07-01"}).clock is not None


def test_a_diagnosis_holds_three_months_and_does_not_roll_off_rest_days(cast: Cast, batch: Batch) -> None:
    started(cast, batch, on="2026-07-01")
    done(cast, "diagnosis", DIAGNOSIS, on="2026-08-14", issued_on="2026-08-15", received_on="2026-08-17")
    with acting_as(BUILDER):
        assert Diagnosis.objects.get().valid_until == date(2026, 11, 15)  # a Sunday


def test_what_was_wrong_is_replaced_and_stays_readable(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    first = done(cast, "diagnosis", DIAGNOSIS)
    wrong = act(cast, "diagnosis", DIAGNOSIS, replaces=first.pk, received_on="2026-11-16")
    assert wrong.status_code == 422
    assert "更正的，请在“说明”里写明原因" in wrong.content.decode()
    form = page(cast, "tang", f"?correct={first.pk}")
    assert "方某 主任医师 肿瘤内科" in form
    second = done(cast, "diagnosis", DIAGNOSIS, replaces=first.pk, on="2026-11-13", words="诊断日抄错")
    assert second.replaces_id == first.pk
    with acting_as(BUILDER):
        states = list(Deadline.objects.filter(kind="commutation.outside_copy").order_by("pk").values_list("state"))
    assert states == [("cancelled",), ("open",)]
    assert "更正前：2026-11-16" in page(cast, "tang")
    assert act(cast, "diagnosis", DIAGNOSIS, replaces=first.pk, words="再改").status_code == 409


@pytest.mark.parametrize("lacking", ["capable", "free", "income", "home"])
def test_a_guarantor_who_lacks_a_condition_is_not_accepted(cast: Cast, batch: Batch, lacking: str) -> None:
    started(cast, batch)
    told = {name: value for name, value in GUARANTOR.items() if name != lacking}
    refused = act(cast, "guarantor", told)
    assert refused.status_code == 422
    assert "四项条件须全部具备" in refused.content.decode()
    assert done(cast, "guarantor", told, accepted="no").facts["accepted"] is False


def test_an_assessment_is_commissioned_and_answered(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    told = {"on": "2026-11-13", "body": "临澄县社区矫正局", "residence": "柳荫路九号"}
    done(cast, "assessment", told)
    lacking = act(cast, "assessment", told, received_on="2026-11-16")
    assert lacking.status_code == 422
    done(cast, "assessment", told, received_on="2026-11-16", conclusion="meets", report="邻里无异议")
    with acting_as(BUILDER):
        rows = list(case_now().filing.assessments.values_list("received_on", "conclusion"))
    assert rows == [(date(2026, 11, 16), "meets")]
    assert "邻里无异议" not in page(cast, "ward")


def test_the_bureaus_days_run_from_its_receipt(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    assert case_now().state == OutsideState.FILED
    done(cast, "bureau", {"on": "2026-11-16"})
    assert clock("decide").due_on == date(2026, 12, 7)  # fifteen working days
    assert clock("web").due_on == date(2026, 11, 23)  # five
    early = act(cast, "web_notice", {"on": "2026-11-13", "until_on": "2026-11-16", "place": "省局网站"})
    assert early.status_code == 422
    notice = done(cast, "web_notice", {"on": "2026-11-16", "until_on": "2026-11-17", "place": "省局网站"})
    assert notice.facts["short"] is True
    assert "公示 2 日（不足 3 日）" in page(cast, "chen")
    assert clock("web").state == "met"


def test_a_registered_decision_grants_the_case_and_starts_the_ten_days_on_receipt(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    assert decide(cast, received_on="2026-11-16").status_code == 302
    assert case_now().state == OutsideState.GRANTED
    due = clock("handover")
    assert (due.starts_on, due.due_on) == (date(2026, 11, 16), date(2026, 11, 26))
    assert "监狱法（2026年修订）第47条" in due.article
    assert clock("online").due_on == date(2026, 11, 30)
    assert "澜狱监外〔2026〕7号" in page(cast, "chen")


def test_a_decision_the_procuratorate_registered_counts_as_well(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    send(cast, batch, filed=True)
    assert decide(cast, by="chen", received_on="2026-11-16").status_code == 302
    assert case_now().state == OutsideState.GRANTED
    with acting_as(BUILDER):
        review = Deadline.objects.get(kind="commutation.ruling_review")
    assert review.due_on == date(2026, 12, 16)
    assert "12-16 到期" in page(cast, "chen")
    assert "第267条" in review.article
    with acting_as(BUILDER):
        assert not Deadline.objects.filter(kind="commutation.outside_handover").exists()  # the prison has it not yet


def test_a_refusal_ends_the_case_and_its_clocks(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    assert decide(cast, outcome="refused").status_code == 302
    assert case_now().state == OutsideState.ENDED
    assert clock("copy").state == "cancelled"


def test_a_decision_matched_to_the_wrong_case_is_taken_back_until_the_person_left(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    answer = decide(cast, received_on="2026-11-16")
    back = sign_in(cast.tang).post(f"{answer.url}unmatch/", {"reason": "另一人"})
    assert back.status_code == 302, back.content.decode()
    assert case_now().state == OutsideState.FILED
    assert clock("handover").state == "cancelled"


def granted(cast: Cast, batch: Batch, **changed: Any) -> OutsideCase:
    """An urgent case, approved before its list was filed."""
    started(cast, batch, urgent="on", **changed)
    done(cast, "diagnosis", DIAGNOSIS)
    done(cast, "decision", DECISION)
    return case_now()


def test_an_urgent_release_is_announced_and_confirmed_afterwards(cast: Cast, batch: Batch) -> None:
    assert granted(cast, batch).state == OutsideState.GRANTED
    assert acts("decision")[0].dispatch is not None
    assert clock("announce").due_on == date(2026, 11, 19)
    done(cast, "handover", HANDOVER)
    assert clock("confirm").due_on == date(2026, 11, 19)
    done(cast, "public_notice", {"on": "2026-11-16", "until_on": "2026-11-20", "place": "狱务公开栏"})
    done(cast, "committee", {"on": "2026-11-16", "members": "9"})
    assert (clock("announce").state, clock("confirm").state) == ("met", "met")
    assert "立即保外就医不在事前向社会公示" in page(cast, "chen")


def test_a_case_that_is_not_urgent_has_its_meetings_and_its_decision_from_their_own_records(
    cast: Cast, batch: Batch
) -> None:
    started(cast, batch)
    assert act(cast, "decision", DECISION).status_code == 403
    assert "去登记、查看" in page(cast, "tang")


def test_handed_over_the_office_is_told_and_the_recheck_runs(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    early = act(cast, "handover", HANDOVER, on="2026-11-15")
    assert early.status_code == 422
    made = done(cast, "handover", HANDOVER)
    case = case_now()
    assert (case.state, case.next_recheck_on) == (OutsideState.OUTSIDE, date(2027, 2, 16))
    assert made.dispatch is not None
    assert "第47条" in made.dispatch.basis
    assert (clock("handover").state, clock("recheck").due_on) == ("met", date(2027, 2, 16))
    assert case.clock is not None
    assert act(cast, "handover", HANDOVER).status_code == 403  # handed over already


def test_only_illness_is_looked_at_every_three_months(cast: Cast, batch: Batch) -> None:
    granted(cast, batch, ground="pregnancy")
    done(cast, "handover", HANDOVER)
    assert case_now().next_recheck_on is None


def test_an_overdue_recheck_stands_in_the_list_of_both_sides_the_day_after(
    cast: Cast, batch: Batch, set_clock: Callable[[datetime | None], None]
) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    for moment, shown in ((datetime(2027, 2, 16, 2, tzinfo=UTC), False), (datetime(2027, 2, 17, 2, tzinfo=UTC), True)):
        set_clock(moment)
        for by in ("tang", "chen", "qin"):
            listed = sign_in(cast.officers[by]).get("/outside/?tab=recheck").content.decode()
            assert ("祁病林" in listed) is shown, (by, moment)
        assert "祁病林" not in sign_in(cast.yin).get("/outside/?tab=recheck").content.decode()


def test_a_recheck_starts_the_next_and_a_longer_one_says_why(
    cast: Cast, batch: Batch, set_clock: Callable[[datetime | None], None]
) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    set_clock(datetime(2027, 2, 15, 2, tzinfo=UTC))
    told = {"on": "2027-02-15", "hospital": "临澄县医院", "conclusion": "仍需治疗"}
    done(cast, "recheck", told)
    assert "仍需治疗" in page(cast, "tang")
    assert "仍需治疗" not in page(cast, "ward")
    assert case_now().next_recheck_on == date(2027, 5, 17)  # the 15th is a Saturday
    longer = act(cast, "recheck", told, next_on="2027-08-15")
    assert longer.status_code == 422
    done(cast, "recheck", told, next_on="2027-08-15", words="久治不愈，已通报执行地检察院")
    assert case_now().next_recheck_on == date(2027, 8, 15)


def test_the_ground_gone_the_person_is_fetched_in_three_days_with_days_not_counted_and_why(
    cast: Cast, batch: Batch
) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    done(cast, "ground_gone", {"on": "2026-11-16", "ground": "病情好转，刑期未满"})
    assert case_now().state == OutsideState.ENDING
    told = {"on": "2026-11-16", "case_no": "澜狱收〔2026〕1号", "received_on": "2026-11-16"}
    lacking = act(cast, "recall", told, not_counted_from="2026-11-14", not_counted_until="2026-11-15")
    assert lacking.status_code == 422
    assert "起日、止日和事由都要填写" in lacking.content.decode()
    done(cast, "recall", told)
    assert clock("return").due_on == date(2026, 11, 19)
    why = {"not_counted_from": "2026-11-14", "not_counted_until": "2026-11-15", "not_counted_why": "脱逃"}
    done(cast, "recall", told, returned_on="2026-11-16", **why)
    assert case_now().state == OutsideState.RECALLED
    with acting_as(BUILDER):
        row = Recall.objects.get()
        assert (row.ground, row.not_counted_why) == ("病情好转，刑期未满", "脱逃")
        assert (
            not Deadline.objects.filter(kind__startswith="commutation.outside", state="open")
            .exclude(kind="commutation.outside_copy")
            .exists()
        )
    assert acts("recall")[-1].dispatch is not None
    assert act(cast, "end", {"on": "2026-11-16", "reason": "died"}).status_code == 403


def test_a_case_ends_with_its_clocks_and_the_paper_goes_to_the_office(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    assert act(cast, "end", {"on": "2026-11-16", "reason": "dropped", "words": "x"}).status_code == 422
    made = done(cast, "end", {"on": "2026-11-16", "reason": "died", "paper": "死亡证明3号"})
    assert made.dispatch is not None
    assert "第48条第3款" in made.dispatch.basis
    assert case_now().state == OutsideState.ENDED
    with acting_as(BUILDER):
        assert not Deadline.objects.filter(kind__startswith="commutation.outside", state="open").exists()


def test_not_put_forward_after_all_says_why(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    assert act(cast, "end", {"on": "2026-11-16", "reason": "died"}).status_code == 422
    assert act(cast, "end", {"on": "2026-11-16", "reason": "dropped"}).status_code == 422
    assert done(cast, "end", {"on": "2026-11-16", "reason": "dropped", "words": "本人撤回申请"}).dispatch is None


def test_who_watched_the_diagnosis_is_the_offices_own_note(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch)
    done(cast, "diagnosis_notice", NOTICE)
    told = {"on": "2026-11-16", "came": "yes", "present": "陈某", "words": "仪器编号须复核"}
    address = f"/outside/{case.pk}/watch/"
    for by, status in (("tang", 403), ("yin", 404), ("pei", 403)):
        assert sign_in(cast.officers[by]).post(address, told).status_code == status
    assert sign_in(cast.chen).post(address, told | {"came": "no", "words": ""}).status_code == 422
    assert sign_in(cast.chen).post(address, told).status_code == 302
    assert sign_in(cast.chen).post(address, told).status_code == 409
    assert "仪器编号须复核" in page(cast, "chen")
    for by in ("tang", "ward"):
        assert "仪器编号须复核" not in page(cast, by)


def test_an_officer_recused_from_the_person_sees_no_case(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch)
    done(cast, "diagnosis_notice", NOTICE)
    with acting_as(BUILDER):
        for name, organ in (("chen", cast.office), ("tang", cast.qingcen)):
            officer = cast.officers[name]
            Recusal.objects.create(
                person_id=case.person_id, officer=officer, organ=organ, ground=Ground.INTEREST, article="x"
            )
    for name in ("chen", "tang"):
        assert sign_in(cast.officers[name]).get(f"/outside/{case.pk}/").status_code == 404
        assert "祁病林" not in sign_in(cast.officers[name]).get("/outside/?tab=all").content.decode()


def test_the_list_waits_with_what_is_not_begun_and_says_so_when_empty(cast: Cast, batch: Batch) -> None:
    assert "这里没有监外执行的人员" in sign_in(cast.chen).get("/outside/").content.decode()
    nominate(cast, batch)
    assert "待启动" in sign_in(cast.tang).get("/outside/").content.decode()
    assert "待启动" not in sign_in(cast.ward).get("/outside/").content.decode()


def test_the_sheet_bears_no_illness(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis_notice", NOTICE)
    for by in ("tang", "chen"):
        answer = sign_in(cast.officers[by]).get("/outside/list.csv?tab=work")
        text = answer.content.decode("utf-8-sig")
        assert "祁病林" in text
        assert ILLNESS not in text
    assert "祁病林" not in sign_in(cast.yin).get("/outside/list.csv?tab=work").content.decode("utf-8-sig")


def test_a_case_shows_what_nobody_recorded_as_a_doubt(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    decide(cast)
    assert "疑点：没有登记" in page(cast, "chen")
    assert "疑点" not in page(cast, "tang")
    assert "没有登记" in page(cast, "tang")
    assert "没有登记" not in page(cast, "ward")  # whose clocks run is not for wards, so nothing is said to lack
    with acting_as(BUILDER):
        assert not Dispatch.objects.filter(kind="commutation.outside_diagnosis_notice").exists()


def test_a_missed_clock_says_so_the_day_after(
    cast: Cast, batch: Batch, set_clock: Callable[[datetime | None], None]
) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    for days, late in ((3, False), (4, True)):
        set_clock(datetime(2026, 11, 16, 2, tzinfo=UTC) + timedelta(days=days))
        assert ("时限已过" in page(cast, "tang")) is late


@pytest.mark.parametrize("tab", ["work", "all"])
def test_a_long_list_asks_the_database_as_often_as_a_short_one(cast: Cast, batch: Batch, tab: str) -> None:
    started(cast, batch)
    asked = {by: queries(sign_in(cast.officers[by]), f"/outside/?tab={tab}") for by in ("tang", "qin")}
    many(cast, batch, 60)
    for by, before in asked.items():
        client = sign_in(cast.officers[by])
        assert queries(client, f"/outside/?tab={tab}") <= before + 2  # the second page's count, the first case seen
        assert "61 人" in client.get(f"/outside/?tab={tab}").content.decode()


def test_a_case_page_costs_the_same_however_long_its_chain(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch)
    client = sign_in(cast.tang)
    done(cast, "diagnosis", DIAGNOSIS)
    before = queries(client, f"/outside/{case.pk}/")
    for _ in range(4):
        done(cast, "guarantor", GUARANTOR)
    assert queries(client, f"/outside/{case.pk}/") <= before


def many(cast: Cast, batch: Batch, count: int) -> None:
    """So many more cases the office was told of."""
    people, clerk = inmates(cast.ward1, count, first=100), cast.actor("tang")
    rows = [row(one, kind="暂予监外执行", months="") for one in people]
    with acting_as(clerk) as at:
        take_rows(batch=batch, actor=clerk, rows=rows, source=Upload.Source.SCREEN, at=at, commit=True)
    with acting_as(BUILDER) as at:
        OutsideCase.objects.update(told_at=at)
        for filing in Filing.objects.filter(batch=batch, outside_case=None):
            OutsideCase.objects.create(filing=filing, prison=cast.qingcen, ground="illness", told_at=at, by=cast.tang)


def test_the_case_page_shows_the_chain_to_the_procurator(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    shown = sign_in(cast.chen).get(f"/cases/{case.filing_id}/").content.decode()
    assert "办理流程" in shown
    assert "疑点：没有登记" in shown
    assert "有效期至 2027-02-16" in shown


def test_the_day_the_prison_received_the_decision_may_come_later(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    answer = decide(cast)
    assert case_now().state == OutsideState.GRANTED
    assert not acts("service")
    assert sign_in(cast.tang).post(f"{answer.url}receipt/", {"on": "2026-11-16"}).status_code == 302
    assert clock("handover").due_on == date(2026, 11, 26)
    assert len(acts("service")) == 1


def test_what_a_decisions_paper_says_is_not_put_right_here(cast: Cast, batch: Batch) -> None:
    started(cast, batch, urgent="on")
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    assert decide(cast).status_code == 302
    row_of = acts("decision")[0]
    assert act(cast, "decision", DECISION, replaces=row_of.pk, words="改").status_code == 403
    assert act(cast, "handover", HANDOVER, replaces=row_of.pk, words="改").status_code == 409


def test_a_nomination_that_was_dropped_asks_for_the_end_of_its_case(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch)
    told = {"ids": [case.filing_id], "step": "section", "reason": "病情好转"}
    assert sign_in(cast.tang).post(f"/batches/{batch.pk}/drop/", told).status_code == 302
    assert "提名已办理退出" in page(cast, "tang")
    done(cast, "end", {"on": "2026-11-16", "reason": "dropped", "words": "病情好转"})
    assert "提名已办理退出" not in page(cast, "tang")
