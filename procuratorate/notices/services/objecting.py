"""异议: in writing, to some points, with reasons. Late ones are taken too and said to be late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.notices.clocks import DECISION, OBJECTION, RE_EXAMINATION, RE_EXAMINED_SUGGESTION, UPHELD
from procuratorate.notices.models import Notice, Objection, Point
from procuratorate.notices.permissions import may_answer, may_work
from procuratorate.notices.selectors.organs import sender_of
from procuratorate.notices.services.answering import settle_reply
from procuratorate.notices.services.content import locked, required, take_step
from procuratorate.notices.services.files import Given, demand_files, keep_files
from procuratorate.notices.services.sending import start_clock
from procuratorate.notices.services.words import Letter
from procuratorate.notices.states import POINT_MOVES, STANDING, Kind, ObjectionState, Step
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@transaction.atomic
def object_to(
    *, notice: Notice, positions: Sequence[int], words: str, files: Sequence[Given], actor: Actor, at: datetime
) -> Objection:
    """The addressee disputes these points; the office's seven days begin with the arrival (规则第554条)."""
    demand(may_answer(actor, notice), act="notices.object", target=notice)
    stored = _demand(notice, positions, words, files)
    dispatch = _send(stored, positions, words, actor, at)
    letter = Letter(actor.name, day_of(at))
    made = _taken(stored=stored, positions=positions, words=words, letter=letter, actor=actor, at=at, dispatch=dispatch)
    keep_files(notice=stored, given=files, actor=actor, at=at, objection=made)
    record(actor=actor, act="notices.object", target=stored, detail={"points": list(positions)})
    return made


@transaction.atomic
def register_objection(
    *, notice: Notice, positions: Sequence[int], words: str, letter: Letter, files: Sequence[Given], actor: Actor,
    at: datetime,
) -> Objection:  # fmt: skip
    """登记来文异议: what came on paper, from the day it was received."""
    demand(may_work(actor, notice), act="notices.register_objection", target=notice)
    required(by=letter.by)
    stored = _demand(notice, positions, words, files)
    if not (stored.served_on or day_of(stored.issued_at or at)) <= letter.on <= day_of(at):
        raise Unacceptable("来文收到日期须在送达之后、今天之前。", fields={"on": "请核对收到日期"})
    made = _taken(stored=stored, positions=positions, words=words, letter=letter, actor=actor, at=at, dispatch=None)
    keep_files(notice=stored, given=files, actor=actor, at=at, objection=made)
    record(actor=actor, act="notices.register_objection", target=stored, detail={"no": letter.number})
    return made


def take_objection(
    *, notice: Notice, positions: Sequence[int], words: str, letter: Letter, actor: Actor, at: datetime,
    dispatch: Dispatch,
) -> Objection:  # fmt: skip
    """What the addressee objected on another network, as its dispatch brought it. Called by packets alone."""
    stored = _demand(notice, positions, words, ())
    made = _taken(stored=stored, positions=positions, words=words, letter=letter, actor=actor, at=at, dispatch=dispatch)
    record(actor=actor, act="notices.object", target=stored, detail={"points": list(positions)})
    return made


def _demand(notice: Notice, positions: Sequence[int], words: str, files: Sequence[Given]) -> Notice:
    required(words=words)
    demand_files(files)
    if not positions:
        raise Unacceptable("请勾选对哪几项有异议。", fields={"points": "请至少选一项"})
    stored = locked(notice)
    if stored.state not in STANDING:
        raise Conflict(f"现在是“{stored.get_state_display()}”，不能再提异议。请刷新后查看。", title=str(stored))
    if stored.is_oral:
        raise Unacceptable("口头纠正没有复查程序。有不同意见的，请在答复里写明理由。")
    return stored


