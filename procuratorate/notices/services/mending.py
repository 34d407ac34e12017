"""更正 of a typing error: a leader's act with a reason; both versions stay, the paper is issued anew, same number."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.dispatch.states import Mode
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.notices.models import Mending, Point
from procuratorate.notices.permissions import may_issue
from procuratorate.notices.services.content import content_of, locked, required, take_step
from procuratorate.notices.services.drafting import PointWords
from procuratorate.notices.services.sending import give_paper, parcel
from procuratorate.notices.states import OPEN, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@transaction.atomic
def mend_point(*, point: Point, words: PointWords, why: str, actor: Actor, at: datetime) -> Mending:
    """Put the words of a point right. The clock is not touched: what is asked stays the same."""
    demand(may_issue(actor, point.notice), act="notices.mend", target=point.notice)
    required(why=why, facts=words.facts)
    notice = locked(point.notice)
    if notice.state not in OPEN:
        raise Conflict(f"现在是“{notice.get_state_display()}”，不能再更正。", title=str(notice))
    if notice.joint_id is not None:
        raise Unacceptable("这份文书同时发给几个单位，请在最先拟稿的那一件更正，各单位一并更正。")
    before = point.now
    if (words.facts, words.article, words.demand) == (before.facts, before.article, before.demand):
        raise Unacceptable("没有改动。请写明更正后的文字。", fields={"facts": "没有改动"})
    made = Mending(
        notice=notice, point=point, facts=words.facts.strip(), article=words.article.strip()[:300],
        demand=words.demand.strip(), why=why.strip()[:200], by_id=signer(actor), at=at,
    )  # fmt: skip
    Mending.objects.bulk_create([made])
    give_paper(notice=notice, actor=actor, at=at, why=made.why)
    _tell(made, actor, at)
    _mend_joined(made, actor, at)
    record(actor=actor, act="notices.mend", target=notice, reason=why, detail={"point": point.position})
    return made


def _mend_joined(made: Mending, actor: Actor, at: datetime) -> None:
    """The same words for the other units of one paper."""
    rows = made.notice.joined.filter(state__in=OPEN)
    for notice in rows.select_related("organ", "office__house", "addressee", "dispatch"):
        point = notice.points.get(position=made.point.position)
        same = Mending(
            notice=notice, point=point, facts=made.facts, article=made.article, demand=made.demand, why=made.why,
            by_id=made.by_id, at=at,
        )  # fmt: skip
        Mending.objects.bulk_create([same])
        _tell(same, actor, at)


def _tell(made: Mending, actor: Actor, at: datetime) -> None:
    notice, point = made.notice, made.point
    dispatch = parcel(
        notice=notice, key=f"notice-mended:{made.pk}", mode=Mode.COPY, kind="notices.mended", named="更正：",
        content=content_of(notice) | {"number": notice.number, "why": made.why}, actor=actor, at=at,
    )  # fmt: skip
    told = f"第{point.position}项更正：{made.why}"
    take_step(notice=notice, step=Step.MENDED, actor=actor, at=at, words=told, whole=True, dispatch=dispatch)
