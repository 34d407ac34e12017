"""An objection whose points were all taken back has no object any more: it ends undecided, and so does its clock."""

from __future__ import annotations

from datetime import datetime

from procuratorate.audit.services import record
from procuratorate.deadlines.services import cancel_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.moves import move
from procuratorate.notices.models import Notice, Objection
from procuratorate.notices.states import OBJECTION_MOVES, UNDECIDED, PointState
from procuratorate.organs.actors import Actor

WHY = "所涉各项已撤回，复查终止"


def disputed(objection: Objection) -> list[int]:
    """Positions of the objection that are still under re-examination."""
    points = objection.notice.points.filter(position__in=objection.points, state=PointState.OBJECTED)
    return list(points.order_by("position").values_list("position", flat=True))


def lapse_objections(*, notice: Notice, actor: Actor, at: datetime) -> None:
    """End the undecided objections of `notice` (held by the caller) of which nothing is disputed any more."""
    for one in notice.objections.filter(state__in=UNDECIDED).select_related("clock", "notice"):
        if not disputed(one):
            move(one, "lapse", OBJECTION_MOVES)
            if one.clock is not None and one.clock.state in RUNNING:
                cancel_deadline(deadline=one.clock, reason=WHY, actor=actor, at=at)
            record(actor=actor, act="notices.lapse", target=notice, reason=WHY, detail={"objection": one.pk})
