"""A bureau looks at its decision again: the chain follows what it decides then."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import Batch, Ruling
from commutation.states.courts import RulingState
from commutation.states.outside import OutsideState
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.outside import DIAGNOSIS, HANDOVER, acts, case_now, decide, done, page, send, started
from tests.commutation.test_outside_mending import open_clocks, recalled

pytestmark = pytest.mark.django_db
REFUSED = {"outcome": "refused", "gives_reasons": "true"}


def decided(cast: Cast, batch: Batch, **changed: Any) -> Ruling:
    """Diagnosed, filed, decided, received by the prison and by the 院 that may object."""
    started(cast, batch)
    done(cast, "diagnosis", DIAGNOSIS)
    send(cast, batch, filed=True)
    answer = decide(cast, received_on="2026-11-16", **changed)
    assert answer.status_code == 302, answer.content.decode()
    ruling = latest()
    assert sign_in(cast.chen).post(f"/rulings/{ruling.pk}/receipt/", {"on": "2026-11-16"}).status_code == 302
    return ruling


def latest() -> Ruling:
    with acting_as(BUILDER):
        found: Ruling = Ruling.objects.select_related("clock").latest("pk")
        return found


def objected(ruling: Ruling) -> None:
    """The provincial 院, which no officer of this cast works for, issued its paper."""
    with acting_as(BUILDER):
        Ruling.objects.filter(pk=ruling.pk).update(state=RulingState.OBJECTED)


def reconsider(cast: Cast, ruling: Ruling, **changed: Any) -> Ruling:
    """The new decision is registered, and told to take the place of the one objected to."""
    answer = decide(cast, "chen", case_no="澜狱监外〔2026〕7号之一", received_on="2026-11-16", **changed)
    assert answer.status_code == 302, answer.content.decode()
    final = latest()
    done_so = sign_in(cast.chen).post(f"/rulings/{ruling.pk}/final/", {"final": final.pk})
    assert done_so.status_code == 302, done_so.content.decode()
    return final


def test_revoked_before_he_left_he_stays(cast: Cast, batch: Batch) -> None:
    ruling = decided(cast, batch)
    objected(ruling)
    assert "handover" in open_clocks()
    final = reconsider(cast, ruling, **REFUSED)
    case = case_now()
    assert (case.state, case.clock, open_clocks()) == (OutsideState.ENDED, None, [])
    was, now = acts("decision")
    assert (now.replaces_id, now.facts["ruling"], now.facts["outcome"]) == (was.pk, final.pk, "不予")
    assert "澜狱监外〔2026〕7号之一" in page(cast, "tang")


def test_revoked_once_he_is_outside_he_is_to_be_taken_back(cast: Cast, batch: Batch) -> None:
    ruling = decided(cast, batch)
    done(cast, "handover", HANDOVER)
    objected(ruling)
    reconsider(cast, ruling, **REFUSED)
    case = case_now()
    assert (case.state, case.next_recheck_on, open_clocks()) == (OutsideState.ENDING, None, [])
    assert "重新核查后撤销" in recalled().ground
    done(cast, "recall", {"on": "2026-11-16", "case_no": "澜狱收〔2026〕1号", "returned_on": "2026-11-16"})
    assert case_now().state == OutsideState.RECALLED


def test_upheld_it_changes_nothing_but_the_paper(cast: Cast, batch: Batch) -> None:
    ruling = decided(cast, batch)
    objected(ruling)
    before = open_clocks()
    final = reconsider(cast, ruling)
    assert (case_now().state, open_clocks()) == (OutsideState.GRANTED, before)
    assert acts("decision")[-1].facts["ruling"] == final.pk


def test_granted_after_a_refusal_the_case_goes_on(cast: Cast, batch: Batch) -> None:
    ruling = decided(cast, batch, **REFUSED)
    assert case_now().state == OutsideState.ENDED
    objected(ruling)
    final = reconsider(cast, ruling)
    assert case_now().state == OutsideState.GRANTED
    assert sign_in(cast.tang).post(f"/rulings/{final.pk}/receipt/", {"on": "2026-11-16"}).status_code == 302
    assert {"handover", "online"} <= set(open_clocks())
    done(cast, "handover", HANDOVER)
