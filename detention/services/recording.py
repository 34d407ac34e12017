"""What every act of a stay goes through: one at a time, the row it leaves, and the rules asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from detention.law import CLOCKS, Phase
from detention.models import Detainee, Stage, StageAct
from detention.permissions import may_record
from detention.services.judging import judge_later
from detention.states import Did
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import State
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor


@dataclass(frozen=True)
class Doing:
    """One act being recorded about a stay as its form was opened (`version`), with what the form told."""

    detainee: Detainee
    version: int
    told: Mapping[str, Any]
    actor: Actor
    at: datetime

    @property
    def on(self) -> date:
        day: date = self.told["on"]
        return day

    @property
    def today(self) -> date:
        return day_of(self.at)


def begin(doing: Doing, act: str) -> Stage:
    """Guard, and lock the stay; the stage that runs. Raises Conflict for a stale page or a second click."""
    demand(may_record(doing.actor, doing.detainee), act=f"detention.{act}", target=doing.detainee)
    changed = Detainee.objects.filter(pk=doing.detainee.pk, version=doing.version).update(
        version=F("version") + 1, changed_at=doing.at
    )
    if not changed:
        why = "此人刚有新的登记，您打开的页面已经过时（或者按了两次）。请刷新后核对，再登记。"
        raise Conflict(why, title=str(doing.detainee))
    stage: Stage = Stage.objects.select_related("clock", "handler", "detainee__centre", "detainee__person").get(
        detainee=doing.detainee, until=None
    )
    return stage


def enter(doing: Doing, stage: Stage, did: Did, **facts: Any) -> StageAct:
    """Write the row of an act."""
    told = doing.told
    made: StageAct = StageAct.objects.create(
        stage=stage,
        did=did,
        on=facts.pop("on", None) or doing.on,
        paper_number=str(told.get("paper_number") or "").strip(),
        words=str(told.get("words") or "").strip(),
        by_id=doing.actor.officer_id,
        at=doing.at,
        **facts,
    )
    return made


def finish(doing: Doing, stage: Stage, act: str, **detail: Any) -> None:
    """Keep the wall in line, write the audit, have the rules asked again."""
    follow_clock(doing.detainee)
    record(actor=doing.actor, act=f"detention.{act}", target=doing.detainee, detail={"stage": stage.pk, **detail})
    judge_later(doing.detainee.pk, doing.version, doing.at)


def follow_clock(detainee: Detainee) -> None:
    """`due_on` and `stage` of the stay are those of the stage that runs and its clock, while it runs.

    The end of a right that has lapsed stays to be read: the judgment may have taken effect on the day after.
    """
    stage = Stage.objects.filter(detainee=detainee, until=None).select_related("clock").first()
    clock: Deadline | None = stage.clock if stage else None
    shown = {State.OPEN, State.MET} if stage and CLOCKS[Phase(stage.phase)].free else {State.OPEN}
    due = clock.due_on if clock is not None and clock.state in shown else None
    Detainee.objects.filter(pk=detainee.pk).update(stage=stage, due_on=due)
    detainee.refresh_from_db()


def not_before(day: date, limit: date | None, field: str, why: str) -> None:
    """A day must not lie before `limit`."""
    if limit is not None and day < limit:
        raise Unacceptable(why, fields={field: why})


def not_after(day: date, limit: date, field: str, label: str) -> None:
    """A day must not lie ahead."""
    if day > limit:
        why = f"{label}不能晚于今天。"
        raise Unacceptable(why, fields={field: why})
