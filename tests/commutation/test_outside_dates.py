"""Outside service by the text of the day: nobody is blamed by a text that came later, or for another's duty."""

from __future__ import annotations

import pytest

from commutation.models import Batch, Diagnosis
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.outside import DIAGNOSIS, NOTICE, act, acts, decide, done, page, send, started

pytestmark = pytest.mark.django_db

NOT_YET = "2023-07-01 起才要求"


def diagnosed(cast: Cast, batch: Batch, on: str, **changed: str) -> None:
    started(cast, batch, on="2023-06-01", **changed)
    done(cast, "diagnosis", DIAGNOSIS, on=on, issued_on=on, received_on=on, care_group="7", care_doctors="2")


@pytest.mark.parametrize(("on", "told"), [("2023-06-30", 2), ("2023-07-01", 0)])
def test_what_no_text_asked_for_yet_is_no_gap(cast: Cast, batch: Batch, on: str, told: int) -> None:
    diagnosed(cast, batch, on)
    send(cast, batch, filed=True)
    decide(cast)
    assert page(cast, "chen").count(NOT_YET) == told
    assert page(cast, "tang").count(NOT_YET) == told


def test_the_notice_to_the_public_goes_by_the_day_the_bureau_got_the_case(cast: Cast, batch: Batch) -> None:
    diagnosed(cast, batch, "2023-06-30")
    send(cast, batch, filed=True)
    done(cast, "bureau", {"on": "2023-07-01"})
    decide(cast)
    assert page(cast, "chen").count(NOT_YET) == 1  # the copy of the diagnosis alone


@pytest.mark.parametrize(("on", "short"), [("2023-06-30", False), ("2023-07-01", True)])
def test_a_public_notice_is_short_by_the_text_of_its_day(cast: Cast, batch: Batch, on: str, short: bool) -> None:
    started(cast, batch, on="2023-06-01")
    done(cast, "web_notice", {"on": on, "until_on": on, "place": "省局网站"})
    send(cast, batch)
    assert ("（不足 3 日）" in page(cast, "chen")) is short


@pytest.mark.parametrize(("on", "short"), [("2023-06-30", False), ("2023-07-03", True)])
def test_a_working_day_ahead_is_asked_for_since_july_2023(cast: Cast, batch: Batch, on: str, short: bool) -> None:
    started(cast, batch, on="2023-06-01")
    told = NOTICE | {"on": on, "planned_on": on, "letter": "狱函9号"}
    assert act(cast, "diagnosis_notice", told).status_code == (422 if short else 302)
    if short:
        done(cast, "diagnosis_notice", told, words="病危")
    assert ("（不足 1 个工作日）" in page(cast, "chen")) is short


@pytest.mark.parametrize(("ground", "short"), [("illness", True), ("pregnancy", True), ("helpless", False)])
def test_only_a_doctors_diagnosis_is_told_of_ahead(cast: Cast, batch: Batch, ground: str, short: bool) -> None:
    started(cast, batch, ground=ground)
    answer = act(cast, "diagnosis_notice", NOTICE, planned_on="2026-11-16")
    assert answer.status_code == (422 if short else 302)


def test_an_urgent_diagnosis_is_not_called_short(cast: Cast, batch: Batch) -> None:
    started(cast, batch, urgent="on")
    done(cast, "diagnosis_notice", NOTICE, planned_on="2026-11-16")
    assert "（不足" not in page(cast, "chen")


@pytest.mark.parametrize(("received", "late"), [("2023-06-30", False), ("2023-07-01", True)])
def test_a_late_copy_is_late_by_the_text_of_its_receipt(cast: Cast, batch: Batch, received: str, late: bool) -> None:
    diagnosed(cast, batch, received)
    done(cast, "diagnosis_copy", {"on": "2023-07-10", "letter": "狱函10号"})
    assert acts("diagnosis_copy")[-1].facts["after"] > 3
    assert ("（超过 3 个工作日）" in page(cast, "chen")) is late


@pytest.mark.parametrize(
    ("ground", "on", "holds"),
    [
        ("illness", "2023-06-30", False),
        ("illness", "2023-07-01", True),
        ("pregnancy", "2023-07-01", False),
        ("helpless", "2023-07-01", False),
    ],
)
def test_only_a_diagnosis_of_illness_runs_out(cast: Cast, batch: Batch, ground: str, on: str, holds: bool) -> None:
    diagnosed(cast, batch, on, ground=ground)
    with acting_as(BUILDER):
        assert (Diagnosis.objects.get().valid_until is not None) is holds
