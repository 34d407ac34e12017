"""Facts change after sending: an act that changes them has the rules held against its filings once more."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.facts import asked_of
from commutation.models import Batch, Filing, Finding
from commutation.services.rejudging import FACTUAL, TOPIC
from commutation.states import ACTS
from commutation.states.reviews import FindingState, Verdict
from procuratorate.custody.states import ACTS as CUSTODY_ACTS
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Outbox
from procuratorate.work.services import drain
from tests.cast import Cast, sign_in
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
