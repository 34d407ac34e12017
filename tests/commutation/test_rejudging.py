"""Facts change after sending: an act that changes them has the rules held against its filings once more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from commutation.facts import asked_of
from commutation.models import Batch, CourtCase, Filing, Finding
from commutation.services.rejudging import FACTUAL, TOPIC
from commutation.states import ACTS, FilingState
from commutation.states.reviews import FindingState, Verdict
from commutation.tasks import judge_open_lists
from procuratorate.custody.states import ACTS as CUSTODY_ACTS
from procuratorate.deadlines.models import CalendarNotice
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Outbox
from procuratorate.work.services import drain
from tests.cast import Cast, sign_in
from tests.commutation.factories import batch_of
from tests.commutation.filed import file_two
from tests.commutation.reviewing import post

pytestmark = pytest.mark.django_db
LATE = "copied-same-day"


@pytest.fixture
def filing(cast: Cast, batch: Batch) -> Filing:
    filing = file_two(cast, batch)[0]
    drain()
    return filing


def receive(cast: Cast, filing: Filing, **told: str) -> Any:
    """The clerk enters when the court received the proposals: a working day before the copy came here."""
    said = {"court": cast.court.pk, "case_no": "（2026）澜01刑更1号", "received_on": "2026-11-10", "trial": "written"}
    return sign_in(cast.tang).post(f"/courts/{filing.pk}/", said | told)


def late(filing: Filing) -> Finding | None:
    with acting_as(BUILDER):
        return Finding.objects.filter(filing=filing, rule=LATE).first()


def waiting() -> list[str]:
    with acting_as(BUILDER):
        return list(Outbox.objects.filter(topic=TOPIC, done_at=None).values_list("key", flat=True))


def test_acts_that_change_facts_are_acts_that_exist() -> None:
    assert set(ACTS) | set(CUSTODY_ACTS) >= FACTUAL


def test_an_act_on_a_list_still_with_the_prison_judges_nothing(cast: Cast, batch: Batch) -> None:
    answer = sign_in(cast.tang).post(f"/batches/{batch.pk}/plan/", {"plan_no": "监刑〔2026〕4号"})
    assert answer.status_code < 500
    assert waiting() == []


def test_what_the_court_told_is_judged_without_another_sending(cast: Cast, filing: Filing) -> None:
    assert late(filing) is None
    assert receive(cast, filing).status_code == 302
    assert len(waiting()) == 1
    drain()
    found = late(filing)
    assert found is not None
    assert (found.verdict, found.state) == (Verdict.WARNED, FindingState.SUSPECTED)
    assert "疑似迟延" in found.text
    assert waiting() == []


def test_the_same_act_twice_finds_once_and_keeps_what_was_settled(cast: Cast, filing: Filing) -> None:
    receive(cast, filing)
    drain()
    found = late(filing)
    assert found is not None
    told = {"act": "exclude", "reason": "法院回执日系笔误"}
    assert post(cast, "chen", f"/cases/findings/{found.pk}/", **told).status_code == 302
    receive(cast, filing, panel="合议庭")
    drain()
    again = late(filing)
    assert again is not None
    assert (again.pk, again.state, again.reason) == (found.pk, FindingState.EXCLUDED, "法院回执日系笔误")


def test_a_day_put_right_takes_the_finding_away(cast: Cast, filing: Filing) -> None:
    receive(cast, filing)
    drain()
    receive(cast, filing, received_on="2026-11-16")
    drain()
    found = late(filing)
    assert found is not None
    assert found.state == FindingState.OUTDATED


def test_the_other_of_the_list_is_not_touched(cast: Cast, filing: Filing) -> None:
    receive(cast, filing)
    drain()
    with acting_as(BUILDER):
        others = Finding.objects.filter(filing__batch=filing.batch_id, rule=LATE).exclude(filing=filing)
        assert not others.exists()


def facts(filing: Filing) -> Any:
    with acting_as(BUILDER):
        rows = Filing.objects.filter(pk=filing.pk).select_related("batch")
        return asked_of(rows)[filing.pk].facts


def test_without_a_ruling_nothing_is_asked_of_the_court(cast: Cast, filing: Filing) -> None:
    receive(cast, filing)
    assert facts(filing).ruled_on is None
    assert facts(filing).heard is None


def swept() -> int:
    """What the task did, and the drain after it."""
    told: int = judge_open_lists()
    drain()
    return told


def test_once_a_day_open_lists_are_judged_by_the_facts_of_that_day(
    cast: Cast, filing: Filing, set_clock: Callable[[datetime | None], None]
) -> None:
    receive(cast, filing, received_on="2026-11-16")
    drain()
    assert swept() == 1
    with acting_as(BUILDER):
        CourtCase.objects.filter(filing=filing).update(received_on=date(2026, 11, 10))  # as a calendar put right would
    assert (swept(), late(filing)) == (0, None)  # the second run of a day finds nothing to do
    set_clock(datetime(2026, 11, 17, 2, tzinfo=UTC))
    assert swept() == 1
    found = late(filing)
    assert found is not None
    assert (swept(), late(filing)) == (0, found)


def test_a_new_notice_of_holidays_has_them_judged_the_same_day(cast: Cast, filing: Filing) -> None:
    assert (swept(), swept()) == (1, 0)
    with acting_as(BUILDER):
        CalendarNotice.objects.create(year=2030, number="国办发明电〔2029〕9号", title="节假日安排")
    assert (swept(), swept()) == (1, 0)


def test_a_list_ruled_on_or_not_sent_is_left_alone(cast: Cast, filing: Filing) -> None:
    with acting_as(BUILDER):
        Filing.objects.update(state=FilingState.RULED)
    batch_of(cast, ordinal=5)
    assert swept() == 0
