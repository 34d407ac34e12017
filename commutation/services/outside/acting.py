"""What every act of the chain goes through: the row, its clocks, what crosses to the procuratorate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commutation.clocks.outside import MET_BY, OF_DECIDER, RELEASED, Code, OutsideClock, clock_on, done_by
from commutation.models import OutsideAct, OutsideCase
from commutation.selectors.deciders import Deciders
from commutation.selectors.offices import office_of
from commutation.selectors.outside import latest, standing_acts
from commutation.states.outside import Act, Decider
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import cancel_deadline, meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING, State
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ


@dataclass(frozen=True)
class Doing:
    """One act being recorded: on its day, with what its form told, by whom."""

    case: OutsideCase
    act: Act
    on: date
    told: Mapping[str, Any]
    actor: Actor
    at: datetime
    replaces: OutsideAct | None = None

    def said(self, *names: str) -> dict[str, Any]:
        """These of the form's facts, days as text: what the row keeps."""
        told = {name: self.told[name] for name in names if self.told.get(name) not in (None, "")}
        return {name: str(value) if isinstance(value, date) else value for name, value in told.items()}


def enter(
    doing: Doing, facts: Mapping[str, Any], *, dispatch: Dispatch | None = None, clocks: Iterable[Deadline] = ()
) -> OutsideAct:
    """Write the act's row. Clocks it started are named in its facts."""
    begun = list(clocks)
    kept = {**facts, **({"clocks": [one.pk for one in begun]} if begun else {})}
    made: OutsideAct = OutsideAct.objects.create(
        case=doing.case,
        act=doing.act,
        on=doing.on,
        facts=kept,
        words=str(doing.told.get("words") or "").strip(),
        dispatch=dispatch,
        clock=begun[0] if begun else None,
        replaces=doing.replaces,
        by_id=signer(doing.actor),
    )
    return made


def begin(doing: Doing, code: Code, starts_on: date, event: str = "") -> list[Deadline]:
    """Start a clock by the text of that day, if there was one and it runs from `event`; done already, it is met.

    What needs not be done, or was done before the release it would run from, starts none.
    """
    case = doing.case
    rule = clock_on(code, starts_on, urgent=case.urgent, decider=case.decider)
    done = latest(standing_acts(case, but=doing.replaces), MET_BY[code])
    if rule is None or (event and rule.start != event):
        return []
    if done is not None and (done.facts.get("not_public") or (rule.start == RELEASED and done.on < starts_on)):
        return []
    clock = start(doing, rule, starts_on)
    if code in (Code.RETURN, Code.RECHECK):  # no decision to recall is a return, no recheck the one that follows it
        return [clock]
    if done is not None and done.on >= starts_on:
        meet_deadline(deadline=clock, actor=doing.actor, at=doing.at, on=done.on, reason=f"已{done.get_act_display()}")
    return [clock]


def start(doing: Doing, rule: OutsideClock, starts_on: date) -> Deadline:
    """Open a clock of the case by a rule; its title says who is to act where that is not the prison."""
    case = doing.case
    whose = done_by(rule.code, case.decider)
    title = f"{case.prison.short_name}{case.number}{rule.words}{f'（由{whose}办理）' if whose else ''}"
    return open_deadline(
        kind=rule.code.kind,
        title=title,
        masked_title=title,
        organ=_holder(case, rule.code, doing.on),
        counterpart=case.prison if rule.code in OF_DECIDER else None,
        starts_on=starts_on,
        start_reason=rule.start,
        term=rule.term,
        article=rule.article,
        address=case.get_absolute_url(),
        actor=doing.actor,
        at=doing.at,
    )


def begin_handover(doing: Doing, received: date) -> list[Deadline]:
    """Ten days from the receipt of a grant, told by the section or by the paper: whichever comes first begins them."""
    runs = any(one.kind == Code.HANDOVER.kind and one.state != State.CANCELLED for one in clocks_of(doing.case))
    return [] if runs else begin(doing, Code.HANDOVER, received)


