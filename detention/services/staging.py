"""The case moves to the next phase, another organ takes it over; the handover paper comes with it, or later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from detention.law import CLOCKS, Holder, Phase
from detention.models import Detainee, Stage, StageAct
from detention.services.clocking import start_clock
from detention.services.recording import Doing, begin, enter, finish, not_after, not_before
from detention.states import Did
from procuratorate.deadlines.services import meet_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.errors import Conflict, Unacceptable
from procuratorate.organs.actors import Actor


@transaction.atomic
def pass_on(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> Stage:
    """Begin the next phase. `told`: on (its event), phase, handler, traits, paper, handed_on, handover_paper, words.

    The clock before ends on that day. Another organ needs a handover paper; without one the gap shows.
    """
    doing = Doing(detainee, version, told, actor, at)
    former = begin(doing, "pass_on")
    not_after(doing.on, doing.today, "on", "起算事由发生日")
    not_before(doing.on, former.since, "on", f"不能早于上一环节开始之日（{former.since}），请核对。")
    if doing.on == former.since and told["phase"] == former.phase and told["handler"].pk == former.handler_id:
        raise Unacceptable("与现在的环节相同，请核对环节和办案机关。", fields={"phase": "与现在的环节相同"})
    end_stage(former, doing)
    # Two phases of one organ (侦查 after 拘留) need no handover.
    clock = CLOCKS[Phase(told["phase"])]
    changes = told["handler"].pk != former.handler_id and not clock.silent and clock.holder is not Holder.CENTRE
    stage = Stage(
        detainee=detainee, phase=told["phase"], handler=told["handler"], since=doing.on, counted_from=doing.on,
        traits=list(told.get("traits") or []), paper=told.get("paper") or "", needs_handover=changes,
        by_id=actor.officer_id,
    )  # fmt: skip
    stage.save()
    stage.detainee = former.detainee
    start_clock(stage=stage, actor=actor, at=at)
    if changes and told.get("handed_on"):
        _hand(doing, stage)
    finish(doing, stage, "pass_on", phase=stage.phase)
    return stage


def end_stage(stage: Stage, doing: Doing) -> None:
    """The stage ended on the day of what follows; so did its clock."""
    Stage.objects.filter(pk=stage.pk).update(until=doing.on)
    clock = stage.clock
    if clock is not None and clock.state in RUNNING:
        on = max(doing.on, clock.starts_on)
        meet_deadline(deadline=clock, actor=doing.actor, at=doing.at, on=on, reason="办案环节变更或者出所")


@transaction.atomic
def note_handover(*, detainee: Detainee, version: int, told: Mapping[str, Any], actor: Actor, at: datetime) -> StageAct:
    """The handover paper came. `told`: handed_on, handover_paper, words. Raises Conflict when it is there already."""
    doing = Doing(detainee, version, {**told, "on": told["handed_on"]}, actor, at)
    stage = begin(doing, "note_handover")
    if not stage.needs_handover or stage.handed_on:
        raise Conflict("这一环节不须换押，或者换押证已经登记。请刷新后核对。", title=str(detainee))
    made = _hand(doing, stage)
    finish(doing, stage, "note_handover")
    return made


def _hand(doing: Doing, stage: Stage) -> StageAct:
    day = doing.told["handed_on"]
    not_after(day, doing.today, "handed_on", "收到换押证之日")
    # A paper made out a few days before the case moved is no fault.
    not_before(day, stage.since - timedelta(days=30), "handed_on", "换押证不会早于案件移送三十日以上，请核对。")
    paper = str(doing.told.get("handover_paper") or "").strip()
    if not paper:
        raise Unacceptable("请填写换押证号。", fields={"handover_paper": "必填"})
    Stage.objects.filter(pk=stage.pk).update(handed_on=day, handover_paper=paper)
    return enter(doing, stage, Did.HANDED, on=day)
