"""Decisions that move a clock: extension, recount, stop, going on. What the law does not know is refused, with why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from detention.law import CLOCKS, Anew, Given, Granted, Phase, Stop, extension, refusal
from detention.models import Detainee, Stage, StageAct
from detention.services.clocking import course_of, granted_of, start_clock
from detention.services.recording import Doing, begin, enter, finish, not_after, not_before
from detention.states import Did
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import cancel_deadline, extend_deadline, resume_deadline, stop_deadline
from procuratorate.deadlines.states import RUNNING, State
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import Actor

NO_CLOCK = "这一环节没有法定期限，不能延长或者停止计算。"
TELL = "文书确实如此的，期限不因此延长，请告知驻所检察室。"


@transaction.atomic
def grant(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> StageAct:
    """Write down an extension. `told`: code (Given), on (decided), amount, paper_number, asked_on, words."""
    doing = Doing(detainee, version, told, actor, at)
    stage, clock = _running(doing, "grant")
    not_after(doing.on, doing.today, "on", "批准日")
    course, granted = course_of(stage), Granted(Given(told["code"]), doing.on, told.get("amount"))
    if why := refusal(course, granted, granted_of(stage), clock.due_on):
        raise Unacceptable(f"{why}。{TELL}", fields={"code": why})
    more, before = extension(course, granted), clock.due_on
    extend_deadline(
        deadline=clock, term=more.term, reason=more.why, article=more.article, actor=actor, at=at, decided_on=doing.on
    )
    made = enter(
        doing, stage, Did.GRANT, code=granted.given.value, amount=told.get("amount"), asked_on=told.get("asked_on"),
        clock=clock, before=before, after=clock.due_on,
    )  # fmt: skip
    finish(doing, stage, "grant", code=granted.given.value)
    return made


@transaction.atomic
def count_anew(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> StageAct:
    """Count from another day (重新计算). `told`: code (Anew), on (the day of the event), paper_number, words."""
    doing = Doing(detainee, version, told, actor, at)
    stage = begin(doing, "count_anew")
    code = Anew(told["code"])
    if code not in CLOCKS[Phase(stage.phase)].anew:
        why = f"{stage.get_phase_display()}不因“{code.label}”重新计算。"
        raise Unacceptable(f"{why}{TELL}", fields={"code": why})
    not_after(doing.on, doing.today, "on", "重新计算之日")
    not_before(doing.on, stage.counted_from, "on", f"不能早于原起算之日（{stage.counted_from}）。")
    former = stage.clock
    _not_ended(former, code, doing.on)
    if former is not None and former.state in RUNNING:
        cancel_deadline(deadline=former, reason=f"{code.label}，重新计算", actor=actor, at=at)
    stage.counted_from, stage.why, stage.clock = doing.on, code.label, None
    stage.save(update_fields=["counted_from", "why", "clock"])
    clock = start_clock(stage=stage, actor=actor, at=at)
    made = enter(
        doing, stage, Did.ANEW, code=code.value, clock=clock, before=former.due_on if former else None,
        after=clock.due_on if clock else None,
    )  # fmt: skip
    finish(doing, stage, "count_anew", code=code.value)
    return made


@transaction.atomic
def stop(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> StageAct:
    """Stop the count; custody goes on. `told`: code (Stop), on (the first day that does not count), words."""
    doing = Doing(detainee, version, told, actor, at)
    stage, clock = _running(doing, "stop")
    code = Stop(told["code"])
    if code not in CLOCKS[Phase(stage.phase)].stops:
        why = f"{stage.get_phase_display()}不因“{code.label}”停止计算。"
        raise Unacceptable(f"{why}{TELL}", fields={"code": why})
    stop_deadline(deadline=clock, reason=code.label, article=ARTICLES[code], actor=actor, at=at, on=doing.on)
    made = enter(doing, stage, Did.STOP, code=code.value, clock=clock, before=clock.due_on)
    finish(doing, stage, "stop", code=code.value)
    return made


@transaction.atomic
def resume(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> StageAct:
    """Let the count go on. `told`: on (the first day that counts again), words."""
    doing = Doing(detainee, version, told, actor, at)
    stage = begin(doing, "resume")
    clock = stage.clock
    if clock is None or clock.state != State.STOPPED:
        raise Unacceptable("时限没有停止计算，不能恢复。", fields={"on": "时限没有停止计算"})
    resume_deadline(deadline=clock, actor=actor, at=at, on=doing.on)
    made = enter(doing, stage, Did.RESUME, clock=clock, after=clock.due_on)
    finish(doing, stage, "resume")
    return made


ARTICLES = {
    Stop.EXPERTISE: "刑事诉讼法第一百四十九条",
    Stop.READING: "刑事诉讼法第二百三十五条",
    Stop.SUSPENDED: "刑事诉讼法第二百零六条第二款",
}


def _not_ended(former: Deadline | None, code: Anew, on: date) -> None:
    """What happens after the clock ended renews nothing and hides no over-detention.

    Only where the person was unknown is the period counted from the day of identification, whenever that is
    (刑事诉讼法第一百六十条第二款). While the count is stopped, the end does not stand yet.
    """
    if code is Anew.IDENTITY or former is None or former.state != State.OPEN or on <= former.due_on:
        return
    why = f"期限已于{former.due_on}届满，届满以后发生的事由不能重新计算。"
    mend = "届满以前已经移交、退回补充侦查或者延长的，请先按文书日期补登该项；没有的，请写报告告知驻所检察室。"
    raise Unacceptable(f"{why}{mend}", fields={"on": f"{why}{mend}"})


def _running(doing: Doing, act: str) -> tuple[Stage, Deadline]:
    stage = begin(doing, act)
    clock = stage.clock
    if clock is None:
        raise Unacceptable(NO_CLOCK, fields={"code": NO_CLOCK})
    if clock.state != State.OPEN:
        why = "时限正在停止计算，请先登记恢复计算。"
        raise Unacceptable(why, fields={"code": why})
    return stage, clock
