"""The worked sum as a table that prints: each day, whether it counts, why, and the notice behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from procuratorate.deadlines.models import Deadline
from procuratorate.lib.law.dates import weekday


@dataclass(frozen=True)
class SumLine:
    """One day of the sum. `css` is skip, due, now or nothing."""

    day: date
    weekday: str
    effect: str
    why: str
    source: str
    css: str


def sum_lines(deadline: Deadline, on: date) -> list[SumLine]:
    """The day of the event, then every step of the stored sum, as of a day."""
    start = deadline.starts_on
    event = SumLine(start, weekday(start), "不计", f"{deadline.start_reason}，当日不算在期间以内", "", "skip")
    return [event, *(_line(deadline.sum, step, on) for step in deadline.sum["steps"])]


def _line(stored: dict[str, Any], step: list[Any], on: date) -> SumLine:
    iso, counted, why, source = step
    day = date.fromisoformat(iso)
    return SumLine(day, weekday(day), _effect(stored, iso, counted), why, source, _css(stored, iso, counted, day == on))


def _effect(stored: dict[str, Any], iso: str, counted: bool) -> str:
    if iso == stored["due"]:
        return "届满"
    if counted:
        return "计入"
    return "不计" if iso <= stored["nominal"] else "顺延"


def _css(stored: dict[str, Any], iso: str, counted: bool, is_today: bool) -> str:
    if iso == stored["due"]:
        return "due"
    if is_today:
        return "now"
    return "" if counted else "skip"
