"""One line per detainee from entry to exit, coloured by the organ that holds the clock, gaps hatched."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from detention.law import Phase
from detention.law.words import Holder
from detention.models import Stage
from detention.querysets import SOON
from detention.rendering.stays import face_of, frees
from detention.states import Did
from detention.vocabulary import NO_LIMIT
from procuratorate.deadlines.rendering.faces import ClockFace
from procuratorate.deadlines.states import State

WIDTH, BEHIND, AHEAD = 640, 320, 100  # pixels; days shown before and after today
SCALE = WIDTH / (BEHIND + AHEAD)
SHORT = {
    Phase.POLICE_HOLD: "拘留", Phase.ARREST_REVIEW: "批捕", Phase.OWN_HOLD: "拘留", Phase.TRANSFER_HOLD: "先行拘留",
    Phase.INVESTIGATION: "侦查", Phase.OWN_INVESTIGATION: "侦查", Phase.PROSECUTION: "起诉",
    Phase.FAST_PROSECUTION: "起诉", Phase.SUPPLEMENT: "补侦", Phase.FIRST_TRIAL: "一审", Phase.FAST_TRIAL: "一审",
    Phase.SUMMARY_TRIAL: "一审", Phase.TRIAL_SUPPLEMENT: "补侦", Phase.APPEAL: "上诉期", Phase.SECOND_TRIAL: "二审",
    Phase.RETRIAL: "再审", Phase.DEATH_REVIEW: "复核", Phase.DELIVERY: "交付", Phase.SERVING: "留所",
}  # fmt: skip
LETTER, MARGIN = 11, 6


@dataclass(frozen=True)
class Bar:
    """A stretch of the line; `text` only where it has room."""

    css: str
    x: float
    width: float
    text: str = ""

    @property
    def at(self) -> float:
        return round(self.x + MARGIN, 1)


@dataclass(frozen=True)
class Line:
    """The drawing of one stay."""

    bars: tuple[Bar, ...]
    gaps: tuple[Bar, ...]
    due: float | None
    past: Bar | None
    label: str
    now: float = round(BEHIND * SCALE, 1)


@dataclass(frozen=True)
class Row:
    """One line of the wall."""

    detainee: Any
    stage: Stage | None
    face: ClockFace | None
    line: Line
    next: str
    pressing: bool


def rows_of(people: list[Any], on: date) -> list[Row]:
    return [row_of(one, on) for one in people]


def row_of(one: Any, on: date) -> Row:
    """Everything the wall says of a stay whose course was read with it."""
    stage = one.course[-1] if one.course else None
    clock = stage.clock if stage else None
    said, pressing = _next(one, stage, on)
    return Row(one, stage, face_of(stage, on, plain=True) if clock else None, line_of(one, on), said, pressing)


def grouped(rows: list[Row], on: date) -> list[tuple[str, list[Row]]]:
    """Under the heads of the wall, each once, in the order its first row comes."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[_head(row, on)].append(row)
    return list(groups.items())


def _head(row: Row, on: date) -> str:
    one = row.detainee
    if one.left_on:
        return "已出所"
    if one.due_on is None:
        return "没有正在计算的法定期限"
    if row.stage and row.stage.phase in NO_LIMIT:
        return "上诉、抗诉期和交付执行期（不是羁押期限）"
    if one.due_on < on:
        return "已届满，未见延长、变更或者换押文书"
    return "七日内届满" if (one.due_on - on).days <= SOON else "七日以后届满"


def line_of(one: Any, on: date) -> Line:
    bars: list[Bar] = []
    for stage in one.course:
        until = stage.until or one.left_on or on
        bars.append(_bar(stage, stage.gap_until(on) or stage.since, until, on))
    gaps = [
        Bar("gap", *_span(stage.since, end, on)) for stage in one.course if (end := stage.gap_until(on)) is not None
    ]
    last = one.course[-1] if one.course else None
    due = one.due_on
    if last and due and due > on:
        bars.append(Bar(f"{_css(last)} rest", *_span(on, due, on)))
    past = Bar("past", *_span(due, on, on)) if last and due and due < on and not frees(last) else None
    said = "、".join(f"{stage.holder.label}{SHORT[Phase(stage.phase)]}" for stage in one.course)
    lacking = "，有换押缺口" if gaps else ""
    return Line(tuple(bars), tuple(gaps), _x(due, on) if due else None, past, f"{said}{lacking}")


def months(on: date) -> list[tuple[float, str]]:
    """Where each month of the scale begins, and its word: 1月 is written with its year."""
    first = on - timedelta(days=BEHIND)
    day = first.replace(day=1)
    marks = []
    while day <= on + timedelta(days=AHEAD):
        if day >= first:
            marks.append((_x(day, on), str(day.year) if day.month == 1 else f"{day.month}月"))
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return marks


def _bar(stage: Stage, since: date, until: date, on: date) -> Bar:
    x, width = _span(since, until, on)
    word = SHORT[Phase(stage.phase)]
    long = f"{stage.holder.label} {word}" if stage.holder is not Holder.CENTRE else word
    text = next((said for said in (long, word) if len(said) * LETTER + MARGIN <= width), "")
    return Bar(_css(stage), x, width, text)


def _css(stage: Stage) -> str:
    holder = Holder.POLICE if stage.holder is Holder.SUPERVISION else stage.holder
    return f"of-{holder.value}"


def _x(day: date, on: date) -> float:
    days = (day - on).days + BEHIND
    return round(min(max(days, 0), BEHIND + AHEAD) * SCALE, 1)


def _span(first: date, last: date, on: date) -> tuple[float, float]:
    x, end = _x(first, on), _x(last, on)
    return x, max(round(end - x, 1), 1.5)


def _next(one: Any, stage: Any, on: date) -> tuple[str, bool]:
    """What is to be done, in a few words, and whether it presses."""
    if stage is None or one.left_on:
        return one.get_left_how_display(), False
    if stage.clock is not None and stage.clock.state == State.STOPPED:
        return "停止计算，恢复后另定", False
    if stage.phase == Phase.DELIVERY:
        late = one.due_on is not None and one.due_on < on
        return ("收到执行文书逾一个月，未见交付执行" if late else "待交付执行"), late
    return _of_end(one, stage, on) or (stage.silent, False)


def _of_end(one: Any, stage: Any, on: date) -> tuple[str, bool] | None:
    """What the end of a clock, or a handover paper that is not there, asks for."""
    done = {act.did for act in stage.told if act.before == one.due_on}
    limited = stage.phase not in NO_LIMIT
    if one.due_on and one.due_on < on:
        if not limited:
            return "上诉期满，核对裁判是否生效", False
        return ("已书面报告检察院" if Did.REPORT in done else "核对文书；未见书面报告"), True
    if limited and one.due_on and (one.due_on - on).days <= SOON:
        told = Did.NOTICE in done
        return ("届满通知已发，未见延长" if told else "届满通知待发"), not told
    if stage.needs_handover and stage.handed_on is None:
        return f"换押证未收到，已 {(on - stage.since).days} 日", False
    return None
