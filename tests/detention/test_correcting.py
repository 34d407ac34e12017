"""An admission put right: both versions stay, the clock is reckoned anew, the former one is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from detention.models import Correction, Detainee, StageAct
from procuratorate.custody.models import Correction as PersonCorrection
from procuratorate.custody.models import Custody
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.detention.factories import do, fresh, held, stages

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def form(cast: Cast, one: Detainee, **changes: Any) -> dict[str, Any]:
    """The form as the page fills it in."""
    stage = stages(one)[0]
    return {
        "stage": stage.pk, "reason": "照逮捕证核对", "paper_number": "澄公捕〔2026〕11号", "name": "钱望舒", "sex": "1",
        "born_on": "1990-05-06", "number": one.number, "entered_on": "2026-09-01", "phase": "investigation",
        "handler": cast.station.pk, "start": "2026-09-25", "paper": "澄公捕〔2026〕11号",
    } | changes  # fmt: skip


def test_a_correction_says_why_on_which_paper_and_changes_something(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre), as_officer(centre.chang)
    for changes, said in (
        ({"reason": ""}, "更正理由"),
        ({}, "没有要更正的"),
        ({"start": "2026-11-21"}, "不能晚于今天"),
    ):
        answer = do(chang, one, "correct", **form(centre, one, **changes))
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert do(as_officer(centre.geng), one, "correct", **form(centre, one, name="钱望书")).status_code == 403
    with acting_as(BUILDER):
        assert not Correction.objects.exists()


def test_a_wrong_day_moves_the_clock_and_the_former_clock_stays(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre), as_officer(centre.chang)
    do(chang, one, "grant", code="first_extension", on="2026-11-18", paper_number="临检延〔2026〕8号")
    assert fresh(one).due_on == date(2026, 12, 25)
    assert do(chang, one, "correct", **form(centre, one, start="2026-09-20")).status_code == 302
    now = fresh(one)
    assert (now.due_on, stages(one)[0].since) == (date(2026, 12, 20), date(2026, 9, 20))
    with acting_as(BUILDER):
        made = Correction.objects.get()
        states = list(Deadline.objects.order_by("pk").values_list("state", flat=True))
        acts = list(StageAct.objects.order_by("pk").values_list("after", "words"))
    assert made.changes == [{"label": "起算事由发生日", "before": "2026-09-25", "after": "2026-09-20"}]
    assert made.clock_id
    assert states == ["cancelled", "open"]
    assert acts == [(date(2026, 12, 25), ""), (date(2026, 12, 20), "更正后重新计入")]
    page = as_officer(centre.geng).get(f"/detainees/{one.pk}/").content.decode()
    assert "<del>2026-09-25</del> <ins>2026-09-20</ins>" in page
    assert "照逮捕证核对" in page


def test_a_decision_that_no_longer_fits_keeps_the_correction_out(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre), as_officer(centre.chang)
    do(chang, one, "grant", code="first_extension", on="2026-11-18", paper_number="临检延〔2026〕8号")
    early = do(chang, one, "correct", **form(centre, one, start="2026-09-10"))  # two months end before the decision
    assert early.status_code == 422
    assert "不再符合" in early.content.decode()
    assert fresh(one).due_on == date(2026, 12, 25)


def test_a_wrong_name_number_and_day_of_entry_are_put_right_everywhere(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre), as_officer(centre.chang)
    other = held(centre, name="孙见山", place=2, cell="204")
    new = "330181111202609020401"
    taken = do(chang, one, "correct", **form(centre, one, number=other.number))
    assert taken.status_code == 422
    assert do(
        chang, one, "correct", **form(centre, one, name="钱望书", number=new, entered_on="2026-09-02")
    ).status_code == 302  # fmt: skip
    now = fresh(one)
    with acting_as(BUILDER):
        stay = Custody.objects.get(pk=now.custody_id)
        kept = PersonCorrection.objects.get(person=now.person_id)
        clocks = Deadline.objects.filter(organ=centre.centre).count()
    assert (now.person.name, now.number, now.entered_on) == ("钱望书", new, date(2026, 9, 2))
    assert (stay.number, stay.since) == (new, date(2026, 9, 2))
    assert kept.changes[0]["before"] == "钱望舒"
    assert clocks == 2  # nothing of the clock was wrong


def test_a_stage_that_has_ended_is_put_right_with_its_own_clock(centre: Cast, as_officer: As) -> None:
    one, chang = held(centre), as_officer(centre.chang)
    do(chang, one, "pass_on", phase="prosecution", handler=centre.county.pk, on="2026-11-18",
       handed_on="2026-11-18", handover_paper="换押〔2026〕7号")  # fmt: skip
    first = stages(one)[0]
    assert do(chang, one, "correct", **form(centre, one, stage=first.pk, start="2026-09-22")).status_code == 302
    with acting_as(BUILDER):
        first.refresh_from_db()
        clock = Deadline.objects.get(pk=first.clock_id)
    assert (clock.due_on, clock.state, clock.ended_on) == (date(2026, 11, 22), "met", date(2026, 11, 18))
    assert fresh(one).due_on == date(2026, 12, 18)
    late = do(chang, one, "correct", **form(centre, one, stage=first.pk, start="2026-11-19"))
    assert late.status_code == 422
