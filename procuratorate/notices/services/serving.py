"""送达: the date on the 回证 starts the clock; "opened" never does. A slip put right moves it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.dispatch.models import Dispatch, PaperService
from procuratorate.dispatch.services import record_paper_service
from procuratorate.dispatch.states import SERVED, Channel, Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.notices.clocks import REPLY, reply_period
from procuratorate.notices.models import Notice
from procuratorate.notices.permissions import may_work
from procuratorate.notices.services.content import locked, take_step
from procuratorate.notices.services.files import Given, demand_files, keep_files
from procuratorate.notices.services.sending import end_clock, parcel, start_clock
from procuratorate.notices.states import NOTICE_MOVES, STANDING, State, Step
from procuratorate.organs.actors import Actor


@transaction.atomic
def record_service(
    *, notice: Notice, slip: dict[str, Any], scans: Sequence[Given], actor: Actor, at: datetime
) -> PaperService:
    """登记回证 with its scan. `slip`: the facts as `dispatch.services.record_paper_service` takes them."""
    demand(may_work(actor, notice), act="notices.record_service", target=notice)
    if notice.dispatch is None or not notice.dispatch.needs_slip:
        raise Unacceptable("这份文书不用回证，或者还没有发出。")
    demand_files(scans, "scan")
    held = notice.dispatch
    made = record_paper_service(dispatch=held, actor=actor, at=at, corrects=held.served, **slip)
    keep_files(notice=notice, given=scans, actor=actor, at=at, is_slip=True)
    record(actor=actor, act="notices.record_service", target=notice, detail={"service": made.pk})
    if held.channel == Channel.GATEWAY:
        _tell_served(locked(notice), made, actor, at)
    return made


def _tell_served(notice: Notice, slip: PaperService, actor: Actor, at: datetime) -> None:
    """The addressee's own network learns from which day its period runs."""
    parcel(
        notice=notice, key=f"notice-served:{slip.pk}", mode=Mode.COPY, kind="notices.served", named="回证登记：",
        content={"notice": notice.pk, "outcome": slip.outcome, "received_at": slip.received_at}, actor=actor, at=at,
    )  # fmt: skip


def note_service(*, dispatch: Dispatch, slip: PaperService, actor: Actor, at: datetime) -> None:
    """A 回证 was recorded: a notice that waited for it is served, and its period runs from that day.

    A refusal alone serves nothing (CPL 107). A corrected slip ends the clock it started and starts another.
    """
    found = Notice.objects.filter(dispatch=dispatch).first()
    if found is None:
        return
    notice, on = locked(found), day_of(slip.received_at)
    words = f"{slip.get_outcome_display()}，{on}"
    take_step(notice=notice, step=Step.SERVED, actor=actor, at=at, words=_told(slip, words), dispatch=dispatch)
    if slip.outcome not in SERVED:
        return
    if notice.state == State.ISSUED:
        move(notice, "serve", NOTICE_MOVES, served_on=on)
        _start(notice, actor, at)
    elif notice.state in STANDING:
        Notice.objects.filter(pk=notice.pk).update(served_on=on)
        notice.refresh_from_db()
        if slip.corrects_id and notice.state == State.SERVED and _runs_from_service(notice):
            end_clock(notice=notice, actor=actor, at=at, met=False, reason="回证更正，重新起算")
            _start(notice, actor, at)


def _told(slip: PaperService, words: str) -> str:
    parts = [
        words,
        slip.received_by,
        slip.refusal_reason,
        f"更正：{slip.correction_reason}" if slip.corrects_id else "",
    ]
    return "；".join(filter(None, parts))


def _runs_from_service(notice: Notice) -> bool:
    return notice.clock is None or notice.clock.kind == REPLY


def _start(notice: Notice, actor: Actor, at: datetime) -> None:
    period = reply_period(notice.kind, notice.matter, notice.urgent_days)
    clock = start_clock(
        notice=notice, kind=REPLY, starts_on=notice.served_on or day_of(at), start_reason=period.start,
        term=period.term, article=period.article, actor=actor, at=at,
    )  # fmt: skip
    Notice.objects.filter(pk=notice.pk).update(clock=clock)
