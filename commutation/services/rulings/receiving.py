"""Receipt and service: the day the 院 at the court's level received a ruling starts its review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from commutation.clocks.courts import RECORD_ARTICLE, RECORD_SINCE, RECORD_TERM, review_term
from commutation.models import Filing, RecordFiling, Ruling, RulingService
from commutation.permissions.courts import may_register
from commutation.selectors.deciders import Deciders
from commutation.selectors.ranks import record_to
from commutation.services.outside.following import follow_decision
from commutation.states import Kind
from commutation.states.courts import RECORD_MOVES, RecordState, RulingState
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import cancel_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.law.terms import Term
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.competence import Act, competent
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ, Pairing
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Side

RECEIPTS = {
    Side.PRISON: "prison_received_on",
    Side.DETENTION: "prison_received_on",
    Side.PROCURATORATE: "peer_received_on",
}


@transaction.atomic
def note_receipt(*, ruling: Ruling, on: date, actor: Actor, at: datetime) -> None:
    """The day on the receipt: the prison's own, or that of the 院 at the court's level, whence its period runs.

    Raises Unacceptable before the ruling, in the future, or when the day was entered already: no clock is reset.
    """
    demand(may_register(actor), act="commutation.note_receipt", target=ruling)
    if not ruling.ruled_on <= on <= day_of(at):
        why = "收到日须在裁定日以后、今天以前，请照回证核对。"
        raise Unacceptable(why, fields={"on": why})
    column = RECEIPTS[actor.side]
    if not Ruling.objects.filter(pk=ruling.pk, **{column: None}).update(**{column: on}):
        raise Unacceptable("收到日已经登记过，不能改写；期限从已登记的收到日起算。")
    ruling.refresh_from_db()
    open_review(ruling=ruling, actor=actor, at=at)
    follow_decision(ruling=ruling, actor=actor, at=at)
    record(actor=actor, act="commutation.note_receipt", target=ruling, detail={column: str(on)})


def open_review(*, ruling: Ruling, actor: Actor, at: datetime) -> Deadline | None:
    """Start the review of a matched ruling from the peer's receipt: 20 days, or one month for a decision."""
    filing, received = ruling.filing, ruling.peer_received_on
    if ruling.state != RulingState.MATCHED or ruling.clock_id or filing is None or received is None:
        return None
    review = Matter(ruling, filing, received, holder_of(ruling, filing))
    told: dict[str, Any] = {"counterpart": filing.prison, "actor": actor, "at": at}
    clock = review.open("commutation.ruling_review", "裁定审查", *review_term(ruling.kind, received), **told)
    Ruling.objects.filter(pk=ruling.pk).update(clock=clock)
    ruling.clock = clock
    _ask_for_record(review, at)
    return clock


def holder_of(ruling: Ruling, filing: Filing) -> Organ:
    """The 院 that answers: of the decider's level, or what the province decided instead; else who registered it."""
    act = Act.OUTSIDE_DECISION_OBJECTION if ruling.kind == Kind.OUTSIDE_SERVICE else Act.RULING_OBJECTION
    decider = ruling.court or Deciders.over([filing], ruling.ruled_on).of(filing, filing.prison)
    found = competent(act, filing.prison, decider, ruling.peer_received_on or ruling.ruled_on)
    return found.organ if found else ruling.organ


@dataclass(frozen=True)
class Matter:
    """A ruling received on a day by the 院 that answers it."""

    ruling: Ruling
    filing: Filing
    received: date
    holder: Organ

    def open(self, kind: str, what: str, term: Term, article: str, **told: Any) -> Deadline:
        """A clock of the holder, from the day after the receipt. `told`: actor, at, and the counterpart if it sees."""
        title = f"{self.filing.prison.short_name}{self.filing.number}{what}"
        decision = self.ruling.kind == Kind.OUTSIDE_SERVICE
        return open_deadline(
            kind=kind,
            title=title,
            masked_title=title,
            organ=self.holder,
            starts_on=self.received,
            start_reason="收到决定书" if decision else "收到裁定书副本",
            term=term,
            article=article,
            address=self.ruling.get_absolute_url(),
            **told,
        )


KEEPER = service_actor("keep_records")  # the procuratorate's own book: the prison may match, and never sees it


def _ask_for_record(matter: Matter, at: datetime) -> None:
    """备案审查 of rulings on former officials: ten days from the receipt (高检发监字〔2014〕5号第2条).

    The 院 that would be reported to does not report to itself. Matched to somebody else, a ruling
    is asked for anew: his rank, his 院, days of their own.
    """
    if matter.received < RECORD_SINCE:
        return
    with acting_as(KEEPER):
        rank, to = record_to(matter.filing)
        if not rank or to == matter.holder:
            return
        pairing = Pairing.objects.on(day_of(at)).filter(counterpart=matter.filing.prison).first()
        other = pairing.procuratorate if pairing else None  # the office on the spot sends it for its house
        told: dict[str, Any] = {"counterpart": other, "actor": KEEPER, "at": at}
        clock = matter.open("commutation.record_filing", "备案审查报送", RECORD_TERM, RECORD_ARTICLE, **told)
        asked = {"organ": matter.holder, "to": to, "rank": rank, "article": RECORD_ARTICLE, "clock": clock}
        RecordFiling.objects.update_or_create(ruling=matter.ruling, defaults=asked | {"state": RecordState.DUE})


def drop_record(*, ruling: Ruling, at: datetime) -> None:
    """The ruling is about somebody else: nothing is to be sent up. Raises Conflict once it was sent."""
    with acting_as(KEEPER):
        record = RecordFiling.objects.select_related("clock").filter(ruling=ruling).first()
        if record is None:
            return
        if record.state not in RECORD_MOVES["drop"].sources:
            why = "检察机关已依据这份裁定继续办理，不能撤销对应。请与负责审查的检察院联系核对。"
            raise Conflict(why, title=str(ruling))
        move(record, "drop", RECORD_MOVES)
        if record.clock is not None and record.clock.state in RUNNING:
            cancel_deadline(deadline=record.clock, reason="裁定对应有误，已撤销", actor=KEEPER, at=at)


@transaction.atomic
def record_service(
    *, service: RulingService, served_on: date, name: str, proof: str, actor: Actor, at: datetime
) -> None:
    """One recipient was served, on a day, with a proof."""
    ruling = service.ruling
    demand(may_register(actor), act="commutation.record_service", target=ruling)
    if not ruling.ruled_on <= served_on <= day_of(at):
        raise Unacceptable("送达日须在裁定日以后、今天以前。", fields={"served_on": "请照回证核对"})
    values = {"served_on": served_on, "proof": proof.strip(), "name": name.strip(), "by_id": signer(actor)}
    if not RulingService.objects.filter(pk=service.pk, served_on=None).update(**values):
        raise Unacceptable("这一项送达已经登记过。")
    record(actor=actor, act="commutation.record_service", target=ruling, detail={"recipient": service.recipient})
