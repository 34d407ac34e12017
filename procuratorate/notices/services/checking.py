"""核实: the procurator judges each answer, on the spot if needed; what goes back is owed again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.lib.moves import move
from procuratorate.notices.clocks import SUPPLEMENT
from procuratorate.notices.models import Check, Notice, Point
from procuratorate.notices.permissions import may_judge
from procuratorate.notices.services.answering import settle_reply
from procuratorate.notices.services.composing import until_words
from procuratorate.notices.services.content import locked, required, take_step
from procuratorate.notices.services.sending import end_clock, parcel, start_clock
from procuratorate.notices.states import NOTICE_MOVES, OWED, POINT_MOVES, STANDING, Finding, State, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

SHORTEST, LONGEST, USUAL = 1, 60, 5  # days agreed for a supplement
AGREED, ASK = "约定期限：检察机关在核实意见中载明", "补充回复"


@transaction.atomic
def check_point(
    *, point: Point, finding: Finding, words: str, actor: Actor, at: datetime, on_spot: bool = False, days: int = USUAL
) -> Check:
    """已纠正, or 退回补充 within `days` agreed. An oral correction may be seen mended before any answer came."""
    demand(may_judge(actor, point.notice), act="notices.check", target=point.notice)
    required(words=words)
    if finding is Finding.BACK and not SHORTEST <= days <= LONGEST:
        raise Unacceptable(f"补充期限为{SHORTEST}至{LONGEST}日。", fields={"days": "请改正"})
    notice = locked(point.notice)
    if notice.state not in STANDING:
        raise Conflict(f"现在是“{notice.get_state_display()}”，不能再核实。请刷新后查看。", title=str(notice))
    _move(notice, point, finding)
    due = None
    if finding is Finding.BACK:
        due = owe_again(notice=notice, days=days, why=f"第{point.position}项退回补充", actor=actor, at=at)
    said = words.strip() + (f"\n{until_words(due, ASK)}" if due else "")
    made = Check(notice=notice, point=point, finding=finding, words=said, on_spot=on_spot, by_id=signer(actor), at=at)
    Check.objects.bulk_create([made])
    told = f"第{point.position}项{finding.label}{'（现场核对）' if on_spot else ''}：{said}"
    take_step(notice=notice, step=Step.CHECKED, actor=actor, at=at, words=told)
    record(actor=actor, act="notices.check", target=notice, detail={"point": point.position, "finding": finding})
    if finding is Finding.BACK:
        _tell_back(made, AGREED if due else "", actor, at)
    elif notice.is_oral:
        _all_seen(notice, actor, at)
    return made


def _move(notice: Notice, point: Point, finding: Finding) -> None:
    if finding is Finding.BACK:
        move(point, "send_back", POINT_MOVES)
    else:
        move(point, "note" if notice.is_oral else "accept", POINT_MOVES)


def _all_seen(notice: Notice, actor: Actor, at: datetime) -> None:
    """An oral correction needs no written answer: once every point is seen mended, its clock is met."""
    if notice.state != State.ANSWERED:
        settle_reply(notice=notice, actor=actor, at=at, on=day_of(at))


def _tell_back(check: Check, basis: str, actor: Actor, at: datetime) -> None:
    notice, point, count = check.notice, check.point, check.notice.checks.count()
    parcel(
        notice=notice, key=f"notice-back:{notice.pk}:{count}", mode=Mode.COPY, kind="notices.back",
        named=f"核实意见：第{point.position}项退回补充，", basis=basis,
        content={"notice": notice.pk, "point": point.position, "words": check.words}, actor=actor, at=at,
    )  # fmt: skip


def owe_again(*, notice: Notice, days: int, why: str, actor: Actor, at: datetime, article: str = AGREED) -> date | None:
    """An answer is owed again: where the reply was whole, an agreed period starts anew from today.

    Returns the day the paper has to state: of the new clock, or of the one still running; None where that is over,
    or where no point is owed an answer.
    """
    if not notice.points.filter(state__in=OWED).exists():
        return None
    if notice.state != State.ANSWERED:
        clock = notice.clock
        return clock.due_on if clock and clock.state in RUNNING and clock.due_on >= day_of(at) else None
    move(notice, "reopen", NOTICE_MOVES, answered_at=None)
    end_clock(notice=notice, actor=actor, at=at, met=False, reason=why)
    clock = start_clock(
        notice=notice, kind=SUPPLEMENT, starts_on=day_of(at), start_reason=why, term=Term(days, Unit.DAY),
        article=article, agreed=True, actor=actor, at=at,
    )  # fmt: skip
    Notice.objects.filter(pk=notice.pk).update(clock=clock)
    notice.clock = clock
    due: date = clock.due_on
    return due
