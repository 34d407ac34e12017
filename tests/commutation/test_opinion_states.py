"""Every act on a paper and on a flow notice in every state: where the table says, or refused with nothing moved."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import FlowNotice, Opinion
from commutation.states.reviews import FLOW_MOVES, OPINION_MOVES, FlowState, OpinionState
from procuratorate.deadlines.services import open_deadline
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.factories import MOMENT
from tests.commutation.test_states import walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act", OPINION_MOVES)
@pytest.mark.parametrize("state", list(OpinionState))
def test_a_paper_moves_only_as_its_table_says(cast: Cast, state: OpinionState, act: str) -> None:
    signed = {"approver": cast.pei, "issued_at": MOMENT}
    with acting_as(BUILDER):
        made = Opinion.objects.create(
            kind="filing_opinion", organ=cast.suburb, office=cast.office, addressee=cast.court, title="检察意见书",
            content_hash="0" * 64, drafter=cast.chen,
        )  # fmt: skip
        told = signed if OPINION_MOVES[act].target == OpinionState.ISSUED else {}
        walk(made, state, signed if state == OpinionState.ISSUED else {}, act, OPINION_MOVES, told)


@pytest.mark.parametrize("act", FLOW_MOVES)
@pytest.mark.parametrize("state", list(FlowState))
def test_a_flow_notice_moves_only_as_its_table_says(cast: Cast, state: FlowState, act: str) -> None:
    with acting_as(BUILDER) as at:
        told: dict[str, Any] = {"actor": BUILDER, "at": at}
        dispatch = send(
            sender=cast.suburb, recipient=cast.office, legal_mode=Mode.TRANSFER, kind="commutation.flow_notice",
            title="流程监控通知书", masked_title="流程监控通知书", content={}, basis="规则第665条", key="1", **told,
        )  # fmt: skip
        clock = open_deadline(
            kind="commutation.flow_notice", title="流程监控", masked_title="流程监控", organ=cast.office,
            starts_on=MOMENT.date(), start_reason="收到", term=Term(10, Unit.DAY), article="规则第665条", **told,
        )  # fmt: skip
        made = FlowNotice.objects.create(
            organ=cast.suburb, office=cast.office, words="受理登记迟延", article="规则第665条", clock=clock,
            dispatch=dispatch, by=cast.pei,
        )  # fmt: skip
        walk(made, state, {}, act, FLOW_MOVES, {})
