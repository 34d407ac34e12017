"""Clocks as this field's pages show them."""

from __future__ import annotations

from datetime import date

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.rendering import ClockFace, face


def face_of(clock: Deadline | None, on: date, *, plain: bool = False) -> ClockFace | None:
    """The face of a clock, or of none; `plain` where the sum does not open."""
    return face(clock, on, plain=plain) if clock else None


def day_number(clock: Deadline, on: date) -> int:
    """The how-manieth counted day today is; 0 on the day of arrival."""
    return sum(1 for day, counted, *_ in clock.sum["steps"] if counted and date.fromisoformat(day) <= on)
