"""Opening, lengthening, stopping and ending clocks. The caller keeps the link to what the clock is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline, Extension, Pause
from procuratorate.deadlines.permissions import may_change, may_lengthen
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.deadlines.services.sums import fields_of, hold_calendar, work_out
from procuratorate.deadlines.states import MOVES
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.law.calendars import Calendar
from procuratorate.lib.law.terms import Roll, Term
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


@transaction.atomic
def open_deadline(
    *,
    kind: str,
    title: str,
    masked_title: str,
    organ: Organ,
    starts_on: date,
    start_reason: str,
    term: Term,
    article: str,
    actor: Actor,
    at: datetime,
    counterpart: Organ | None = None,
    agreed: bool = False,
    roll: Roll = Roll.NEXT_WORKING_DAY,
    address: str = "",
    calendar: Calendar | None = None,
) -> Deadline:
    """Start the clock of `organ`: `starts_on` is the day of the event (收到副本), the next is day 1.

    `counterpart` sees the clock too; leave it out where it must not. `masked_title` stands in notifications.
    `calendar` spares reading it when opening many. Raises Unacceptable when the event lies in the future.
    """
    hold_calendar()
    deadline = prepared(
        calendar=calendar, at=at, term=term, roll=roll, kind=kind, title=title, masked_title=masked_title, organ=organ,
        counterpart=counterpart, starts_on=starts_on, start_reason=start_reason, agreed=agreed, article=article,
        address=address,
    )  # fmt: skip
    deadline.save(force_insert=True)
    record(actor=actor, act="deadlines.open", target=deadline, detail={"kind": kind, "due": str(deadline.due_on)})
    return deadline


def prepared(*, calendar: Calendar | None, at: datetime, term: Term, roll: Roll, **told: Any) -> Deadline:
    """A clock reckoned and not yet stored, for `open_deadlines`; `told` is what `open_deadline` takes besides.

    Raises Unacceptable when the event lies in the future.
    """
    _demand(told["starts_on"] <= day_of(at), "starts_on", "起算事由的日期不能晚于今天，请核对收到或送达的日期。")
    terms = {"term_amount": term.amount, "term_unit": term.unit.value, "rolls": roll is Roll.NEXT_WORKING_DAY}
    deadline = Deadline(at=at, **terms, **told)
    for name, value in _reckoned(deadline, calendar).items():
        setattr(deadline, name, value)
    return deadline


@transaction.atomic
def open_deadlines(*, deadlines: Sequence[Deadline], actor: Actor) -> list[Deadline]:
    """Start many clocks at once, `prepared` under `hold_calendar`. One insert, one line of audit with their ids."""
    made: list[Deadline] = Deadline.objects.bulk_create(deadlines, batch_size=500)
    if made:
        record(actor=actor, act="deadlines.open", detail={"ids": [one.pk for one in made]})
    return made


@transaction.atomic
def extend_deadline(
    *,
    deadline: Deadline,
    term: Term,
    reason: str,
    article: str,
    actor: Actor,
    at: datetime,
    decided_on: date | None = None,
) -> Extension:
    """Add `term`, running on from the nominal end. `decided_on` (today unless told) must not lie after the due day."""
    demand(may_lengthen(actor, deadline), act="deadlines.extend", target=deadline)
    decided_on = decided_on or day_of(at)
    _demand(bool(reason.strip()), "reason", "请写明延长的理由。")
    _demand(deadline.starts_on <= decided_on <= day_of(at), "decided_on", "批准日须在起算日之后、今天之前。")
    _demand(decided_on <= deadline.due_on, "decided_on", f"期限已于{deadline.due_on}届满，届满以后不能延长。")
    _lock(deadline)
    extension = Extension.objects.create(
        deadline=deadline,
        amount=term.amount,
        unit=term.unit.value,
        reason=reason,
        article=article,
        decided_on=decided_on,
        by_id=actor.officer_id,
        at=at,
    )
    _moved(deadline, "extend", actor, reason, **_reckoned(deadline))
    return extension


@transaction.atomic
def stop_deadline(
    *, deadline: Deadline, reason: str, article: str, actor: Actor, at: datetime, on: date | None = None
) -> Pause:
    """Stop the count; `on` (today unless told) is the first day that does not count."""
    demand(may_lengthen(actor, deadline), act="deadlines.stop", target=deadline)
    on = on or day_of(at)
    _demand(bool(reason.strip()), "reason", "请写明停止计算的事由。")
    _demand(deadline.starts_on < on <= day_of(at), "on", "停止之日须晚于起算日，且不能晚于今天。")
    _demand(on <= deadline.due_on, "on", f"期限已于{deadline.due_on}届满，届满以后不能停止。")
    _lock(deadline)
    _moved(deadline, "stop", actor, reason)
    return Pause.objects.create(
        deadline=deadline, first=on, reason=reason, article=article, by_id=actor.officer_id, at=at
    )


@transaction.atomic
def resume_deadline(*, deadline: Deadline, actor: Actor, at: datetime, on: date | None = None) -> None:
    """Let the count go on; `on` (today unless told) is the first day that counts again."""
    demand(may_lengthen(actor, deadline), act="deadlines.resume", target=deadline)
    on = on or day_of(at)
    _lock(deadline)
    pause = deadline.pauses.filter(last=None).first()
    _demand(pause is None or pause.first < on <= day_of(at), "on", "恢复之日须晚于停止之日，且不能晚于今天。")
    if pause:
        pause.last = on - timedelta(days=1)
        pause.save(update_fields=["last"])
    _moved(deadline, "resume", actor, "", **_reckoned(deadline))


@transaction.atomic
def meet_deadline(*, deadline: Deadline, actor: Actor, at: datetime, on: date | None = None, reason: str = "") -> None:
    """The thing was done, on the day `on` (today unless told; earlier when a paper is recorded later)."""
    demand(may_change(actor, deadline), act="deadlines.meet", target=deadline)
    on = on or day_of(at)
    _demand(deadline.starts_on <= on <= day_of(at), "on", "办结之日须在起算日之后，且不能晚于今天。")
    _moved(deadline, "meet", actor, reason, ended_at=at, ended_on=on, end_reason=reason)


@transaction.atomic
def cancel_deadline(*, deadline: Deadline, reason: str, actor: Actor, at: datetime) -> None:
    """The clock no longer has an object (撤回), or was opened by mistake. It stays on record with the reason."""
    demand(may_change(actor, deadline), act="deadlines.cancel", target=deadline)
    _demand(bool(reason.strip()), "reason", "请写明撤销时限的理由。")
    _moved(deadline, "cancel", actor, reason, ended_at=at, ended_on=day_of(at), end_reason=reason)


def _reckoned(deadline: Deadline, calendar: Calendar | None = None) -> dict[str, Any]:
    return fields_of(work_out(deadline, calendar or working_calendar(since=deadline.starts_on)))


def _lock(deadline: Deadline) -> None:
    """One act at a time on a clock, against the calendar as it stands."""
    hold_calendar()
    Deadline.objects.select_for_update().only("pk").get(pk=deadline.pk)


def _moved(deadline: Deadline, act: str, actor: Actor, reason: str, **fields: Any) -> None:
    move(deadline, act, MOVES, **fields)
    record(actor=actor, act=f"deadlines.{act}", target=deadline, reason=reason, detail={"due": str(deadline.due_on)})


def _demand(holds: bool, name: str, otherwise: str) -> None:
    if not holds:
        raise Unacceptable(otherwise, fields={name: otherwise})
