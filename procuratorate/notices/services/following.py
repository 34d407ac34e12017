"""A paper that follows another: in writing after seven days of an oral correction, or milder after a request."""

from __future__ import annotations

from datetime import datetime

from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.notices.models import Notice
from procuratorate.notices.permissions import may_work
from procuratorate.notices.services.drafting import PointWords, draft_notice
from procuratorate.notices.states import IN_HAND, Kind, PointState, State
from procuratorate.organs.actors import Actor

LEFT = frozenset(PointState) - {PointState.CORRECTED, PointState.REVOKED}


def follow_notice(*, notice: Notice, kind: Kind, actor: Actor, at: datetime) -> Notice:
    """Draft another with the points not mended; the link between the two stays. What it follows is not touched."""
    demand(may_work(actor, notice), act="notices.draft", target=notice)
    if notice.state in IN_HAND | {State.DROPPED}:
        raise Unacceptable("这份文书还没有发出，请直接修改。")
    points = [
        PointWords(one.now.facts, one.now.article, one.now.demand)
        for one in notice.points.filter(state__in=LEFT).prefetch_related("mendings").order_by("position")
    ]
    if not points:
        raise Unacceptable("各项都已纠正或者撤销，没有可以带入的事项。")
    said = f"接续{notice}{f'（{notice.spoken_on}）' if notice.is_oral else ''}"
    return draft_notice(
        kind=kind, addressee=notice.addressee, title=notice.title, points=points, opening=notice.opening,
        origin=said, origin_url=notice.get_absolute_url(), persons=notice.persons, follows=notice, actor=actor, at=at,
    )  # fmt: skip
