"""A parcel is sent: the named list that is hashed and kept, its dispatch, each filing moved on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F

from commutation.clocks import consultation_basis, copy_basis
from commutation.models import Filing, Sending, SentFiling
from commutation.selectors.snapshots import Snapshot
from commutation.services.sending.parcels import Parcel
from commutation.states import FILING_MOVES, Kind, Stage
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.errors import Conflict
from procuratorate.organs.gate import signer
from procuratorate.work.services import enqueue


def lines_of(filings: Iterable[Filing], dossiers: Mapping[int, Snapshot]) -> list[dict[str, Any]]:
    """The named list in its canonical form: what is hashed, sent, and checked against later."""
    return [
        {
            "position": position,
            "filing": filing.pk,
            "ward": filing.ward.short_name,
            "number": filing.number,
            "name": filing.name,
            "kind": filing.kind,
            "proposal": filing.proposal,
            "route": filing.route,
            "facts": filing.facts_hash,
            "dossier": dossiers[filing.inmate_id].sm3,
        }
        for position, filing in enumerate(filings, 1)
    ]


def post(parcel: Parcel, **told: Any) -> Dispatch:
    batch, stage = parcel.batch, parcel.stage
    consultation = stage == Stage.CONSULTATION
    title = f"{batch.prison.short_name}{batch.title}{stage.label}（{len(parcel.filings)}人）"
    people = lines_of(parcel.filings, parcel.dossiers)
    lines = {"batch": batch.title, "plan_no": batch.plan_no, "stage": stage.value, "people": people}
    dispatch = send(
        actor=parcel.actor,
        sender=batch.prison,
        recipient=parcel.office,
        legal_mode=Mode.CONSULTATION if consultation else Mode.COPY,
        kind=f"commutation.{stage.value}",
        title=title,
        masked_title=title,
        summary=summary_of(parcel.filings),
        content={**lines, **told},
        basis=consultation_basis(parcel.kinds) if consultation else copy_basis(parcel.kinds),
        key=f"{stage.value}:{batch.pk}",
        address=parcel.page,
        sender_address=batch.get_absolute_url(),
        at=parcel.at,
    )
    dispatch.refresh_from_db(fields=["sent_at", "delivered_at"])  # the database's own times
    return dispatch


def summary_of(filings: Iterable[Filing]) -> str:
    """减刑 146，假释 6."""
    counts = dict.fromkeys(Kind, 0)
    for filing in filings:
        counts[Kind(filing.kind)] += 1
    return "，".join(f"{kind.label} {count}" for kind, count in counts.items() if count)


def keep(parcel: Parcel, dispatch: Dispatch, clock: Deadline | None, **told: Any) -> Sending:
    sending: Sending = Sending.objects.create(
        batch=parcel.batch,
        stage=parcel.stage,
        recipient=parcel.office,
        dispatch=dispatch,
        clock=clock,
        content_hash=dispatch.content_hash,
        people=len(parcel.filings),
        by_id=signer(parcel.actor),
        at=dispatch.sent_at,
        **told,
    )
    lines = [_line(sending, position, filing, parcel) for position, filing in enumerate(parcel.filings, 1)]
    SentFiling.objects.bulk_create(lines, batch_size=1000)
    enqueue(topic="commutation.findings", key=f"findings:{sending.pk}", payload={"sending": sending.pk})
    return sending


def _line(sending: Sending, position: int, filing: Filing, parcel: Parcel) -> SentFiling:
    kept = parcel.dossiers[filing.inmate_id]
    return SentFiling(
        sending=sending,
        filing=filing,
        position=position,
        facts_hash=filing.facts_hash,
        dossier=kept.facts,
        dossier_hash=kept.sm3,
    )


def advance(filings: list[Filing], act: str, **fields: Any) -> None:
    """Move many filings at once; one that moved meanwhile undoes the whole sending."""
    step = FILING_MOVES[act]
    rows = Filing.objects.filter(pk__in=[filing.pk for filing in filings], state__in=step.sources)
    if rows.update(state=step.target, version=F("version") + 1, **fields) != len(filings):
        raise Conflict("发送时名单有变动，没有发出。请刷新后核对名单再发送。")
