"""征求意见: the list is frozen, the office hears of it, the agreed clock starts there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from commutation.clocks import CONSULTATION_ARTICLE, DEFAULT_AGREED_DAYS, MOST_AGREED_DAYS
from commutation.models import Batch, Filing, Sending
from commutation.permissions import may_send
from commutation.services.sending.parcels import Parcel, pack
from commutation.services.sending.posting import advance, keep, post
from commutation.states import BATCH_MOVES, Kind, Stage
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import open_deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor


@transaction.atomic
def send_consultation(*, batch: Batch, actor: Actor, at: datetime, agreed_days: int = DEFAULT_AGREED_DAYS) -> Sending:
    """征求意见: freeze the list, send it to the resident office paired that day, start the agreed clock there.

    `agreed_days` are working days from the day after arrival. From this moment the procuratorate sees the batch.
    """
    demand(may_send(actor, batch), act="commutation.send_consultation", target=batch)
    if not 1 <= agreed_days <= MOST_AGREED_DAYS:
        raise Unacceptable(f"约定日数须在1至{MOST_AGREED_DAYS}个工作日之间。", fields={"agreed_days": "请改正日数"})
    parcel = pack(batch, Stage.CONSULTATION, actor, at)
    _demand_extents(parcel.filings)
    dispatch = post(parcel, agreed_days=agreed_days)
    clock = open_consultation(parcel, dispatch, agreed_days) if dispatch.received_at else None  # runs where it arrives
    sending = keep(parcel, dispatch, clock, agreed_days=agreed_days)
    advance(parcel.filings, "consult", sent_at=dispatch.sent_at, clock=clock)
    move(batch, "consult", BATCH_MOVES, sent_at=dispatch.sent_at, version=F("version") + 1)
    record(actor=actor, act="commutation.send_consultation", target=batch, detail={"sm3": sending.content_hash})
    return sending


def _demand_extents(filings: list[Filing]) -> None:
    lacking = [filing for filing in filings if filing.kind == Kind.COMMUTATION and filing.months is None]
    if lacking:
        names = "、".join(filing.name for filing in lacking[:5])
        raise Unacceptable(
            f"还有{len(lacking)}人没有填减刑幅度：{names}{'等' if len(lacking) > 5 else ''}。补填后再发送。"
        )


def open_consultation(parcel: Parcel, dispatch: Dispatch, agreed_days: int) -> Deadline:
    """The agreed clock of the office, from the day of arrival."""
    title = f"{parcel.batch.prison.short_name}{parcel.batch.title}征求意见"
    return open_deadline(
        kind="commutation.consultation",
        title=title,
        masked_title=title,
        organ=parcel.office,
        counterpart=parcel.batch.prison,
        starts_on=day_of(dispatch.received_at or parcel.at),
        start_reason="收到征求意见材料",
        term=Term(agreed_days, Unit.WORKING_DAY),
        article=CONSULTATION_ARTICLE,
        agreed=True,
        address=parcel.page,
        actor=parcel.actor,
        at=parcel.at,
    )
