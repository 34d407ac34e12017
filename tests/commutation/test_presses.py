"""Every button of sittings, rulings and papers pressed in every state leads where its table says, or says why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from commutation.models import Batch, Opinion, OpinionLine, Ruling, Sitting
from commutation.states.courts import RULING_MOVES, RulingState
from commutation.states.levels import SITTING_MOVES, Level, SittingState
from commutation.states.reviews import OPINION_MOVES, OpinionState
from procuratorate.lib.moves import Move
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import MOMENT
from tests.commutation.filed import file_two
from tests.commutation.test_states import nominated

pytestmark = pytest.mark.django_db
SAYS_WHY = {403, 404, 409, 422}


def pressed(client: Client, made: Model, state: str, fields: Mapping[str, Any], address: str, told: Any) -> str:
    """The state after one press; whatever came, an answer a person can read."""
    with acting_as(BUILDER):
        type(made)._default_manager.filter(pk=made.pk).update(state=state, **fields)
    answer = client.post(address, told)
    assert answer.status_code in SAYS_WHY | {302}, (state, address, answer.status_code)
    with acting_as(BUILDER):
        after: str = type(made)._default_manager.values_list("state", flat=True).get(pk=made.pk)
    assert answer.status_code == 302 or after == state, (state, address)
    return after


def lawful(table: Mapping[str, Move], act: str, state: str, after: str) -> bool:
    """Nothing moved, or as the table says of this button."""
    return after == state or (act in table and state in table[act].sources and after == table[act].target)


def test_sittings(cast: Cast, batch: Batch, upload: Any) -> None:
    filing = nominated(cast, batch, upload)
    client = sign_in(cast.shen)
    closed: dict[str, Any] = {"closed_at": MOMENT, "closed_by": cast.shen, "cancel_reason": ""}
    fields: dict[str, dict[str, Any]] = {
        state: {"closed_at": None, "closed_by": None, "cancel_reason": "改期" if state == "cancelled" else ""}
        for state in SittingState
    }
    fields["closed"] = closed
    with acting_as(BUILDER):
        made = Sitting.objects.create(
            batch=batch, prison=cast.qingcen, organ=cast.qingcen, level=Level.SECTION, form="signed",
            held_on="2026-11-16", by=cast.tang,
        )  # fmt: skip
    page = f"/batches/sittings/{made.pk}/"
    person = f"people/{filing.pk}/"
    for state in SittingState:
        for act in ("edit", "roster", "hold", "agree", "close", "cancel", "invite", person, f"{person}strike"):
            told = {"reason": "改期", "held_on": "2026-11-16", "version": 1, "outcome": "agreed"}
            after = pressed(client, made, state, fields[state], f"{page}{act.rstrip('/')}/", told)
            assert lawful(SITTING_MOVES, act, state, after), (state, act, after)


def test_rulings(cast: Cast, batch: Batch) -> None:
    first, other = file_two(cast, batch)
    client = sign_in(cast.chen)
    with acting_as(BUILDER):
        told = {
            "organ": cast.suburb, "kind": "commutation", "decider": cast.court.name,
            "ruled_on": date(2026, 11, 12), "name": first.name, "number": first.number, "outcome": "refused",
            "by": cast.chen,
        }  # fmt: skip
        made = Ruling.objects.create(case_no="（2026）澜01刑更1号", **told)
        final = Ruling.objects.create(case_no="（2026）澜01刑更1号之一", **told)
    data = {"filing": other.pk, "reason": "错", "on": "2026-11-16", "words": "", "final": final.pk}
    moves = {"rehearing": "", "final": "rehear"}
    for state in RulingState:
        bare = state in (RulingState.UNMATCHED, RulingState.VOID)
        fields = {"filing": None if bare else first, "clock": None, "peer_received_on": None}
        for act in ("match", "unmatch", "void", "receipt", "accept", "rehearing", "final", "term"):
            with acting_as(BUILDER):
                Ruling.objects.filter(pk=final.pk).update(state="unmatched", filing=None, supersedes=None)
            after = pressed(client, made, state, fields, f"/rulings/{made.pk}/{act}/", data)
            assert lawful(RULING_MOVES, moves.get(act, act), state, after), (state, act, after)


@pytest.mark.parametrize("who", ["chen", "pei"])
def test_papers(cast: Cast, batch: Batch, who: str) -> None:
    filing = file_two(cast, batch)[0]
    client = sign_in(cast.officers[who])
    with acting_as(BUILDER):
        made = Opinion.objects.create(
            kind="filing_opinion", organ=cast.suburb, office=cast.office, addressee=cast.court, title="检察意见书",
            content_hash="0" * 64, drafter=cast.chen,
        )  # fmt: skip
        OpinionLine.objects.create(opinion=made, filing=filing, position=1, facts_hash=filing.facts_hash)
    data = {"comment": "同意", "reason": "缓办", "seen": "0" * 64, "number": "临城郊检意见〔2026〕9号"}
    moves = {"return": "send_back"}
    for state in OpinionState:
        issued = state == OpinionState.ISSUED
        fields = {"approver": cast.pei if issued else None, "issued_at": MOMENT if issued else None}
        for act in "edit submit endorse return refer resolve issue sign extend drop".split():
            after = pressed(client, made, state, fields, f"/opinions/{made.pk}/{act}/", data)
            assert lawful(OPINION_MOVES, moves.get(act, act), state, after), (state, act, after)
