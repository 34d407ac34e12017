"""What other records say of a case: its list was filed, its decision came, was taken back, was received."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from commutation.clocks.outside import Code
from commutation.models import Batch, OutsideAct, OutsideCase, Ruling
from commutation.selectors.outside import latest, standing_acts
from commutation.services.outside.acting import (
    Doing,
    begin,
    begin_handover,
    cancel_of,
    enter,
    meet,
    show_next_clock,
    stop_all,
)
from commutation.services.outside.lacking import begin_completing
from commutation.states import Kind
from commutation.states.courts import GRANTED
from commutation.states.outside import BEFORE_DECISION, OUTSIDE_MOVES, Act, OutsideState
from procuratorate.audit.services import record
from procuratorate.lib.errors import Conflict
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as


def follow_filing(*, batch: Batch) -> None:
    """The list was filed: cases diagnosed count as filed."""
    rows = OutsideCase.objects.filter(filing__batch=batch, state__in=OUTSIDE_MOVES["file"].sources)
    rows.update(state=OutsideState.FILED, version=F("version") + 1)


@transaction.atomic
def follow_decision(*, ruling: Ruling, actor: Actor, at: datetime) -> None:
    """A decision registered and matched, by whichever side: the case is granted or ends; known already, nothing.

    Written as a service: the procuratorate registers decisions, and writes nothing in the prison's chain.
    """
    if ruling.kind != Kind.OUTSIDE_SERVICE or ruling.filing_id is None:
        return
    with acting_as(service_actor("follow_outside")):
        case = case_of(ruling.filing_id)
        if case is None:
            return
        if (known := latest(standing_acts(case), Act.DECISION)) is None:
            _enter_decision(case, ruling, actor, at)
        elif known.facts.get("ruling") not in (None, ruling.pk):
            return
        if ruling.outcome in GRANTED and ruling.prison_received_on:
            enter_receipt(case, ruling.prison_received_on, actor, at)
        changed(case)


def case_of(filing: int) -> OutsideCase | None:
    """The chain of a filing, locked."""
    rows = OutsideCase.objects.select_related("filing", "prison").select_for_update(of=("self",))
    found: OutsideCase | None = rows.filter(filing=filing).first()
    return found


def changed(case: OutsideCase) -> None:
    """A page opened before is stale now: what it sends meets a Conflict."""
    OutsideCase.objects.filter(pk=case.pk).update(version=F("version") + 1)
    show_next_clock(case)


def _enter_decision(case: OutsideCase, ruling: Ruling, actor: Actor, at: datetime) -> None:
    granted = ruling.outcome in GRANTED
    doing = Doing(case, Act.DECISION, ruling.ruled_on, {}, actor, at)
    if case.state in BEFORE_DECISION:
        move(case, "grant" if granted else "refuse", OUTSIDE_MOVES)
    meet(doing, Code.DECIDE)
    clocks = begin(doing, Code.ONLINE, ruling.ruled_on) + begin_completing(doing) if granted else []
    facts = {"ruling": ruling.pk, "case_no": ruling.case_no, "outcome": ruling.get_outcome_display()}
    enter(doing, facts, clocks=clocks)
    if ruling.published_on and granted:
        meet(doing, Code.ONLINE, on=ruling.published_on)
    if not granted:
        stop_all(case, "未批准暂予监外执行", actor, at)


def enter_receipt(case: OutsideCase, on: date, actor: Actor, at: datetime) -> None:
    """The prison received it: ten days to hand the person over, unless he left, or the case ended, before.

    Of an urgent release the receipt may stand with the decision already: the ten days run once.
    """
    standing = standing_acts(case)
    if latest(standing, Act.SERVICE) is None:
        handed, doing = latest(standing, Act.HANDOVER), Doing(case, Act.SERVICE, on, {}, actor, at)
        waits = case.state == OutsideState.GRANTED or (handed is not None and handed.on >= on)
        enter(doing, {}, clocks=begin_handover(doing, on) if waits else [])


@transaction.atomic
def take_back_decision(*, ruling: Ruling, filing_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """The decision was another's: the case waits for its own. Raises Conflict once the person was handed over."""
    with acting_as(service_actor("follow_outside")):
        case = case_of(filing_id)
        known = latest(standing_acts(case), Act.DECISION) if case else None
        if case is None or known is None or known.facts.get("ruling") != ruling.pk:
            return
        if case.state not in OUTSIDE_MOVES["take_back"].sources:
            why = f"本件现在是“{case.get_state_display()}”，不能撤销决定书的对应。请先核对监外执行的登记。"
            raise Conflict(why, title=str(case))
        move(case, "take_back", OUTSIDE_MOVES)
        for one in (known, latest(standing_acts(case), Act.SERVICE)):
            if one is not None:
                cancel_of(one, actor, at)
                _void(case, one, reason, actor, at)
        changed(case)
    record(actor=actor, act="commutation.correct_outside_act", target=case, reason=reason)


def _void(case: OutsideCase, row: OutsideAct, reason: str, actor: Actor, at: datetime) -> None:
    enter(Doing(case, Act(row.act), row.on, {"words": reason}, actor, at, row), {"taken_back": True})
