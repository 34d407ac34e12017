"""Outside: handed over to community corrections, looked at every three months, until the ground is gone."""

from __future__ import annotations

from datetime import date

from commutation.clocks.outside import RELEASED, Code, handed_basis
from commutation.models import OutsideAct, OutsideCase, Recall
from commutation.selectors.outside import latest, standing_acts
from commutation.services.outside.acting import Doing, begin, enter, meet, not_before, stop_all, tell, wanted
from commutation.services.outside.registering import to_register
from commutation.states.outside import OUTSIDE_MOVES, Act, Ground, OutsideState
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.states import Mode
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.moves import move
from procuratorate.organs.gate import signer


def hand_over(doing: Doing) -> OutsideAct:
    """移送: the county's community corrections took the person over; the procuratorate is told at once."""
    not_before(doing, doing.on, "on", "移送日", Act.DECISION)
    facts = doing.said("body", "residence", "handed_to", "cross_province")
    basis = handed_basis(doing.on)
    dispatch = tell(doing, mode=Mode.NOTIFIED, what="交付社区矫正通报", basis=basis, content=facts)
    if doing.replaces is None:
        move(doing.case, "hand_over", OUTSIDE_MOVES)
        to_register(doing)
    OutsideCase.objects.filter(pk=doing.case.pk).update(residence=doing.told["residence"])
    meet(doing, Code.HANDOVER)
    clocks = _next_recheck(doing, doing.on, None)
    if doing.case.urgent:
        clocks += begin(doing, Code.CONFIRM, doing.on) + begin(doing, Code.ANNOUNCE, doing.on, RELEASED)
    return enter(doing, facts, dispatch=dispatch, clocks=clocks)


def record_recheck(doing: Doing) -> OutsideAct:
    """病情复查: what came of it, and when the next is due; longer than three months only with why."""
    not_before(doing, doing.on, "on", "复查日", Act.HANDOVER)
    meet(doing, Code.RECHECK)
    if doing.replaces is None:
        move(doing.case, "recheck", OUTSIDE_MOVES)
    longer: date | None = doing.told.get("next_on")
    if longer is not None:
        wanted(doing, "words", "延长复查期限的，请写明理由并通报执行地县级检察院（司发通〔2023〕24号第25条）。")
        if longer <= doing.on:
            raise Unacceptable("下次复查日须在这次复查以后。", fields={"next_on": "请核对日期"})
    facts = doing.said("hospital", "conclusion", "next_on")
    return enter(doing, facts, clocks=_next_recheck(doing, doing.on, longer))


def _next_recheck(doing: Doing, since: date, longer: date | None) -> list[Deadline]:
    """保外就医 alone has a period of its own; whoever lengthened it keeps the day agreed, without a clock.

    Put right, an act may no longer be the last: the later recheck governs. Nothing begins once the person is to
    come back or came.
    """
    if doing.case.state != OutsideState.OUTSIDE:
        return []
    if (later := _rechecked_since(doing, since)) is not None:
        if not _was_last(doing):
            return []
        since, longer = later.on, _agreed(later)
    clocks = begin(doing, Code.RECHECK, since) if doing.case.ground == Ground.ILLNESS and longer is None else []
    due = clocks[0].due_on if clocks else longer
    OutsideCase.objects.filter(pk=doing.case.pk).update(next_recheck_on=due)
    return clocks


def _rechecked_since(doing: Doing, since: date) -> OutsideAct | None:
    known = latest(standing_acts(doing.case, but=doing.replaces), Act.RECHECK)
    return known if known is not None and (doing.act == Act.HANDOVER or known.on > since) else None


def _was_last(doing: Doing) -> bool:
    """The row put right was the last recheck until now."""
    was = doing.replaces
    return was is not None and was.act == Act.RECHECK and latest(standing_acts(doing.case), Act.RECHECK) == was


def _agreed(recheck: OutsideAct) -> date | None:
    """The day a recheck put off the next to, beyond three months."""
    told = recheck.facts.get("next_on")
    return date.fromisoformat(told) if told else None


def note_ground_gone(doing: Doing) -> OutsideAct:
    """情形消失: the ground is no more while the sentence runs on; the person is to be taken back."""
    not_before(doing, doing.on, "on", "发现日", Act.HANDOVER)
    wanted(doing, "ground", "请写明哪种收监情形。")
    found = {"ground": doing.told["ground"], "found_on": doing.on, "by_id": signer(doing.actor)}
    Recall.objects.update_or_create(case=doing.case, defaults=found)
    if doing.replaces is None:
        move(doing.case, "lapse", OUTSIDE_MOVES)
    stop_all(doing.case, "情形消失，待收监", doing.actor, doing.at, Code.RECHECK)
    OutsideCase.objects.filter(pk=doing.case.pk).update(next_recheck_on=None)
    return enter(doing, doing.said("ground"))
