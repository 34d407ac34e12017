"""The face of a clock, for `{% clock %}` everywhere: how much is left, until when, and the sum behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import State
from procuratorate.lib.law.dates import month_day
from procuratorate.lib.law.terms import Unit

Line = tuple[date, bool, str]


@dataclass(frozen=True)
class ClockFace:
    """`css` is is-over, is-today, is-soon, is-stop, is-done or nothing; `lines` are the days of the sum."""

    css: str
    left: str
    right: str
    title: str = ""
    nature: str = ""
    article: str = ""
    start: str = ""
    calendar: str = ""
    stops: str = ""
    sentence: str = ""
    lines: tuple[Line, ...] = ()
    warnings: tuple[str, ...] = ()
    on: date | None = None
    due: date | None = None
    plain: bool = False


def face(deadline: Deadline, on: date, *, plain: bool = False) -> ClockFace:
    """The clock as it stands on a day. No query; `plain` leaves the sum away."""
    css, left, right = _state(deadline, on)
    if plain:
        return ClockFace(css, left, right, plain=True)
    stored = deadline.sum
    return ClockFace(
        css=css,
        left=left,
        right=right,
        title=f"{deadline.title}：{stored['term']}",
        nature="约定期限，非法定" if deadline.agreed else "",
        article=deadline.article,
        start=f"{month_day(deadline.starts_on, beside=on)}{deadline.start_reason}，次日为第1日",
        calendar=_calendar(deadline),
        stops="；".join(stored["changes"]),
        sentence=stored["sentence"].removesuffix("。") + _left_over(deadline, on),
        lines=lines_of(stored),
        warnings=tuple(stored["warnings"]),
        on=on,
        due=deadline.due_on,
    )


def lines_of(stored: dict[str, Any]) -> tuple[Line, ...]:
    """The steps as (day, counted, why); the day an end rolled to is no skipped day."""
    return tuple(
        (date.fromisoformat(day), counted or day == stored["due"], why) for day, counted, why, _ in stored["steps"]
    )


def left_words(deadline: Deadline, on: date) -> str:
    """「3 个工作日」, 「12 日」: how much is left after `on`."""
    if deadline.term_unit == Unit.WORKING_DAY:
        counted = [day for day, counted, _, _ in deadline.sum["steps"] if counted]
        return f"{sum(day > on.isoformat() for day in counted)} 个工作日"
    return f"{(deadline.due_on - on).days} 日"


def _state(deadline: Deadline, on: date) -> tuple[str, str, str]:
    if deadline.state == State.STOPPED:
        return "is-stop", "停止计算", "恢复后另定"
    if deadline.state == State.CANCELLED:
        return "is-stop", "已撤销", _short(deadline.ended_on, on)
    if deadline.state == State.MET:
        return "is-done", "已办结", f"{_short(deadline.ended_on, on)}，{_early(deadline)}"
    if deadline.due_on < on:
        return "is-over", f"逾期 {(on - deadline.due_on).days} 日", f"{_short(deadline.due_on, on)} 到期"
    if deadline.due_on == on:
        return "is-today", "今日到期", _short(on, on)
    css = "is-soon" if deadline.soon_on <= on else ""
    return css, f"剩 {left_words(deadline, on)}", f"{_short(deadline.due_on, on)} {_ending(deadline)}"


def _ending(deadline: Deadline) -> str:
    if deadline.sum["warnings"]:
        return "暂定"
    if deadline.sum["rest"]:
        return "顺延"
    return "约定" if deadline.agreed else "到期"


def _early(deadline: Deadline) -> str:
    days = (deadline.due_on - (deadline.ended_on or deadline.due_on)).days
    if days == 0:
        return "当日"
    return f"早 {days} 日" if days > 0 else f"迟 {-days} 日"


def _left_over(deadline: Deadline, on: date) -> str:
    if deadline.state != State.OPEN:
        return "。"
    if deadline.due_on < on:
        return f"，已逾期{(on - deadline.due_on).days}日。"
    return "，今日届满。" if deadline.due_on == on else f"，今日之后还剩 {left_words(deadline, on)}。"


def _calendar(deadline: Deadline) -> str:
    """The notices the sum leans on, each once."""
    sources = dict.fromkeys(source for _, _, _, source in deadline.sum["steps"] if source)
    if sources:
        return "；".join(sources)
    return "其间无放假、无调休" if deadline.term_unit == Unit.WORKING_DAY and not deadline.sum["warnings"] else ""


def _short(day: date | None, on: date) -> str:
    if day is None:
        return ""
    return f"{day:%m-%d}" if day.year == on.year else f"{day:%Y-%m-%d}"
