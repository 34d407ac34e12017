"""提请: filed on the national platform; the copy of the proposals goes to the office and opens its reviews."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from commutation.clocks import REVIEWS, review_of
from commutation.models import Batch, PlanStep, Sending
from commutation.permissions import may_send
from commutation.selectors.consultations import carried
from commutation.selectors.proposals import outdated
from commutation.services.outside.following import follow_filing
from commutation.services.sending.extending import open_review
from commutation.services.sending.parcels import Parcel, pack
from commutation.services.sending.posting import advance, keep, post
from commutation.states import BATCH_MOVES, Stage, Step
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import meet_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor

LONGEST_NUMBER = 60


@transaction.atomic
def send_filing_copy(*, batch: Batch, actor: Actor, platform_no: str, at: datetime) -> Sending:
    """Register that the proposals were filed on the national platform, and send their copy (副本).

    The copy's arrival opens the review clock of its article for each kind; the consultation's clock ends. Those dropped
    since the consultation do not go along.
    """
    demand(may_send(actor, batch), act="commutation.send_filing_copy", target=batch)
    platform_no = platform_no.strip()
    if not 0 < len(platform_no) <= LONGEST_NUMBER:
        why = f"请填写办案平台的编号（{LONGEST_NUMBER}字以内）。先在办案平台报送，再在这里登记。"
        raise Unacceptable(why, fields={"platform_no": why})
    parcel = pack(batch, Stage.FILING_COPY, actor, at)
    _demand_papers_as_adjusted(parcel)
    dispatch = post(parcel, platform_no=platform_no, consulted=carried(parcel.filings))
    end_consultation(parcel)
    clocks = (
        open_reviews(parcel, dispatch) if dispatch.received_at else {}
    )  # beyond a gateway they run where it arrives
    sending = keep(parcel, dispatch, next(iter(clocks.values()), None), platform_no=platform_no)
    for code in {review_of(filing.kind).code for filing in parcel.filings}:
        same = [filing for filing in parcel.filings if review_of(filing.kind).code == code]
        advance(same, "file", filed_at=dispatch.sent_at, clock=clocks.get(code))
    move(batch, "file", BATCH_MOVES, filed_at=dispatch.sent_at, platform_no=platform_no, version=F("version") + 1)
    _tick(batch, day_of(dispatch.sent_at))
    follow_filing(batch=batch)
    record(actor=actor, act="commutation.send_filing_copy", target=batch, detail={"sm3": sending.content_hash})
    return sending


def _demand_papers_as_adjusted(parcel: Parcel) -> None:
    """A 建议书 issued before an adjustment asks for something else than the list: it is made anew first."""
    if old := outdated(parcel.filings):
        names = "、".join(one.name for one in old[:5]) + ("等" if len(old) > 5 else "")
        why = f"{names}{len(old)}人的建议书是调整以前印发的，与现在提请的不一致。请先到“本批文书”重新制作建议书。"
        raise Unacceptable(why)


def end_consultation(parcel: Parcel) -> None:
    """The agreed period has no object once the proposals are filed: the statutory one begins."""
    sending = parcel.batch.sendings.select_related("clock").get(stage=Stage.CONSULTATION)
    if sending.clock and sending.clock.state in RUNNING:
        meet_deadline(deadline=sending.clock, reason="已报送，转入副本审查", actor=parcel.actor, at=parcel.at)


def open_reviews(parcel: Parcel, dispatch: Dispatch) -> dict[str, Deadline]:
    """A review clock for each article that stands on the list: 10 days, the day after receipt being day 1."""
    received = day_of(dispatch.received_at or parcel.at)
    name = f"{parcel.batch.prison.short_name}{parcel.batch.title}"
    template = Deadline(
        organ=parcel.office, counterpart=parcel.batch.prison, starts_on=received, start_reason="收到副本"
    )
    told: dict[str, Any] = {"like": template, "address": parcel.page, "actor": parcel.actor, "at": parcel.at}
    return {
        review.code: open_review(review, title=f"{name}{review.words}", **told)
        for review in REVIEWS
        if review.kinds & parcel.kinds
    }


def _tick(batch: Batch, on: date) -> None:
    """Filing is a node of the plan; the consultation it leaves behind ended with its clock, maybe days before."""
    clock = batch.sendings.select_related("clock").get(stage=Stage.CONSULTATION).clock
    days = {Step.FILING: on, Step.CONSULTATION: (clock and clock.ended_on) or on}
    for code, day in days.items():
        PlanStep.objects.filter(batch=batch, code=code, done_on=None).update(done_on=day)
