"""Every act in every state of an outside case: it leads where the table says, or nothing moves."""

from __future__ import annotations

import pytest

from commutation.models import Batch, OutsideCase
from commutation.permissions.outside import WHEN
from commutation.states.outside import ENDED_STATES, OUTSIDE_MOVES, OutsideState
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.outside import GUARANTOR, HANDOVER, case_now, started
from tests.commutation.test_states import walk

pytestmark = pytest.mark.django_db


def test_a_case_moves_only_as_its_table_says(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch)
    with acting_as(BUILDER):
        for state in OutsideState:
            for act in OUTSIDE_MOVES:
                walk(case, state, {}, act, OUTSIDE_MOVES, {})


def test_every_act_pressed_in_every_state_is_taken_or_refused_and_never_breaks(cast: Cast, batch: Batch) -> None:
    case = started(cast, batch, urgent="on")
    client = sign_in(cast.tang)
    for state in OutsideState:
        for act, states in WHEN.items():
            with acting_as(BUILDER):
                OutsideCase.objects.filter(pk=case.pk).update(state=state)
                version = case_now().version
            told = {**GUARANTOR, **HANDOVER, "version": version, "on": ""}
            answer = client.post(f"/outside/{case.pk}/acts/{act.value}/", told)
            assert answer.status_code == (422 if state in states else 403), (state, act)


@pytest.mark.parametrize("state", sorted(ENDED_STATES))
def test_a_case_that_ended_offers_no_form(cast: Cast, batch: Batch, state: str) -> None:
    case = started(cast, batch)
    with acting_as(BUILDER):
        OutsideCase.objects.filter(pk=case.pk).update(state=state)
    shown = sign_in(cast.tang).get(f"/outside/{case.pk}/").content.decode()
    assert 'id="act"' not in shown
