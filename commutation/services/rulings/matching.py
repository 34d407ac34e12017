"""A ruling is held to be about a filing, with the reasons; and can be taken back, with its history."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from commutation.clocks.courts import recipients_of
from commutation.models import CourtCase, Filing, Ruling, RulingMatch, RulingService
from commutation.permissions.courts import may_match
from commutation.selectors.matching import points
from commutation.services.outside.following import follow_decision, take_back_decision
from commutation.services.rulings.receiving import drop_record, open_review
from commutation.states import FILING_MOVES, FilingState
from commutation.states.courts import GRANTED, RULING_MOVES
from procuratorate.audit.services import record
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.deadlines.services import cancel_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.law.calendars import Calendar
from procuratorate.lib.law.periods import reckon
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@transaction.atomic
def match_ruling(
    *, ruling: Ruling, filing: Filing, actor: Actor, at: datetime, by_machine: bool = False
) -> RulingMatch:
    """Say that `ruling` is about `filing`. The filing counts as ruled; what must be served on whom is laid out.

    Raises Unacceptable for another kind, Conflict when the filing has a ruling already.
    """
    demand(may_match(actor, ruling), act="commutation.match_ruling", target=ruling)
    if ruling.kind != filing.kind:
        raise Unacceptable(f"裁定是{ruling.get_kind_display()}，这一件是{filing.get_kind_display()}，不能对应。")
    why = [point.told() for point in points(ruling, filing)]
    try:
        with transaction.atomic():
            move(ruling, "match", RULING_MOVES, filing=filing, match=why, version=F("version") + 1)
    except IntegrityError:
        raise Conflict(
            f"{filing.number}已有登记的裁定，不能再对应一份。请先查看原来的登记。", title=str(filing)
        ) from None
    made: RulingMatch = RulingMatch.objects.create(
        ruling=ruling, filing=filing, why=why, by_machine=by_machine, by_id=signer(actor)
    )
    move(filing, "rule", FILING_MOVES, version=F("version") + 1)
    lay_out_service(ruling)
    open_review(ruling=ruling, actor=actor, at=at)
    follow_decision(ruling=ruling, actor=actor, at=at)
    record(actor=actor, act="commutation.match_ruling", target=ruling, detail={"filing": filing.pk})
    return made


def lay_out_service(ruling: Ruling) -> None:
    """One line for each recipient of the dated table, with the day until which it is to be served."""
    calendar: Calendar = working_calendar(since=ruling.ruled_on)
    RulingService.objects.bulk_create(
        [
            RulingService(
                ruling=ruling,
                recipient=line.recipient,
                article=line.article,
                due_on=reckon(ruling.ruled_on, line.term, calendar).due,
            )
            for line in recipients_of(ruling.kind, ruling.ruled_on, granted=ruling.outcome in GRANTED)
        ],
        ignore_conflicts=True,  # matched a second time: the lines are there
    )


@transaction.atomic
def unmatch_ruling(*, ruling: Ruling, reason: str, actor: Actor, at: datetime) -> None:
    """Take a wrong match back. Both the match and its undoing stay; the filing waits for its ruling again."""
    demand(may_match(actor, ruling), act="commutation.unmatch_ruling", target=ruling)
    if not reason.strip():
        raise Unacceptable("请写明为什么不是这一件。", fields={"reason": "请填写"})
    if ruling.recorded_at:
        raise Conflict("这份裁定的新刑期已登记入档案，不能直接撤销对应。请先更正档案。", title=str(ruling))
    if ruling.supersedes_id:
        why = "这是重新审理后的裁定，已取代原裁定，不能撤销对应。内容有误的，请法院补正后另行登记补正的裁定。"
        raise Conflict(why, title=str(ruling))
    filing, clock = ruling.filing, ruling.clock
    drop_record(ruling=ruling, at=at)
    move(ruling, "unmatch", RULING_MOVES, filing=None, match=[], clock=None, version=F("version") + 1)
    told = {"undone_by_id": signer(actor), "undone_at": at, "undone_why": reason.strip()}
    RulingMatch.objects.filter(ruling=ruling, undone_at=None).update(**told)
    if filing is not None:
        _wait_again(filing)
        take_back_decision(ruling=ruling, filing_id=filing.pk, reason=reason, actor=actor, at=at)
    if clock is not None and clock.state in RUNNING:
        cancel_deadline(deadline=clock, reason="裁定对应有误，已撤销", actor=actor, at=at)
    record(actor=actor, act="commutation.unmatch_ruling", target=ruling, reason=reason)


def _wait_again(filing: Filing) -> None:
    move(filing, "unrule", FILING_MOVES, version=F("version") + 1)
    if (
        filing.state == FilingState.FILED
        and CourtCase.objects.filter(filing=filing, accepted_on__isnull=False).exists()
    ):
        move(filing, "accept", FILING_MOVES)
