"""The verbs of clocks and of the calendar."""

from procuratorate.deadlines.services.clocks import (
    cancel_deadline,
    extend_deadline,
    meet_deadline,
    open_deadline,
    resume_deadline,
    stop_deadline,
)
from procuratorate.deadlines.services.notices import import_notice, plan_notice
from procuratorate.deadlines.services.sweep import sweep

__all__ = [
    "cancel_deadline", "extend_deadline", "import_notice", "meet_deadline", "open_deadline", "plan_notice",
    "resume_deadline", "stop_deadline", "sweep",
]  # fmt: skip