def _holder(case: OutsideCase, code: Code, on: date) -> Organ:
    """The bureau answers for its own periods; of all others the prison keeps count, the title says whose they are."""
    bureau = None
    if code in OF_DECIDER and case.decider == Decider.BUREAU:
        bureau = Deciders.over([case.filing], on).of(case.filing, case.prison)
    return bureau or case.prison


def clocks_of(case: OutsideCase) -> list[Deadline]:
    """The clocks this case's acts started, replaced acts' too. Two queries."""
    ids = [pk for one in OutsideAct.objects.filter(case=case) for pk in one.facts.get("clocks", [])]
    return list(Deadline.objects.filter(pk__in=ids).order_by("due_on", "pk"))


def meet(doing: Doing, *codes: Code, on: date | None = None) -> None:
    """End the running clocks of these codes: the thing was done, on that day."""
    kinds = {code.kind for code in codes}
    day = on or doing.on
    for clock in clocks_of(doing.case):
        if clock.kind in kinds and clock.state in RUNNING and clock.starts_on <= day:
            reason = f"已登记{doing.act.label}"
            meet_deadline(deadline=clock, actor=doing.actor, at=doing.at, on=day, reason=reason)


def stop_all(case: OutsideCase, reason: str, actor: Actor, at: datetime, *codes: Code) -> None:
    """Cancel the running clocks, or those of these codes: they have no object any more."""
    kinds = {code.kind for code in codes}
    for clock in clocks_of(case):
        if clock.state in RUNNING and (not kinds or clock.kind in kinds):
            cancel_deadline(deadline=clock, reason=reason, actor=actor, at=at)


def cancel_of(replaced: OutsideAct, actor: Actor, at: datetime) -> None:
    """The clocks of an act that is put right start anew with the row that replaces it."""
    rows = Deadline.objects.filter(pk__in=replaced.facts.get("clocks", []), state__in=RUNNING)
    for clock in rows:
        cancel_deadline(deadline=clock, reason="登记更正，重新起算", actor=actor, at=at)


def show_next_clock(case: OutsideCase) -> None:
    """The clock shown with the case: of those that run the one due first."""
    running = next((one for one in clocks_of(case) if one.state in RUNNING), None)
    OutsideCase.objects.filter(pk=case.pk).update(clock=running)


def tell(doing: Doing, *, mode: Mode, what: str, basis: str, content: Mapping[str, Any], summary: str = "") -> Dispatch:
    """Send an act to the office paired that day. The title names nobody; from now on the office sees the case."""
    case = doing.case
    nth = OutsideAct.objects.filter(case=case, act=doing.act, dispatch__isnull=False).count() + 1
    title = f"{case.prison.short_name}{case.number}{what}{'（更正）' if doing.replaces else ''}"
    dispatch = send(
        actor=doing.actor,
        sender=case.prison,
        recipient=office_of(case.prison_id, day_of(doing.at)),
        legal_mode=mode,
        kind=f"commutation.outside_{doing.act.value}",
        title=title,
        masked_title=title,
        summary=summary,
        content={"case": case.pk, "number": case.number, "name": case.name, "on": doing.on, **content},
        basis=basis,
        key=f"outside_{doing.act.value}:{case.pk}:{nth}",
        address=case.get_absolute_url(),
        sender_address=case.get_absolute_url(),
        at=doing.at,
    )
    OutsideCase.objects.filter(pk=case.pk, told_at=None).update(told_at=dispatch.sent_at)
    return dispatch


def not_before(doing: Doing, day: date | None, field: str, label: str, *acts: Act) -> None:
    """A day must not lie before the act it follows, nor after today."""
    if day is None:
        return
    for act in acts:
        former = latest(standing_acts(doing.case, but=doing.replaces), act)
        if former is not None and day < former.on:
            why = f"{label}不能早于{former.get_act_display()}日（{former.on}），请核对。"
            raise Unacceptable(why, fields={field: why})
    if day > day_of(doing.at):
        why = f"{label}不能晚于今天。"
        raise Unacceptable(why, fields={field: why})


def wanted(doing: Doing, field: str, why: str) -> None:
    """A fact the act cannot do without."""
    if not doing.told.get(field):
        raise Unacceptable(why, fields={field: why})
