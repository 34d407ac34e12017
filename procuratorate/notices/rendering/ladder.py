"""The line of dots: what was done, where the notice stands, what a leader may still do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.clock import SHANGHAI
from procuratorate.notices.models import Notice, Rung
from procuratorate.notices.rendering.pages import PointView
from procuratorate.notices.states import ENDED, LADDER, PointState, RungKind, RungState, State

AHEAD = {RungKind.CHASE: "逾期后，须领导签发", RungKind.REPORT: "须领导签发", RungKind.TELL: "由上一级院决定"}


def _step(name: str, text: str, state: str = "") -> dict[str, str]:
    return {"name": name, "text": text, "state": state}


def ladder_of(notice: Notice, views: Sequence[PointView], rungs: Sequence[Rung], on: date) -> list[dict[str, Any]]:
    """Steps from the signature to the striking off; rungs where the notice asks for none stay ahead, and grey."""
    return [
        _signed(notice),
        _served(notice),
        _answered(notice, views, on),
        _checked(notice, views),
        *(_rung(kind, rungs) for kind in LADDER if not notice.is_oral),
        _ended(notice),
    ]


def _signed(notice: Notice) -> dict[str, str]:
    who = notice.approver.name if notice.approver else ""
    day = f"{notice.issued_at.astimezone(SHANGHAI):%m-%d}" if notice.issued_at else ""
    return _step("口头提出" if notice.is_oral else "签发", f"{day} {who}", "done")


def _served(notice: Notice) -> dict[str, str]:
    if notice.served_on:
        return _step("送达", f"{notice.served_on:%m-%d} {'当面接受' if notice.is_oral else '回证'}", "done")
    return _step("送达", "等回证", "at" if notice.state == State.ISSUED else "")


def _answered(notice: Notice, views: Sequence[PointView], on: date) -> dict[str, str]:
    answered = sum(1 for one in views if one.answers)
    told = f"已复 {answered} / {len(views)}"
    if notice.state == State.SERVED:
        clock = notice.clock
        late = clock is not None and clock.state in RUNNING and clock.due_on < on
        return _step("书面回复", f"{told}{'，已逾期' if late else ''}", "late" if late else "at")
    done = notice.answered_at or notice.state in ENDED | {State.ANSWERED, State.CLOSING}
    return _step("书面回复", told, "done" if done else "")


def _checked(notice: Notice, views: Sequence[PointView]) -> dict[str, str]:
    corrected = sum(1 for one in views if one.point.state == PointState.CORRECTED)
    examined = sum(1 for one in views if one.point.state == PointState.OBJECTED)
    told = "，".join(
        filter(None, [f"{corrected}项已纠正" if corrected else "", f"{examined}项复查中" if examined else ""])
    )
    state = "done" if notice.state in ENDED | {State.CLOSING} else "at" if notice.state == State.ANSWERED else ""
    return _step("核实、复查", told, state)


def _rung(kind: RungKind, rungs: Sequence[Rung]) -> dict[str, str]:
    of_kind = [one for one in rungs if one.kind == kind]
    sent = next((one for one in of_kind if one.state == RungState.SENT and one.settled_at), None)
    if sent and sent.settled_at:
        return _step(kind.label, f"{sent.settled_at.astimezone(SHANGHAI):%m-%d} {sent.number}", "done")
    drafted = any(one.state == RungState.DRAFT for one in of_kind)
    return _step(kind.label, "已拟出，待领导签发" if drafted else AHEAD[kind])


def _ended(notice: Notice) -> dict[str, str]:
    if notice.state == State.CLOSED and notice.closed_at:
        who = notice.closed_by.name if notice.closed_by else ""
        return _step("销号", f"{notice.closed_at.astimezone(SHANGHAI):%m-%d} {who}复核", "done")
    if notice.state in ENDED and notice.closed_at:
        return _step(str(notice.get_state_display()), f"{notice.closed_at.astimezone(SHANGHAI):%m-%d}", "done")
    return _step("销号", "须第二人复核", "at" if notice.state == State.CLOSING else "")
