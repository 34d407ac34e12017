"""What the procuratorate makes of a ruling: nothing to say, an objection, a report upward."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from commutation.models import Opinion, Ruling
from commutation.permissions.courts import may_review
from commutation.selectors.objections import is_in_time
from commutation.states.courts import RULING_MOVES
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import cancel_deadline, meet_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.errors import demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@transaction.atomic
def accept_ruling(*, ruling: Ruling, words: str, actor: Actor, at: datetime) -> None:
    """Reviewed, nothing to object: written by a person, ends the clock."""
    demand(may_review(actor, ruling), act="commutation.accept_ruling", target=ruling)
    _judged(ruling, "accept", actor, at, review=words.strip())
    if ruling.clock is not None and ruling.clock.state in RUNNING:
        meet_deadline(deadline=ruling.clock, actor=actor, at=at, reason="审查无意见")
    record(actor=actor, act="commutation.accept_ruling", target=ruling)


def note_objection(*, ruling: Ruling, paper: Opinion, actor: Actor, at: datetime) -> None:
    """`paper` against it was issued just now. In time it ends the review; after the last day nothing keeps it any more.

    Part of issuing (services.opinions), which asked whether the actor may.
    """
    _judged(ruling, "object", actor, at)
    in_time = is_in_time(paper, ruling)
    if ruling.clock is not None and ruling.clock.state in RUNNING:
        _end_review(ruling.clock, paper, in_time, actor, at)
    told = {"paper": paper.pk, "in_time": in_time}
    record(actor=actor, act="commutation.note_objection", target=ruling, detail=told)


def _end_review(clock: Deadline, paper: Opinion, in_time: bool, actor: Actor, at: datetime) -> None:
    """A period that ran out is told as such, never as kept (practice.md F8)."""
    if in_time:
        meet_deadline(deadline=clock, actor=actor, at=at, reason=f"已提出{paper.number}")
        return
    why = f"期限已于{clock.due_on}届满，{paper.number}系期限外提出"
    cancel_deadline(deadline=clock, actor=actor, at=at, reason=why)


def note_report(*, ruling: Ruling, actor: Actor, at: datetime) -> None:
    """A lower 院 reported upward (规则第640、632条): the clock goes on, held by the 院 that is competent."""
    _judged(ruling, "report", actor, at)
    record(actor=actor, act="commutation.note_report", target=ruling)


def _judged(ruling: Ruling, act: str, actor: Actor, at: datetime, **told: str) -> None:
    move(ruling, act, RULING_MOVES, version=F("version") + 1, reviewed_by_id=signer(actor), reviewed_at=at, **told)
