"""重新核查: the decider looked again, and another decision stands in its place (监狱法（2026）第46条第2款)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commutation.clocks.outside import Code
from commutation.models import OutsideAct, OutsideCase, Recall, Ruling
from commutation.selectors.outside import latest, standing_acts
from commutation.services.outside.acting import Doing, begin, cancel_of, enter, stop_all
from commutation.services.outside.following import case_of, changed, enter_receipt
from commutation.services.outside.lacking import begin_completing
from commutation.states import Kind
from commutation.states.courts import GRANTED
from commutation.states.outside import OUTSIDE_MOVES, Act, OutsideState
from procuratorate.audit.services import record
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.gate import signer
from procuratorate.organs.reach import acting_as

REVOKED = "批准暂予监外执行的决定重新核查后撤销"


@transaction.atomic
def follow_reconsideration(*, before: Ruling, final: Ruling, actor: Actor, at: datetime) -> None:
    """`final` took the place of `before`: the chain has the new decision, and the person is where it says.

    Revoked, somebody not yet handed over stays, somebody outside is to be taken back; granted after a refusal, the
    case goes on. Who came back, was released or died meanwhile stays where the chain has him.
    """
    if final.kind != Kind.OUTSIDE_SERVICE or final.filing_id is None:
        return
    with acting_as(service_actor("follow_outside")):
        case = case_of(final.filing_id)
        known = latest(standing_acts(case), Act.DECISION) if case else None
        if case is None or known is None or known.facts.get("ruling") not in (None, before.pk):
            return
        _enter_again(case, known, final, actor, at)
        if final.outcome in GRANTED and final.prison_received_on:
            enter_receipt(case, final.prison_received_on, actor, at)
        changed(case)
    record(actor=actor, act="commutation.correct_outside_act", target=case, detail={"ruling": final.pk})


def _enter_again(case: OutsideCase, known: OutsideAct, final: Ruling, actor: Actor, at: datetime) -> None:
    granted, was = final.outcome in GRANTED, _was_granted(case, known)
    told = {"words": f"重新核查后：{final.get_outcome_display()}"}
    doing = Doing(case, Act.DECISION, final.ruled_on, told, actor, at, known)
    if not granted:
        cancel_of(known, actor, at)
        _revoke(doing)
    elif not was and case.state == OutsideState.ENDED:
        move(case, "take_back", OUTSIDE_MOVES)
        move(case, "grant", OUTSIDE_MOVES)
    clocks = begin(doing, Code.ONLINE, final.ruled_on) + begin_completing(doing) if granted and not was else []
    facts = {"ruling": final.pk, "case_no": final.case_no, "outcome": final.get_outcome_display()}
    enter(doing, facts, clocks=clocks)


def _was_granted(case: OutsideCase, known: OutsideAct) -> bool:
    """An urgent release was told by the section: it is known for having been granted."""
    ruling = Ruling.objects.filter(pk=known.facts.get("ruling")).first()
    return ruling is None or ruling.outcome in GRANTED


def _revoke(doing: Doing) -> None:
    """Whoever is outside is to be taken back, as when the ground is gone; the recall is a decision of its own."""
    case = doing.case
    stop_all(case, REVOKED, doing.actor, doing.at)
    if case.state == OutsideState.GRANTED:
        move(case, "end", OUTSIDE_MOVES, next_recheck_on=None)
    elif case.state == OutsideState.OUTSIDE:
        found = {"ground": REVOKED, "found_on": doing.on, "by_id": signer(doing.actor)}
        Recall.objects.update_or_create(case=case, defaults=found)
        move(case, "lapse", OUTSIDE_MOVES, next_recheck_on=None)
