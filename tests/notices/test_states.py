"""Every act on a notice and on a point in every state: where the table says, or refused with nothing moved."""

from __future__ import annotations

from typing import Any

import pytest

from procuratorate.notices.models import Notice, Point
from procuratorate.notices.states import IN_HAND, NOTICE_MOVES, POINT_MOVES, PointState, State
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.factories import MOMENT
from tests.commutation.test_states import walk

pytestmark = pytest.mark.django_db


def told(cast: Cast, state: State) -> dict[str, Any]:
    """What a notice in this state has."""
    if state in IN_HAND | {State.DROPPED}:
        return {}
    signed: dict[str, Any] = {"approver": cast.pei, "issued_at": MOMENT}
    closed = {"proposed_by": cast.chen, "closed_by": cast.pei, "closed_at": MOMENT}
    return signed | (closed if state == State.CLOSED else {})


def test_a_notice_and_its_points_move_only_as_their_tables_say(cast: Cast) -> None:
    with acting_as(BUILDER):
        made = Notice.objects.create(
            kind="violation", organ=cast.suburb, office=cast.office, addressee=cast.qingcen, title="禁闭",
            opening="", closing="", content_hash="0" * 64, drafter=cast.chen,
        )  # fmt: skip
        one = Point.objects.create(notice=made, position=1, facts="禁闭四日")
        for act in NOTICE_MOVES:
            for state in State:
                Notice.objects.filter(pk=made.pk).update(closed_by=None, proposed_by=None, state=State.DRAFT)
                walk(made, state, told(cast, state), act, NOTICE_MOVES, told(cast, State(NOTICE_MOVES[act].target)))
        for act in POINT_MOVES:
            for each in PointState:
                walk(one, each, {}, act, POINT_MOVES, {})
