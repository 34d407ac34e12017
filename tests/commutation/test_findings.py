"""What the rules find on a list that was sent: for the procuratorate alone, kept with what a person made of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from commutation.facts import asked_of
from commutation.models import Batch, Filing, Finding, PlanStep
from commutation.receivers import find
from commutation.services.findings import refresh_findings
from commutation.services.settling import SETTLING
from commutation.states import Step
from commutation.states.reviews import FINDING_MOVES, SETTLED_FINDINGS, FindingState, Verdict
from procuratorate.custody.models import SentenceChange
from procuratorate.lib.clock import now
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.factories import filings
from tests.commutation.reviewing import CALM, EARLY, case, consulted, filed, page, post
from tests.commutation.test_states import walk

pytestmark = pytest.mark.django_db
INTERVAL = "interval-fixed"


@pytest.fixture
def batch(cast: Cast) -> Batch:
    return consulted(cast)


def finding(filing: Filing, rule: str = INTERVAL) -> Finding:
    with acting_as(BUILDER):
        return Finding.objects.select_related("filing").get(filing=filing, rule=rule)


def settle(cast: Cast, found: Finding, who: str = "chen", **data: str) -> int:
    answer = post(cast, who, f"/cases/findings/{found.pk}/", **{"act": "exclude", "reason": "回证在卷", **data})
    status: int = answer.status_code
    return status


def refresh(batch: Batch) -> int:
    with acting_as(BUILDER) as at:
        rows = Filing.objects.filter(batch=batch).select_related("batch")
        return refresh_findings(filings=rows, sending=None, actor=BUILDER, at=at)


def test_a_breach_of_verified_law_is_found_with_its_sum(batch: Batch) -> None:
    found = finding(case(batch, EARLY))
    assert (found.verdict, found.state) == (Verdict.BREACHED, FindingState.SUSPECTED)
    assert "2026-01-20" in found.text  # from service, never from the ruling
    assert "法释〔2016〕23号第六条" in found.article
    with acting_as(BUILDER):
        assert not Finding.objects.filter(filing=case(batch, CALM), rule=INTERVAL).exists()


def test_what_cannot_be_decided_says_what_lacks_and_where(batch: Batch) -> None:
    found = finding(case(batch, CALM), "notice-given")
    assert found.verdict == Verdict.UNDECIDED
    assert found.lacking == ["已公示（公示材料）"]


@pytest.mark.parametrize("who", ["tang", "shen", "hao", "ward"])
def test_the_prison_never_sees_a_finding(cast: Cast, batch: Batch, who: str) -> None:
    found = finding(case(batch))
    with acting_as(BUILDER):
        actor = cast.actor(who)
    with acting_as(actor), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Finding.objects.exists()
    assert settle(cast, found, who) == 403
    assert found.title not in page(cast, who, f"/batches/{batch.pk}/people/{found.filing_id}/")


def test_the_office_elsewhere_sees_no_finding(cast: Cast, batch: Batch) -> None:
    with acting_as(BUILDER):
        yin = cast.actor("yin")
    with acting_as(yin):
        assert not Finding.objects.exists()
    assert settle(cast, finding(case(batch)), "yin") == 404


def test_the_handler_run_twice_finds_the_same(batch: Batch) -> None:
    with acting_as(BUILDER):
        before = list(Finding.objects.order_by("pk").values("pk", "state", "text", "found_at"))
        sending = batch.sendings.get()
        find({"sending": sending.pk}, at=now())
        assert list(Finding.objects.order_by("pk").values("pk", "state", "text", "found_at")) == before


def test_a_person_settles_with_a_reason_and_the_audit_keeps_it(cast: Cast, batch: Batch) -> None:
    found = finding(case(batch))
    assert settle(cast, found, reason="") == 422
    assert settle(cast, found, act="verify") == 422  # without its gravity
    assert settle(cast, found, act="outdate") == 422  # not a person's act
    assert settle(cast, found, act="check") == 302
    assert settle(cast, found, act="verify", gravity="minor") == 302
    assert settle(cast, found) == 409  # settled already
    found = finding(found.filing)
    assert (found.state, found.gravity, found.settled_by_id) == (FindingState.VERIFIED, "minor", cast.chen.pk)
    shown = page(cast, "chen", f"/cases/{found.filing_id}/")
    assert "查证属实，轻微违法" in shown
    assert settle(cast, found, act="reopen", reason="新回证") == 302


def test_the_same_facts_keep_a_decision(cast: Cast, batch: Batch) -> None:
    found = finding(case(batch))
    settle(cast, found)
    assert refresh(batch) == 0
    assert finding(found.filing).state == FindingState.EXCLUDED


def test_other_facts_take_a_settled_finding_up_again(cast: Cast, batch: Batch) -> None:
    found = finding(case(batch))
    settle(cast, found)
    serve(found.filing, date(2026, 2, 1))
    filed(cast, batch)
    again = finding(found.filing)
    assert (again.state, again.reason, again.settled_by_id) == (FindingState.CHECKING, "回证在卷", cast.chen.pk)
    assert "2026-02-01" in again.text
    assert "此前认定" in page(cast, "chen", f"/cases/{found.filing_id}/")


def test_what_the_facts_no_longer_bear_goes_with_them(cast: Cast, batch: Batch) -> None:
    found = finding(case(batch))
    serve(found.filing, date(2023, 2, 1))
    filed(cast, batch)
    assert finding(found.filing).state == FindingState.OUTDATED
    shown = page(cast, "chen", f"/cases/{found.filing_id}/")
    assert "已随事实变更消失" in shown
    assert "征求意见以后的变化" in shown


def test_a_finding_goes_with_a_later_day_of_filing_and_comes_back_with_an_earlier(batch: Batch) -> None:
    found = finding(case(batch))
    for day, state in ((date(2028, 1, 10), FindingState.OUTDATED), (date(2026, 12, 1), FindingState.SUSPECTED)):
        with acting_as(BUILDER):
            PlanStep.objects.filter(batch=batch, code=Step.FILING).update(planned_on=day)
        refresh(batch)
        assert finding(found.filing).state == state


def serve(filing: Filing, on: date) -> None:
    """The prison puts the day of service of the earlier ruling right."""
    with acting_as(BUILDER):
        SentenceChange.objects.filter(person=filing.person_id).update(served_on=on)


def test_the_second_pass_judges_by_the_day_of_filing(cast: Cast, batch: Batch) -> None:
    filed(cast, batch)
    with acting_as(BUILDER):
        asked = asked_of(Filing.objects.filter(batch=batch).select_related("batch"))
    assert all(one.facts.filed_on == one.on == date(2026, 11, 16) for one in asked.values())
    assert all(one.facts.consulted and one.facts.copied for one in asked.values())


def test_facts_cost_as_many_queries_for_two_as_for_one(batch: Batch) -> None:
    def cost(rows: list[Filing]) -> int:
        with CaptureQueriesContext(connection) as asked:
            asked_of(rows)
        return len(asked)

    with acting_as(BUILDER):
        rows = list(Filing.objects.filter(batch=batch).select_related("batch"))
        assert cost(rows) == cost(rows[:1]) <= 28
    assert len(filings(batch)) == 2


def test_a_finding_moves_only_as_its_table_says(batch: Batch) -> None:
    settled = {"settled_by": batch.edited_by, "settled_at": now(), "reason": "已核", "gravity": "flaw"}
    open_fields = {"settled_by": None, "settled_at": None, "reason": "", "gravity": ""}
    with acting_as(BUILDER):
        found = Finding.objects.get(filing=case(batch), rule=INTERVAL)
        for state in FindingState:
            for act in FINDING_MOVES:
                fields = settled if state in SETTLED_FINDINGS else open_fields
                walk(found, state, fields, act, FINDING_MOVES, settled if act in SETTLING else {})
