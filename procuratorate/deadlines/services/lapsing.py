"""Clocks of a right, not of a duty: when its days are over nobody is late, the right has ended (上诉期)."""

from __future__ import annotations

from datetime import datetime

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services.clocks import meet_deadline
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import service_actor

_LAPSING: dict[str, str] = {}  # kind → why it ended


def lapses(kind: str, reason: str) -> None:
    """Name a kind of clock that ends by itself after its last day."""
    _LAPSING[kind] = reason


def end_lapsed(*, at: datetime) -> int:
    """End those whose last day is over, on that day; returns how many. Safe to run twice."""
    actor = service_actor("sweep")
    over = Deadline.objects.overdue(day_of(at)).filter(kind__in=_LAPSING, soon_on__lte=day_of(at))
    for one in over.order_by("pk"):
        meet_deadline(deadline=one, actor=actor, at=at, on=one.due_on, reason=_LAPSING[one.kind])
    return len(over)
