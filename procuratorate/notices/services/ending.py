"""When nothing of a notice stands any more: every point was revoked or taken back."""

from __future__ import annotations

from datetime import datetime

from procuratorate.lib.moves import move
from procuratorate.notices.models import Notice
from procuratorate.notices.services.sending import end_clock
from procuratorate.notices.states import NOTICE_MOVES, OWED, PointState
from procuratorate.organs.actors import Actor

GONE = frozenset({PointState.REVOKED, PointState.WITHDRAWN})


def end_if_nothing_stands(*, notice: Notice, actor: Actor, at: datetime) -> bool:
    """Revoke or withdraw the notice with its last point; returns whether it has ended."""
    states = set(notice.points.values_list("state", flat=True))
    if not states <= GONE:
        _end_idle_clock(notice, states, actor, at)
        return False
    act = "withdraw" if PointState.WITHDRAWN in states else "revoke"
    move(notice, act, NOTICE_MOVES, closed_at=at)
    end_clock(notice=notice, actor=actor, at=at, met=False, reason="文书已撤回、撤销")
    return True


def _end_idle_clock(notice: Notice, states: set[str], actor: Actor, at: datetime) -> None:
    if not states & OWED:
        end_clock(notice=notice, actor=actor, at=at, met=False, reason="没有待答复的事项")
