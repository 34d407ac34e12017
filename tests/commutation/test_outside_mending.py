"""Acts of a chain put right, or told in two rows: what nobody touched stays, and no dead clock comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from commutation.models import Batch, Diagnosis, Recall
from commutation.states.outside import OutsideState
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.outside import (
    DIAGNOSIS,
    GUARANTOR,
    HANDOVER,
    act,
    acts,
    case_now,
    decide,
    done,
    page,
    send,
    started,
)
from tests.commutation.test_outside import clock, granted

pytestmark = pytest.mark.django_db

SetClock = Callable[[datetime | None], None]
RECALL = {"on": "2026-11-16", "case_no": "澜狱收〔2026〕1号", "ground": "病情好转"}
NOT_COUNTED = {"not_counted_from": "2026-11-14", "not_counted_until": "2026-11-15", "not_counted_why": "脱逃"}


def chosen(form: str, name: str) -> str:
    """What a form's select would post untouched."""
    found = re.search(rf'<select name="{name}".*?</select>', form, re.DOTALL)
    assert found is not None
    picked = re.search(r'value="([^"]*)" selected', found[0])
    return picked[1] if picked else "(the first)"


def open_clocks() -> list[str]:
    with acting_as(BUILDER):
        rows = Deadline.objects.filter(kind__startswith="commutation.outside", state="open")
        return [kind.removeprefix("commutation.outside_") for kind in rows.values_list("kind", flat=True)]


def recalled() -> Recall:
    with acting_as(BUILDER):
        return Recall.objects.select_related("clock").get()


@pytest.mark.parametrize("said", ["true", "false", ""])
def test_a_diagnosis_put_right_keeps_what_it_said_of_the_hospital(cast: Cast, batch: Batch, said: str) -> None:
    started(cast, batch)
    first = done(cast, "diagnosis", DIAGNOSIS, designated=said)
    kept = chosen(page(cast, "tang", f"?correct={first.pk}"), "designated")
    done(cast, "diagnosis", DIAGNOSIS, designated=kept, replaces=first.pk, words="诊断日抄错")
    with acting_as(BUILDER):
        known, now = Diagnosis.objects.order_by("pk").values_list("designated", flat=True)
    assert now is known


