"""The verbs of clocks and of the calendar."""

from procuratorate.deadlines.services.clocks import (
    cancel_deadline,
    extend_deadline,
    meet_deadline,
    open_deadline,
    open_deadlines,
    prepared,
    resume_deadline,
    stop_deadline,
)
from procuratorate.deadlines.services.lapsing import lapses
from procuratorate.deadlines.services.notices import import_notice, plan_notice
from procuratorate.deadlines.services.sums import hold_calendar
from procuratorate.deadlines.services.sweep import sweep

__all__ = [
    "cancel_deadline", "extend_deadline", "hold_calendar", "import_notice", "lapses", "meet_deadline", "open_deadline",
    "open_deadlines", "plan_notice", "prepared", "resume_deadline", "stop_deadline", "sweep",
]  # fmt: skip
