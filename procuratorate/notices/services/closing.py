"""销号: proposed when nothing is open, done by a second person; a written notice needs a written answer (S104)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.dispatch.states import Mode
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.notices.models import Notice
from procuratorate.notices.permissions import may_close, may_judge
from procuratorate.notices.services.content import locked, required, take_step
from procuratorate.notices.services.sending import end_clock, parcel
from procuratorate.notices.states import NOTICE_MOVES, SETTLED, UNDECIDED, PointState, RungState, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


def open_ends(notice: Notice) -> list[str]:
    """What stands in the way of striking it off, in words."""
    left = notice.points.exclude(state__in=SETTLED).order_by("position")
    ends = [f"第{one.position}项{one.get_state_display()}" for one in left]
    if notice.objections.filter(state__in=UNDECIDED).exists():
        ends.append("异议还没有复查决定")
    if notice.rungs.filter(state=RungState.DRAFT).exists():
        ends.append("有拟出的督促、报告还没有签发或者决定不发")
    corrected = notice.points.filter(state=PointState.CORRECTED)
    if not notice.is_oral and corrected.exclude(answers__isnull=False).exists():
        ends.append("有已纠正的事项没有书面答复")
    return ends


@transaction.atomic
def propose_closing(*, notice: Notice, words: str, actor: Actor, at: datetime) -> Notice:
    """拟销号, with the result in words. Raises Unacceptable naming everything that is still open."""
    demand(may_judge(actor, notice), act="notices.propose_closing", target=notice)
    required(words=words)
    stored = locked(notice)
    if ends := open_ends(stored):
        raise Unacceptable(f"还不能销号：{'；'.join(ends)}。")
    move(stored, "propose", NOTICE_MOVES, proposed_by_id=signer(actor))
    take_step(notice=stored, step=Step.PROPOSED, actor=actor, at=at, words=words)
    record(actor=actor, act="notices.propose_closing", target=stored)
    return stored


@transaction.atomic
def refuse_closing(*, notice: Notice, words: str, actor: Actor, at: datetime) -> Notice:
    """不同意销号, saying what is still to be looked at."""
    stored = locked(notice)
    demand(may_close(actor, stored), act="notices.refuse_closing", target=stored)
    required(words=words)
    move(stored, "refuse", NOTICE_MOVES, proposed_by_id=None)
    take_step(notice=stored, step=Step.REFUSED, actor=actor, at=at, words=words)
    record(actor=actor, act="notices.refuse_closing", target=stored, reason=words)
    return stored


@transaction.atomic
def close_notice(*, notice: Notice, words: str, actor: Actor, at: datetime) -> Notice:
    """销号 by a second person, as the proposal is stored and not as it was read; the addressee is told."""
    stored = locked(notice)
    demand(may_close(actor, stored), act="notices.close", target=stored)
    move(stored, "close", NOTICE_MOVES, closed_by_id=signer(actor), closed_at=at)
    end_clock(notice=stored, actor=actor, at=at, met=True, reason="已销号")
    dispatch = parcel(
        notice=stored, key=f"notice-closed:{stored.pk}", mode=Mode.COPY, kind="notices.closed", named="已销号：",
        content={"notice": stored.pk, "number": stored.number}, actor=actor, at=at,
    )  # fmt: skip
    take_step(notice=stored, step=Step.CLOSED, actor=actor, at=at, words=words, dispatch=dispatch)
    record(actor=actor, act="notices.close", target=stored)
    return stored
