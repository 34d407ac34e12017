"""One stay for its page: stages with their sums, acts in order, what may be recorded now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from detention.law import CLOCKS, Phase
from detention.models import Stage, StageAct
from detention.querysets import SOON
from detention.states import Did
from detention.vocabulary import NO_LIMIT
from procuratorate.deadlines.rendering.faces import ClockFace, face
from procuratorate.deadlines.states import State

TITLES = {
    "notice": "届满通知", "grant": "延长", "pass_on": "环节变更", "handed": "换押证", "stop": "停止计算",
    "resume": "恢复计算", "anew": "重新计算", "report": "超期报告", "edit": "监室、案由、判决", "correct": "更正",
    "leave": "出所",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A stage with its clock and what happened to it."""

    stage: Stage
    face: ClockFace | None
    acts: list[StageAct]
    gap: str


def shown(detainee: Any, on: date) -> list[Shown]:
    return [
        Shown(stage, face_of(stage, on) if stage.clock else None, stage.told, _gap(stage, on))
        for stage in detainee.course
    ]


def face_of(stage: Any, on: date, *, plain: bool = False) -> ClockFace:
    """The face of a stage's clock. A period to appeal runs out, nobody is late by it."""
    found = face(stage.clock, on, plain=plain)
    if not frees(stage) or stage.until or stage.clock.due_on >= on:
        return found
    right = f"{stage.clock.due_on:%m-%d} 到期"
    return replace(found, css="is-done", left="期满", right=right, sentence=found.sentence.replace("已逾期", "期满已"))


def frees(stage: Any) -> bool:
    """Whether the clock runs for the parties, not against the organ."""
    return CLOCKS[Phase(stage.phase)].free


def _gap(stage: Stage, on: date) -> str:
    """What there is to say of the handover paper."""
    if not stage.needs_handover:
        return "不须换押"
    if stage.handed_on is None:
        return f"未收到，已 {((stage.until or on) - stage.since).days} 日"
    after = (stage.handed_on - stage.since).days
    return f"{stage.handed_on}收到" + (f"，移送后第 {after} 日" if after > 0 else "")


def open_acts(stage: Any, on: date) -> list[tuple[str, str]]:
    """Which acts the stage that runs admits, what presses first: code and word."""
    if stage is None:
        return []
    clock, due = CLOCKS[Phase(stage.phase)], _open_until(stage)
    others = stage.phase not in NO_LIMIT  # another organ's clock, which the centre watches
    done = {act.did for act in stage.told if act.before == due}
    admits = {
        "report": others and due is not None and due < on and Did.REPORT not in done,
        "notice": others and due is not None and due >= on and Did.NOTICE not in done,
        "handed": stage.needs_handover and stage.handed_on is None,
        "resume": stage.is_stopped,
        "pass_on": True,
        "grant": due is not None and bool(clock.grants),
        "stop": due is not None and bool(clock.stops),
        "anew": bool(clock.anew),
        "edit": True,
        "correct": True,
        "leave": True,
    }
    codes = [code for code, admitted in admits.items() if admitted]
    if due is not None and (due - on).days > SOON and "notice" in codes:  # not pressing yet
        codes.sort(key="notice".__eq__)
    return [(code, TITLES[code]) for code in codes]


def _open_until(stage: Stage) -> date | None:
    """The end of the clock while it runs."""
    return stage.clock.due_on if stage.clock is not None and stage.clock.state == State.OPEN else None
