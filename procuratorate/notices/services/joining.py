"""One paper to several units (联动解决): each gets it served, answers for itself, and is struck off by itself."""

from __future__ import annotations

from datetime import datetime

from procuratorate.audit.services import record
from procuratorate.dispatch.states import Channel, Mode
from procuratorate.documents import services as documents
from procuratorate.documents.models import Paper
from procuratorate.notices.models import Notice, Point
from procuratorate.notices.selectors.organs import ON_SCREEN, addressed
from procuratorate.notices.services.content import seal, take_step
from procuratorate.notices.services.sending import parcel
from procuratorate.notices.states import State, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

SAME = (
    "kind", "matter", "organ_id", "office_id", "title", "opening", "closing", "origin", "origin_url", "persons",
    "urgent_days", "drafter_id", "created_at",
)  # fmt: skip
SIGNED = ("number", "approver_id", "approved_for", "issued_at")


def join_others(*, notice: Notice, paper: Paper, actor: Actor, at: datetime) -> None:
    """A row for each further addressee of a paper just signed, and the same paper served on it."""
    for organ in addressed(notice):
        if organ.pk != notice.addressee_id:
            _join(notice, organ, paper, actor, at)


def _join(notice: Notice, organ: Organ, paper: Paper, actor: Actor, at: datetime) -> None:
    everybody = {notice.addressee_id, *notice.others}
    made = Notice(
        **{name: getattr(notice, name) for name in SAME}, addressee=organ, joint=notice,
        others=sorted(everybody - {organ.pk}), channel=Channel.SCREEN if organ.kind in ON_SCREEN else Channel.PAPER,
    )  # fmt: skip
    made.save(force_insert=True)
    Point.objects.bulk_create(
        Point(notice=made, position=one.position, facts=one.facts, article=one.article, demand=one.demand)
        for one in notice.points.order_by("position")
    )
    seal(made)
    signed = {name: getattr(notice, name) for name in SIGNED}
    Notice.objects.filter(pk=made.pk).update(**signed, state=State.ISSUED)  # from now on its words stay
    made.refresh_from_db()
    documents.hand_over(paper=paper, organ=organ, actor=actor)
    dispatch = parcel(
        notice=made, key=f"notice:{made.pk}", mode=Mode.SERVICE, actor=actor, at=at, page_count=paper.pages or None
    )
    Notice.objects.filter(pk=made.pk).update(dispatch=dispatch)
    take_step(notice=made, step=Step.ISSUED, actor=actor, at=at, whole=True, words=f"同一文书并送{organ.name}")
    record(actor=actor, act="notices.issue", target=made, detail={"joint": notice.pk, "sm3": made.content_hash})
