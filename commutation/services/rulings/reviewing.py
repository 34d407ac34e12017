"""What the procuratorate makes of a ruling: nothing to say, an objection, a report upward; and the hearing anew."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from commutation.clocks.courts import MONTH, REHEARING_ARTICLE
from commutation.models import Ruling
from commutation.permissions.courts import may_register, may_review
from commutation.states import Kind
from commutation.states.courts import RULING_MOVES, RulingState
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

REHEARING = "commutation.rehearing"


@transaction.atomic
def accept_ruling(*, ruling: Ruling, words: str, actor: Actor, at: datetime) -> None:
    """Reviewed, nothing to object: written by a person, ends the clock."""
    demand(may_review(actor, ruling), act="commutation.accept_ruling", target=ruling)
    told = {"review": words.strip(), "reviewed_by_id": signer(actor), "reviewed_at": at}
    move(ruling, "accept", RULING_MOVES, version=F("version") + 1, **told)
    _meet(ruling, "审查无意见", actor, at)
    record(actor=actor, act="commutation.accept_ruling", target=ruling)


@transaction.atomic
def note_objection(*, ruling: Ruling, actor: Actor, at: datetime, reason: str = "") -> None:
    """An objection was issued (its paper is an Opinion): the period is kept, and the court's month is awaited."""
    told = {"reviewed_by_id": signer(actor), "reviewed_at": at}
    move(ruling, "object", RULING_MOVES, version=F("version") + 1, **told)
    _meet(ruling, "已提出纠正意见", actor, at)
    record(actor=actor, act="commutation.note_objection", target=ruling, reason=reason)


@transaction.atomic
def note_report(*, ruling: Ruling, actor: Actor, at: datetime) -> None:
    """A lower 院 reported upward (规则第640、632条): the clock goes on, held by the 院 that is competent."""
    move(ruling, "report", RULING_MOVES, version=F("version") + 1, reviewed_by_id=signer(actor), reviewed_at=at)
    record(actor=actor, act="commutation.note_report", target=ruling)


@transaction.atomic
def watch_rehearing(*, ruling: Ruling, received_on: date, actor: Actor, at: datetime) -> Deadline:
    """The court received the objection: one month to hear the case anew and rule finally (刑事诉讼法第274条)."""
    demand(may_register(actor), act="commutation.watch_rehearing", target=ruling)
    if ruling.state != RulingState.OBJECTED or ruling.filing is None:
        raise Unacceptable("还没有提出纠正意见，没有重新审理的期限。")
    if not ruling.ruled_on <= received_on <= day_of(at):
        raise Unacceptable("法院收到日须在裁定日以后、今天以前。", fields={"received_on": "请照回证核对"})
    if Deadline.objects.filter(kind=REHEARING, address=ruling.get_absolute_url(), state__in=RUNNING).exists():
        raise Unacceptable("法院收到纠正意见的日期已经登记过，期限正在计算。")
    title = f"{ruling.filing.prison.short_name}{ruling.filing.number}法院重新审理"
    clock = open_deadline(
        kind=REHEARING,
        title=title,
        masked_title=title,
        organ=ruling.organ,
        starts_on=received_on,
        start_reason="法院收到纠正意见",
        term=MONTH,
        article=REHEARING_ARTICLE if ruling.kind != Kind.OUTSIDE_SERVICE else "监狱法（2026）第46条第2款",
        address=ruling.get_absolute_url(),
        actor=actor,
        at=at,
    )
    record(actor=actor, act="commutation.watch_rehearing", target=ruling, detail={"due": str(clock.due_on)})
    return clock


@transaction.atomic
def note_rehearing(*, ruling: Ruling, final: Ruling, actor: Actor, at: datetime) -> None:
    """The final ruling came: it takes the place of the one objected to, about the same filing."""
    demand(may_register(actor), act="commutation.note_rehearing", target=ruling)
    if final.state != RulingState.UNMATCHED or final.ruled_on < ruling.ruled_on:
        raise Unacceptable("请先登记重新审理后的裁定，裁定日须在原裁定以后。")
    move(ruling, "rehear", RULING_MOVES, version=F("version") + 1)
    move(final, "match", RULING_MOVES, filing_id=ruling.filing_id, supersedes=ruling, version=F("version") + 1)
    for clock in Deadline.objects.filter(kind=REHEARING, address=ruling.get_absolute_url(), state__in=RUNNING):
        meet_deadline(deadline=clock, actor=actor, at=at, reason="法院已重新裁定")
    record(actor=actor, act="commutation.note_rehearing", target=ruling, detail={"final": final.pk})


def _meet(ruling: Ruling, reason: str, actor: Actor, at: datetime) -> None:
    if ruling.clock is not None and ruling.clock.state in RUNNING:
        meet_deadline(deadline=ruling.clock, actor=actor, at=at, reason=reason)
