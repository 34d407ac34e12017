"""The text: versions, remarks of both sides, and signatures over exactly the text that stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from meetings.models import Countersign, Meeting, Minutes, Remark
from meetings.permissions import NOT_A_SIDE, may_host, may_remark, may_sign, side_of
from meetings.services.agreeing import must_stand
from meetings.services.crossing import tell_other
from meetings.states import EDITABLE, MEETING_MOVES, MeetingState
from procuratorate.audit.services import record
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Refused, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Role

Sections = Sequence[tuple[int, str]]


def latest(meeting: Meeting) -> Minutes | None:
    """The newest version the actor may see."""
    return Minutes.objects.filter(meeting=meeting).order_by("-number").first()


def standing(meeting: Meeting) -> Minutes:
    """The text that stands: a meeting that ended has at least its first draft."""
    last = latest(meeting)
    if last is None:
        raise Conflict("会议还没有结束，没有纪要稿。")
    return last


def own_side(*, actor: Actor, meeting: Meeting) -> Organ:
    """The side one writes for."""
    side = side_of(actor, meeting)
    if side is None:
        raise Refused(NOT_A_SIDE, act="meetings.sign", target=meeting)
    return side


def write_version(*, meeting: Meeting, sections: Sections, why: str, shared: bool, actor: Actor) -> Minutes:
    """The next version. The loser of two edits at once is told."""
    last = latest(meeting)
    told = [[level, words] for level, words in sections]
    try:
        with transaction.atomic():
            return Minutes.objects.create(
                meeting=meeting, host=meeting.host, number=last.number + 1 if last else 1, sections=told,
                content_hash=sm3_of(told), is_shared=shared, why=why[:200], by_id=signer(actor),
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict("纪要稿刚刚有了新的一版。请刷新后在新版上修改。") from error


@transaction.atomic
def edit_minutes(
    *, meeting: Meeting, number: int, sections: Sections, why: str, actor: Actor, at: datetime
) -> Minutes | None:
    """A new version over version `number`; None where nothing changed. Not once it is being signed."""
    demand(may_host(actor, meeting), act="meetings.edit", target=meeting)
    last = latest(meeting)
    if meeting.state not in EDITABLE or last is None:
        raise Conflict(f"现在是“{meeting.get_state_display()}”，不能修改。会签中发现错误的，请先退回核对。")
    if last.number != number:
        raise Conflict(f"纪要稿已经是{last}，您改的是第{number}版，没有覆盖。请刷新后在新版上修改。")
    if not sections:
        raise Unacceptable("纪要正文不能是空的。", fields={"text": "纪要正文不能是空的"})
    if sm3_of([[level, words] for level, words in sections]) == last.content_hash:
        return None
    shared = meeting.state == MeetingState.SHARED
    made = write_version(meeting=meeting, sections=sections, why=why, shared=shared, actor=actor)
    record(actor=actor, act="meetings.edit", target=meeting, reason=why, detail={"version": made.number})
    return made


@transaction.atomic
def share_minutes(*, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """Open the draft to the other side for comparison."""
    demand(may_host(actor, meeting), act="meetings.share", target=meeting)
    move(meeting, "share", MEETING_MOVES, shared_at=at)
    last = standing(meeting)
    shared = write_version(meeting=meeting, sections=last.sections, why="送对方核对", shared=True, actor=actor)
    content = {"meeting": meeting.pk, "version": shared.number, "sm3": shared.content_hash}
    tell_other(
        meeting=meeting, what="share", title="纪要稿（请核对）", content=content, page="minutes/", actor=actor, at=at
    )
    record(actor=actor, act="meetings.share", target=meeting)


@transaction.atomic
def remark_on(*, meeting: Meeting, paragraph: int, words: str, actor: Actor, at: datetime) -> Remark:
    """Ask for a change in a paragraph of the version that stands."""
    demand(may_remark(actor, meeting), act="meetings.remark", target=meeting)
    last, words = latest(meeting), words.strip()[:400]
    if last is None or not 1 <= paragraph <= len(last.sections) or not words:
        raise Unacceptable("请选择段落，写明建议怎样修改。", fields={"words": "请写明建议怎样修改"})
    side = own_side(actor=actor, meeting=meeting)
    made = Remark.objects.create(
        meeting=meeting, minutes=last, paragraph=paragraph, organ=side, words=words, by_id=signer(actor)
    )
    content = {"meeting": meeting.pk, "remark": made.pk, "paragraph": paragraph, "words": words}
    tell_other(
        meeting=meeting, what="remark", part=str(made.pk), title="核对意见", content=content, summary=words,
        page="minutes/", actor=actor, at=at,
    )  # fmt: skip
    record(actor=actor, act="meetings.remark", target=meeting, detail={"remark": made.pk})
    return made


@transaction.atomic
def answer_remark(*, remark: Remark, taken: bool, answer: str, actor: Actor, at: datetime) -> None:
    """The host says whether it was taken up; not taken up needs a word why."""
    demand(may_host(actor, remark.meeting), act="meetings.answer", target=remark.meeting)
    answer = answer.strip()[:200]
    if not taken and not answer:
        raise Unacceptable("没有采纳的，请写明理由。", fields={"answer": "请写明理由"})
    told = {"taken": taken, "answer": answer, "answered_by_id": signer(actor), "answered_at": at}
    if not Remark.objects.filter(pk=remark.pk, taken=None).update(**told):
        raise Conflict("这条意见已经答复。请刷新后查看。")
    record(actor=actor, act="meetings.answer", target=remark.meeting, detail={"remark": remark.pk, "taken": taken})


@transaction.atomic
def offer_minutes(*, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """Lay the text before both leaders. Every remark must have been answered."""
    demand(may_host(actor, meeting), act="meetings.offer", target=meeting)
    left = Remark.objects.filter(meeting=meeting, taken=None).count()
    if left:
        raise Unacceptable(f"还有{left}条核对意见没有答复。请逐条答复后再提请会签。")
    must_stand(meeting, standing(meeting))
    move(meeting, "offer", MEETING_MOVES)
    tell_other(
        meeting=meeting, what="offer", part=_hash(meeting), title="纪要（请会签）", content={"sm3": _hash(meeting)},
        page="minutes/", actor=actor, at=at,
    )  # fmt: skip
    record(actor=actor, act="meetings.offer", target=meeting, detail={"sm3": _hash(meeting)})


def _hash(meeting: Meeting) -> str:
    return standing(meeting).content_hash


@transaction.atomic
def take_back_minutes(*, meeting: Meeting, why: str, actor: Actor, at: datetime) -> None:
    """Back to comparison: by the host, or by a leader of either side who does not sign it as it is."""
    refusal = may_sign(actor, meeting) if may_host(actor, meeting) else None
    demand(refusal, act="meetings.take_back", target=meeting)
    why = " ".join(why.split())[:200]
    if not why:
        raise Unacceptable("请填写退回的理由。", fields={"reason": "请填写退回的理由"})
    move(meeting, "take_back", MEETING_MOVES)
    record(actor=actor, act="meetings.take_back", target=meeting, reason=why)


@transaction.atomic
def sign_minutes(*, meeting: Meeting, content_hash: str, actor: Actor, at: datetime) -> Countersign:
    """Sign for one's side exactly the text the page showed (`content_hash`). Signed once, the text no longer moves."""
    demand(may_sign(actor, meeting), act="meetings.sign", target=meeting)
    last, side = standing(meeting), own_side(actor=actor, meeting=meeting)
    if last.content_hash != content_hash:
        raise Conflict("纪要稿在您打开以后有了改动。请刷新，核对现在的文本后再签。")
    try:
        with transaction.atomic():
            made = Countersign.objects.create(
                meeting=meeting, minutes=last, organ=side, content_hash=content_hash, name=actor.name,
                post=Role(actor.role).label, by_id=signer(actor), acting_for=actor.acting_for,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict("本方已经会签。") from error
    record(actor=actor, act="meetings.sign", target=meeting, detail={"sm3": content_hash})
    return made
