"""What the recipient does with an arrival, and what the sender records of a paper handed over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from procuratorate.audit.services import record, record_read
from procuratorate.dispatch import events
from procuratorate.dispatch.models import Dispatch, Opening, PaperService
from procuratorate.dispatch.permissions import may_acknowledge, may_record_service
from procuratorate.dispatch.services.waking import wake
from procuratorate.dispatch.states import SERVED, Outcome
from procuratorate.lib.clock import Clock
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor


def open_dispatch(*, dispatch: Dispatch, actor: Actor) -> None:
    """Record that the recipient's officer opened it: evidence only, it starts no clock. Others leave no trace on it."""
    if may_acknowledge(actor, dispatch) is not None:
        return
    record_read(actor=actor, target=dispatch, act="dispatch.open")
    opening = Opening(dispatch=dispatch, recipient_id=dispatch.recipient_id, officer_id=actor.officer_id or 0)
    Opening.objects.bulk_create([opening], ignore_conflicts=True)
    _once(dispatch, "opened_at", opened_by_id=actor.officer_id)


def acknowledge(*, dispatch: Dispatch, actor: Actor, note: str = "", at: datetime) -> bool:
    """登记: the recipient takes it in. Returns whether this call did it; the first registration stands."""
    demand(may_acknowledge(actor, dispatch), act="dispatch.acknowledge", target=dispatch)
    done = _once(
        dispatch,
        "acknowledged_at",
        acknowledged_by_id=actor.officer_id,
        acknowledged_for=actor.acting_for,
        note=note[:300],
    )
    if done:
        record(actor=actor, act="dispatch.acknowledge", target=dispatch)
        events.acknowledged.send(Dispatch, dispatch=dispatch, actor=actor, at=at)
        wake(dispatch, registered=True)
    return done


def acknowledge_many(*, dispatches: Iterable[Dispatch], actor: Actor, at: datetime) -> int:
    """登记 several at once; those registered meanwhile by a colleague keep their receipt. Returns how many were new."""
    return sum(acknowledge(dispatch=dispatch, actor=actor, at=at) for dispatch in dispatches)


def record_paper_service(
    *,
    dispatch: Dispatch,
    actor: Actor,
    outcome: Outcome,
    received_at: datetime,
    served_by: str,
    at: datetime,
    received_by: str = "",
    substitute_reason: str = "",
    refusal_reason: str = "",
    witness: str = "",
    place: str = "",
    note: str = "",
    corrects: PaperService | None = None,
    correction_reason: str = "",
) -> PaperService:
    """Record the facts of a 送达回证: `received_at` starts the clock of a 送达. A slip is corrected with a reason.

    Two clicks make one slip: the dispatch is held, and what is corrected must be the slip in force.
    """
    demand(may_record_service(actor, dispatch), act="dispatch.record_service", target=dispatch)
    service = PaperService(
        dispatch=dispatch, sender_id=dispatch.sender_id, recipient_id=dispatch.recipient_id, outcome=outcome,
        received_at=received_at, received_by=received_by, substitute_reason=substitute_reason,
        refusal_reason=refusal_reason, witness=witness, place=place, served_by=served_by, note=note, corrects=corrects,
        correction_reason=correction_reason, recorded_by_id=actor.officer_id,
    )  # fmt: skip
    _judge(service, _held(dispatch).served, at)
    service.save(force_insert=True)
    record(actor=actor, act="dispatch.record_service", target=dispatch, detail={"service": service.pk})
    events.served.send(Dispatch, dispatch=dispatch, service=service, actor=actor, at=at)
    return service


def _held(dispatch: Dispatch) -> Dispatch:
    """The dispatch as it is stored, held until the transaction ends."""
    stored: Dispatch = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch.pk)
    return stored


def _judge(service: PaperService, in_force: PaperService | None, at: datetime) -> None:
    """Raise Unacceptable with a line for every field that does not fit the others."""
    dispatch, wrong = service.dispatch, {}
    if not dispatch.needs_slip:
        raise Unacceptable("这一件在线上以“视为通报”一类方式发出，不用回证。到达时间见回执。")
    if in_force and not service.corrects:
        raise Conflict("这一件已有送达回证。填写有误的，请在原回证上办“更正”。", title=dispatch.number)
    if service.corrects != in_force:
        raise Conflict("您打开以后，这张回证已经更正过。请刷新后按现在的回证办理。", title=dispatch.number)
    if service.received_at > at:
        wrong["received_at"] = "收到时间在将来，请核对回证。"
    if service.received_at < dispatch.sent_at.replace(second=0, microsecond=0):
        wrong["received_at"] = "收到时间早于发出时间，请核对回证。"
    needed = {
        "received_by": service.outcome in SERVED - {Outcome.LEFT},
        "substitute_reason": service.outcome == Outcome.SUBSTITUTE,
        "refusal_reason": service.outcome in {Outcome.REFUSED, Outcome.LEFT},
        "witness": service.outcome == Outcome.LEFT,
        "served_by": True,
        "correction_reason": service.corrects is not None,
    }
    wrong |= {name: "这一栏要填。" for name, must in needed.items() if must and not getattr(service, name).strip()}
    if wrong:
        raise Unacceptable("回证没有登记，请改正标出的栏目。", fields=wrong)


def _once(dispatch: Dispatch, moment: str, **fields: Any) -> bool:
    """Write a part of the receipt unless it is there; the database puts its own time."""
    unset = Dispatch.objects.filter(pk=dispatch.pk, **{moment: None})
    done = bool(unset.update(**{moment: Clock()}, **fields))
    dispatch.refresh_from_db(fields=[moment, *fields])
    return done