def _send(stored: Notice, positions: Sequence[int], words: str, actor: Actor, at: datetime) -> Dispatch:
    title = f"对{stored.name}{stored.number}的书面异议"[:160]
    return send(
        actor=actor, sender=stored.addressee, recipient=sender_of(stored.office), legal_mode=Mode.COPY,
        kind="notices.objection", title=title, masked_title=title, summary=f"第{'、'.join(map(str, positions))}项",
        content={"notice": stored.pk, "points": list(positions), "words": words.strip()}, basis=basis_of(stored),
        key=f"notice-objection:{stored.pk}:{at.isoformat()}", address=stored.get_absolute_url(),
        sender_address=stored.get_absolute_url(), in_reply_to=stored.dispatch, at=at,
    )  # fmt: skip


def _taken(
    *,
    stored: Notice,
    positions: Sequence[int],
    words: str,
    letter: Letter,
    actor: Actor,
    at: datetime,
    dispatch: Dispatch | None,
) -> Objection:
    points = list(Point.objects.filter(notice=stored, position__in=set(positions)).select_for_update())
    if len(points) != len(set(positions)):
        raise Unacceptable("页面内容不完整，请刷新后重新勾选。", fields={"points": "请重新勾选"})
    if upheld := upheld_of(stored) & set(positions):
        which = "、".join(map(str, sorted(upheld)))
        raise Conflict(f"第{which}项已经复查维持，不再受理异议。请在答复里写明纠正情况。", title=str(stored))
    for one in points:
        move(one, "object", POINT_MOVES)
    made: Objection = Objection.objects.create(
        notice=stored, points=sorted(set(positions)), words=words.strip(), objected_by=letter.by[:60],
        received_on=letter.on, in_time=in_time(stored, letter.on), organ_id=actor.organ_id or 0, by_id=signer(actor),
        dispatch=dispatch, at=at,
    )  # fmt: skip
    _start(stored, made, actor, at)
    late = "；已过收到后五日" if made.in_time is False else ""
    told = f"第{'、'.join(map(str, made.points))}项：{made.words}{late}"
    take_step(notice=stored, step=Step.OBJECTED, actor=actor, at=at, words=told, dispatch=dispatch)
    settle_reply(notice=stored, actor=actor, at=at, on=letter.on)
    return made


def upheld_of(notice: Notice) -> set[int]:
    """Positions once disputed and upheld: they are answered, not disputed again."""
    decided = notice.objections.filter(state=ObjectionState.UPHELD).values_list("points", flat=True)
    return {position for points in decided for position in points}


def in_time(notice: Notice, on: date) -> bool | None:
    """Whether within five days of receipt; None where no text gives a period, or the receipt is not known."""
    last = last_day_to_object(notice)
    return on <= last if last else None


def basis_of(notice: Notice) -> str:
    """By what the addressee objects: the five days are of the 纠正违法通知书 alone (高检会〔2010〕4号第13条第2款)."""
    if notice.kind == Kind.VIOLATION:
        return OBJECTION.article
    return RE_EXAMINED_SUGGESTION if notice.kind == Kind.SUGGESTION else UPHELD


def last_day_to_object(notice: Notice) -> date | None:
    """The fifth day after receipt, or the working day after it; None for papers without a period, or not received."""
    if notice.kind != Kind.VIOLATION or notice.served_on is None:
        return None
    calendar, day = working_calendar(since=notice.served_on), notice.served_on + timedelta(days=OBJECTION.term.amount)
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def _start(stored: Notice, made: Objection, actor: Actor, at: datetime) -> None:
    """Seven days; a suggestion is re-examined at once, and no text counts the days of that (第23条)."""
    if stored.kind == Kind.SUGGESTION:
        return
    article = DECISION.article if stored.kind == Kind.VIOLATION else UPHELD
    clock = start_clock(
        notice=stored, kind=RE_EXAMINATION, starts_on=made.received_on, start_reason=DECISION.start,
        term=DECISION.term, article=article, holder=stored.office, actor=actor, at=at,
    )  # fmt: skip
    Objection.objects.filter(pk=made.pk).update(clock=clock)
