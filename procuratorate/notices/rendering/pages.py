"""The page of a notice, the same for both sides: points left, answers and checks right, ladder, what passed between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from procuratorate.deadlines.rendering import ClockFace, face
from procuratorate.deadlines.states import RUNNING
from procuratorate.notices.clocks import WORDS
from procuratorate.notices.models import Answer, Check, File, Mending, Notice, NoticeStep, Objection, Point
from procuratorate.notices.states import OBJECTION_MOVES, OWED, SETTLED, UNDECIDED, PointState
from procuratorate.organs.actors import Actor

SIGNS = {
    PointState.CORRECTED: "met", PointState.BACK: "soon", PointState.OBJECTED: "soon", PointState.UPHELD: "breach",
    PointState.REVOKED: "na", PointState.WITHDRAWN: "na", PointState.ANSWERED: "unsure", PointState.OPEN: "unsure",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PointView:
    """A point with its answers, the newest first, what was made of them, and what it said before it was mended."""

    point: Point
    words: Point | Mending
    answers: list[Answer]
    checks: list[Check]
    sign: str
    objection: Objection | None
    objection_clock: ClockFace | None

    @property
    def answer(self) -> Answer | None:
        return self.answers[0] if self.answers else None

    @property
    def check(self) -> Check | None:
        return self.checks[0] if self.checks else None

    @property
    def is_owed(self) -> bool:
        return self.point.state in OWED

    @property
    def mended(self) -> Mending | None:
        return self.words if isinstance(self.words, Mending) else None


def points_of(notice: Notice, on: date) -> list[PointView]:
    """From what was prefetched; the clocks of objections are asked for."""
    objections = list(notice.objections.select_related("clock").order_by("-pk"))
    return [_view(point, objections, on) for point in notice.points.all()]


def _view(point: Point, objections: Sequence[Objection], on: date) -> PointView:
    objection = next((one for one in objections if point.position in one.points), None)
    clock = objection.clock if objection and objection.state in UNDECIDED else None
    return PointView(
        point, point.now, list(reversed(point.answers.all())), list(reversed(point.checks.all())),
        SIGNS[PointState(point.state)], objection, face(clock, on, plain=True) if clock else None,
    )  # fmt: skip


def tally(notice: Notice, views: Sequence[PointView]) -> str:
    """已答复 2 / 3 项；已纠正 1，退回补充 1，复查中 1. One paper to several units is one 件."""
    answered = sum(1 for one in views if one.answers)
    counts = {state: sum(1 for one in views if one.point.state == state) for state in PointState}
    told = "，".join(f"{state.label} {count}" for state, count in counts.items() if count)
    counted = "几个单位同一文书，合" if notice.others else "统计"
    return f"已答复 {answered} / {len(views)} 项；{told}；{counted}记 1 件 {len(views)} 项"


def all_settled(views: Sequence[PointView]) -> bool:
    return all(one.point.state in SETTLED for one in views)


def clock_of(notice: Notice, on: date, *, plain: bool = False) -> ClockFace | None:
    return face(notice.clock, on, plain=plain) if notice.clock else None


def due_words(notice: Notice) -> str:
    """回复到期 2026-12-07, in words for reading and print; empty where nothing runs."""
    clock = notice.clock
    if clock is None or clock.state not in RUNNING:
        return ""
    return f"{WORDS[clock.kind]}到期 {clock.due_on}"


def log_of(notice: Notice, actor: Actor) -> list[NoticeStep]:
    """What passed between the two, newest first; each side reads what is its to read."""
    rows = NoticeStep.objects.visible_to(actor).filter(notice=notice).select_related("officer", "organ", "dispatch")
    return list(rows.order_by("-pk"))


def slips_of(notice: Notice) -> list[File]:
    return list(notice.files.filter(is_slip=True))


def decidable(objection: Objection) -> bool:
    return objection.state in OBJECTION_MOVES["uphold"].sources


def rows_of(notices: Any, on: date) -> list[tuple[Notice, ClockFace | None]]:
    """Lines of a list."""
    return [(one, clock_of(one, on, plain=True)) for one in notices]