def test_an_ending_put_right_keeps_its_reason(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    first = done(cast, "end", {"on": "2026-11-16", "reason": "died", "paper": "死亡证明3号"})
    assert chosen(page(cast, "tang", f"?correct={first.pk}"), "reason") == "died"


def test_an_ending_after_the_decision_is_not_put_right_into_one_before_it(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    first = done(cast, "end", {"on": "2026-11-16", "reason": "died"})
    told = {"on": "2026-11-16", "replaces": first.pk, "words": "选错"}
    refused = act(cast, "end", told, reason="dropped")
    assert refused.status_code == 422
    assert "已经批准的，不能登记" in refused.content.decode()
    assert done(cast, "end", told, reason="released").facts["reason"] == "刑满释放"


def test_a_case_never_put_forward_is_not_put_right_into_a_release(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    first = done(cast, "end", {"on": "2026-11-16", "reason": "dropped", "words": "本人撤回"})
    told = {"on": "2026-11-16", "replaces": first.pk, "words": "选错"}
    assert act(cast, "end", told, reason="released").status_code == 422
    assert done(cast, "end", told, reason="dropped").facts["reason"] == "不再提请"


def test_a_handover_put_right_leaves_the_recheck_after_it(cast: Cast, batch: Batch, set_clock: SetClock) -> None:
    granted(cast, batch)
    first = done(cast, "handover", HANDOVER)
    set_clock(datetime(2027, 2, 15, 2, tzinfo=UTC))
    checked = done(cast, "recheck", {"on": "2027-02-15", "hospital": "临澄县医院", "conclusion": "仍需治疗"})
    done(cast, "handover", HANDOVER, replaces=first.pk, residence="临澄县柳荫路十号", words="门牌抄错")
    case = case_now()
    assert case.next_recheck_on == date(2027, 5, 17)
    assert open_clocks().count("recheck") == 1
    assert clock("recheck").pk == checked.facts["clocks"][0]


def test_a_former_recheck_put_right_leaves_the_later_one(cast: Cast, batch: Batch, set_clock: SetClock) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    told = {"hospital": "临澄县医院", "conclusion": "仍需治疗"}
    set_clock(datetime(2027, 5, 14, 2, tzinfo=UTC))
    first = done(cast, "recheck", told, on="2027-02-15")
    done(cast, "recheck", told, on="2027-05-14")
    due = case_now().next_recheck_on
    done(cast, "recheck", told, on="2027-02-12", replaces=first.pk, words="日期抄错")
    assert case_now().next_recheck_on == due
    assert open_clocks().count("recheck") == 1


def test_a_handover_put_right_once_the_ground_is_gone_asks_for_no_recheck(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    first = done(cast, "handover", HANDOVER)
    done(cast, "ground_gone", {"on": "2026-11-16", "ground": "病情好转"})
    done(cast, "handover", HANDOVER, replaces=first.pk, words="接收人漏填", handed_to="周某")
    assert case_now().next_recheck_on is None
    assert "recheck" not in open_clocks()


def test_an_act_put_right_after_the_end_revives_no_clock(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    handed = done(cast, "handover", HANDOVER)
    done(cast, "end", {"on": "2026-11-16", "reason": "died"})
    for name, told, row in (("handover", HANDOVER, handed), ("diagnosis", DIAGNOSIS, acts("diagnosis")[0])):
        done(cast, name, told, replaces=row.pk, words="抄错")
    assert open_clocks() == []
    case = case_now()
    assert (case.state, case.clock, case.next_recheck_on) == (OutsideState.ENDED, None, None)


def test_the_day_of_return_told_later_keeps_what_the_decision_said(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    done(cast, "recall", RECALL, received_on="2026-11-16", **NOT_COUNTED)
    done(cast, "recall", RECALL, returned_on="2026-11-16")
    row = recalled()
    assert (row.received_on, row.returned_on) == (date(2026, 11, 16), date(2026, 11, 16))
    assert (row.not_counted_from, row.not_counted_until) == (date(2026, 11, 14), date(2026, 11, 15))
    assert row.not_counted_why == "脱逃"
    assert clock("return").state == "met"


def test_a_day_the_recall_never_had_is_taken_out_by_putting_it_right(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    first = done(cast, "recall", RECALL, received_on="2026-11-16")
    done(cast, "recall", RECALL, replaces=first.pk, words="还没有收到")
    assert recalled().received_on is None
    assert "return" not in open_clocks()


def test_a_recall_put_right_has_its_three_days_again(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    first = done(cast, "recall", RECALL, received_on="2026-11-16")
    done(cast, "recall", RECALL, replaces=first.pk, received_on="2026-11-16", words="文号抄错")
    assert open_clocks().count("return") == 1
    row = recalled()
    assert row.clock is not None
    assert (row.clock.state, row.clock.due_on) == ("open", date(2026, 11, 19))


def test_a_decision_to_recall_is_no_return(cast: Cast, batch: Batch) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    done(cast, "recall", RECALL)
    done(cast, "recall", RECALL, received_on="2026-11-16")
    assert clock("return").state == "open"
    assert case_now().state == OutsideState.OUTSIDE


def test_a_paper_received_after_the_person_left_starts_no_ten_days(
    cast: Cast, batch: Batch, set_clock: SetClock
) -> None:
    started(cast, batch, urgent="on")
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    done(cast, "decision", {"on": "2026-11-16", "case_no": "澜狱监外〔2026〕7号"})
    done(cast, "handover", HANDOVER)
    set_clock(datetime(2026, 11, 17, 2, tzinfo=UTC))
    assert decide(cast, received_on="2026-11-17").status_code == 302
    assert len(acts("service")) == 1
    assert "handover" not in open_clocks()


def test_a_receipt_told_after_the_handover_it_came_before_still_shows_when_it_was_due(
    cast: Cast, batch: Batch, set_clock: SetClock
) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    answer = decide(cast)
    set_clock(datetime(2026, 11, 27, 2, tzinfo=UTC))
    done(cast, "handover", HANDOVER, on="2026-11-27")
    assert sign_in(cast.tang).post(f"{answer.url}receipt/", {"on": "2026-11-16"}).status_code == 302
    due = clock("handover")
    assert (due.state, due.due_on) == ("met", date(2026, 11, 26))


def test_the_last_recheck_moved_before_the_one_before_it_leaves_that_one_to_govern(
    cast: Cast, batch: Batch, set_clock: SetClock
) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    told = {"hospital": "临澄县医院", "conclusion": "仍需治疗"}
    set_clock(datetime(2027, 5, 14, 2, tzinfo=UTC))
    done(cast, "recheck", told, on="2027-02-15")
    last = done(cast, "recheck", told, on="2027-05-14")
    done(cast, "recheck", told, on="2027-01-15", replaces=last.pk, words="月份抄错")
    assert case_now().next_recheck_on == date(2027, 5, 17)
    assert open_clocks().count("recheck") == 1
    assert clock("recheck").due_on == date(2027, 5, 17)


def test_the_last_recheck_put_right_begins_its_three_months_on_the_day_it_was(
    cast: Cast, batch: Batch, set_clock: SetClock
) -> None:
    granted(cast, batch)
    done(cast, "handover", HANDOVER)
    told = {"hospital": "临澄县医院", "conclusion": "仍需治疗"}
    set_clock(datetime(2027, 5, 14, 2, tzinfo=UTC))
    last = done(cast, "recheck", told, on="2027-02-16")
    done(cast, "recheck", told, on="2027-02-15", replaces=last.pk, words="日期抄错")
    assert case_now().next_recheck_on == date(2027, 5, 17)
    assert open_clocks().count("recheck") == 1


def test_the_receipt_of_an_urgent_grant_told_twice_begins_its_ten_days_once(cast: Cast, batch: Batch) -> None:
    started(cast, batch, urgent="on")
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    done(cast, "decision", {"on": "2026-11-16", "case_no": "澜狱监外〔2026〕7号", "received_on": "2026-11-16"})
    assert decide(cast, received_on="2026-11-16").status_code == 302
    assert len(acts("service")) == 1
    assert open_clocks().count("handover") == 1


def test_a_page_opened_before_the_decision_came_is_stale(cast: Cast, batch: Batch) -> None:
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    opened = case_now().version
    send(cast, batch, filed=True)
    assert act(cast, "guarantor", GUARANTOR, version=opened).status_code == 409
    opened = case_now().version
    assert decide(cast).status_code == 302
    assert act(cast, "guarantor", GUARANTOR, version=opened).status_code == 409
