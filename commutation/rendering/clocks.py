"""A deadline as the chip every page draws: what is left, until when, and the sum behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import State
from procuratorate.lib.law.dates import month_day
from procuratorate.lib.law.terms import Unit


@dataclass(frozen=True, slots=True)
class Face:
    """What `{% clock %}` asks for."""

    css: str
    left: str
    right: str
    plain: bool = True
    title: str = ""
    lines: tuple[tuple[date, bool, str], ...] = ()
    sentence: str = ""
    article: str = ""
    warnings: tuple[str, ...] = ()
    nature: str = ""
    start: str = ""
    stops: str = ""
    calendar: str = ""
    on: date | None = None
    due: date | None = None


def face_of(clock: Deadline | None, on: date, *, plain: bool = False) -> Face | None:
    """The face of a clock on a day; `plain` where the sum does not open."""
    if clock is None:
        return None
    css, left = _left(clock, on)
    right = f"{clock.due_on:%m-%d} 到期"
    if plain:
        return Face(css, left, f"{clock.due_on:%m-%d}")
    worked = clock.sum
    return Face(
        css=css,
        left=left,
        right=right,
        plain=False,
        title=f"{clock.title}：{worked['term']}",
        lines=tuple((date.fromisoformat(day), counted, why) for day, counted, why, _ in worked["steps"]),
        sentence=worked["sentence"],
        article=clock.article,
        warnings=tuple(worked["warnings"]),
        nature="约定期限，非法定" if clock.agreed else "法定期限",
        start=f"{month_day(clock.starts_on)} {clock.start_reason}，次日为第1日",
        stops="" if clock.state != State.STOPPED else "停止计算中",
        on=on,
        due=clock.due_on,
    )


def _left(clock: Deadline, on: date) -> tuple[str, str]:
    """The state of a clock in a word or two, and its class."""
    if clock.state == State.STOPPED:
        return "is-stop", "停止计算"
    if clock.state != State.OPEN:
        return "is-done", str(clock.get_state_display())
    if clock.due_on < on:
        return "is-over", f"逾期 {(on - clock.due_on).days} 日"
    if clock.due_on == on:
        return "is-today", "今日到期"
    css = "is-soon" if clock.soon_on <= on else ""
    if clock.term_unit == Unit.WORKING_DAY:
        return css, f"剩 {_counted_after(clock, on)} 个工作日"
    return css, f"剩 {(clock.due_on - on).days} 日"


def _counted_after(clock: Deadline, on: date) -> int:
    return sum(1 for day, counted, *_ in clock.sum["steps"] if counted and date.fromisoformat(day) > on)


def day_number(clock: Deadline, on: date) -> int:
    """The how-manieth counted day today is; 0 on the day of arrival."""
    return sum(1 for day, counted, *_ in clock.sum["steps"] if counted and date.fromisoformat(day) <= on)
