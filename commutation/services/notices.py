"""Public notice inside the prison: posted with a snapshot, photographed, objected to, ended or void."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from commutation.clocks.notices import LONGEST, Needed, count, earliest_end, needed
from commutation.models import Batch, Filing, NoticeObjection, PlanStep, PublicNotice
from commutation.permissions.notices import may_handle, may_hear_objections, may_post
from commutation.selectors.notices import BY_LAW, SCOPES, SHOWN, lines_for, to_post
from commutation.states import Step
from commutation.states.levels import NOTICE_MOVES, NoticeState, Objector
from procuratorate.audit.services import record
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.lib import files
from procuratorate.lib.clock import day_of
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.media import EXTENSIONS, PDF, secret_word, type_of
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.states import Kind

MOST_PHOTOS = 20


@transaction.atomic
def post_notice(
    *,
    batch: Batch,
    scope: str,
    place: str,
    posted_on: date,
    until_on: date,
    contact: str,
    actor: Actor,
    at: datetime,
) -> PublicNotice:
    """Register a list as posted: whom the committee passed, frozen as it hangs, under its SM3.

    Raises Unacceptable when it would hang fewer working days than the law of its day asks, when a line lacks what must
    be told, or when nobody is left to post.
    """
    demand(may_post(actor, batch), act="commutation.post_notice", target=batch)
    Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    people = to_post(batch, actor, scope)
    if not people:
        raise Unacceptable("没有要公示的人：评审委员会还没有签署通过，或者已在公示而没有变更。")
    least = needed({one.kind for one in people}, posted_on, in_centre=batch.prison.kind == Kind.CENTRE)
    worked = _worked(posted_on, until_on, least, day_of(at))
    lines = lines_for(people)
    _demand_lines(lines)
    content = _content(batch, scope, least, lines) | {"place": place, "contact": contact}
    content |= {"posted_on": posted_on.isoformat(), "until_on": until_on.isoformat()}
    notice: PublicNotice = PublicNotice.objects.create(
        batch=batch,
        place=place,
        posted_on=posted_on,
        until_on=until_on,
        contact=contact,
        content=content,
        content_hash=sm3_of(content),
        working_days=worked["days"],
        sum=worked,
        by_id=signer(actor),
        at=at,
    )
    detail = {"sm3": notice.content_hash, "people": len(lines)}
    record(actor=actor, act="commutation.post_notice", target=notice, detail=detail)
    return notice


def _content(batch: Batch, scope: str, least: Needed, lines: list[dict[str, Any]]) -> dict[str, Any]:
    kinds, _ = SCOPES[scope]
    numbered = [{"position": number, **line} for number, line in enumerate(lines, 1)]
    return {
        "prison": batch.prison.name,
        "batch": batch.title,
        "asked": kinds,
        "days": least.days,
        "article": least.article,
        "people": numbered,
    }


def _worked(first: date, last: date, least: Needed, on: date) -> dict[str, Any]:
    if first > on:
        raise Unacceptable("没有登记：还没有到公示起始日。贴出以后再登记。", fields={"posted_on": "不能晚于今天"})
    if last < first or (last - first).days > LONGEST:
        raise Unacceptable("没有登记：公示止日不对。", fields={"until_on": f"须在公示起日以后、{LONGEST}日以内"})
    calendar = working_calendar(since=first)
    worked = count(first, last, calendar)
    if worked["days"] < least.days:
        end = earliest_end(first, least.days, calendar)
        why = f"只有{worked['days']}个工作日，须满{least.days}个（{least.article}），止日最早为 {end}"
        raise Unacceptable("没有登记：公示期不足。", fields={"until_on": why})
    return worked


def _demand_lines(lines: list[dict[str, Any]]) -> None:
    """A notice without the offence or the sentence is 简化公示内容."""
    for name in BY_LAW:
        lacking = [line["name"] for line in lines if not line[name]]
        if lacking:
            names = "、".join(lacking[:5]) + ("等" if len(lacking) > 5 else "")
            raise Unacceptable(f"没有登记：{names}缺{SHOWN[name]}，公示内容不完整。请先在人员档案补正。")


@transaction.atomic
def end_notice(*, notice: PublicNotice, actor: Actor, at: datetime) -> PublicNotice:
    """The period is over: the sum is reckoned again by the calendar of today, and the node of the plan ticked."""
    demand(may_handle(actor, notice), act="commutation.end_notice", target=notice)
    stored = PublicNotice.objects.select_for_update(of=("self",)).select_related("batch").get(pk=notice.pk)
    if day_of(at) <= stored.until_on:
        raise Unacceptable(f"公示到 {stored.until_on} 止，期满次日起可以登记。")
    if stored.objections.filter(answered_on=None).exists():
        raise Unacceptable("还有异议没有复核答复。请先答复，再登记期满。")
    worked = count(stored.posted_on, stored.until_on, working_calendar(since=stored.posted_on))
    if worked["days"] < stored.content["days"]:
        raise Unacceptable(
            f"按现行放假安排只有{worked['days']}个工作日，不足{stored.content['days']}个。请作废后重新公示。"
        )
    move(stored, "end", NOTICE_MOVES, ended_at=at, working_days=worked["days"], sum=worked)
    _tick(stored)
    record(actor=actor, act="commutation.end_notice", target=stored, detail={"working_days": worked["days"]})
    return stored  # type: ignore[no-any-return]


def _tick(notice: PublicNotice) -> None:
    """The node is done once everybody still on the list was on a notice that ran its time."""
    ended = PublicNotice.objects.filter(batch=notice.batch_id, state=NoticeState.ENDED)
    told = {line["filing"] for row in ended for line in row.content["people"]}
    standing = set(Filing.objects.filter(batch=notice.batch_id).standing().values_list("pk", flat=True))
    if standing <= told:
        rows = PlanStep.objects.filter(batch=notice.batch_id, code=Step.PUBLIC_NOTICE, done_on=None)
        rows.update(done_on=notice.until_on)


def void_notice(*, notice: PublicNotice, actor: Actor, reason: str, at: datetime) -> None:
    """It was taken down or was wrong: it stays on record, and its people may be posted again."""
    demand(may_handle(actor, notice), act="commutation.void_notice", target=notice)
    if not reason.strip():
        raise Unacceptable("请写明作废的原因。", fields={"reason": "必填"})
    move(notice, "void", NOTICE_MOVES, void_reason=reason.strip()[:200])
    record(actor=actor, act="commutation.void_notice", target=notice, reason=reason)


@transaction.atomic
def add_photo(
    *, notice: PublicNotice, data: bytes, filename: str, taken_on: date, actor: Actor, at: datetime
) -> PublicNotice:
    """A photograph of the notice as it hangs, kept under its hash."""
    demand(may_handle(actor, notice), act="commutation.add_photo", target=notice)
    kind = type_of(data)
    if kind in ("", PDF):
        raise Unacceptable("没有保存：照片须是 JPG 或者 PNG。", fields={"photo": "请选 JPG、PNG 照片"})
    if word := secret_word(filename):
        why = f"文件名里有“{word}”。涉密材料不得录入本平台。"
        raise Unacceptable(f"没有保存：{why}", fields={"photo": why})
    if taken_on > day_of(at) or taken_on < notice.posted_on:
        raise Unacceptable("没有保存：拍摄日不在公示期内。", fields={"taken_on": f"须在 {notice.posted_on} 至今天之间"})
    stored = PublicNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if len(stored.photos) >= MOST_PHOTOS:
        raise Unacceptable(f"一份公示最多{MOST_PHOTOS}张照片。", fields={"photo": "已满"})
    name = files.keep(data)
    if any(photo["stored"] == name for photo in stored.photos):
        raise Conflict("这张照片已经上传过。", title=str(stored))
    told = {"stored": name, "filename": filename[:200], "taken_on": taken_on.isoformat(), "type": EXTENSIONS[kind]}
    PublicNotice.objects.filter(pk=stored.pk).update(photos=[*stored.photos, told])
    record(actor=actor, act="commutation.add_photo", target=stored, detail={"sm3": name})
    stored.refresh_from_db()
    return stored  # type: ignore[no-any-return]


def record_objection(
    *,
    notice: PublicNotice,
    kind: Objector,
    words: str,
    received_on: date,
    actor: Actor,
    at: datetime,
    name: str = "",
    filing: Filing | None = None,
) -> NoticeObjection:
    """An inmate's, an officer's or another's objection: all are taken (law.md §7 no. 50)."""
    demand(may_hear_objections(actor, notice), act="commutation.object", target=notice)
    wrong = {} if words.strip() else {"words": "请写明异议内容"}
    if not notice.posted_on <= received_on <= day_of(at):
        wrong["received_on"] = f"收到日须在 {notice.posted_on} 至今天之间"
    if wrong:
        raise Unacceptable("没有登记：有几栏要改。", fields=wrong)
    made: NoticeObjection = NoticeObjection.objects.create(
        notice=notice,
        prison_id=notice.batch.prison_id,
        filing=filing,
        kind=kind,
        name=name.strip(),
        words=words.strip(),
        received_on=received_on,
        by_id=signer(actor),
        at=at,
    )
    record(actor=actor, act="commutation.object", target=notice, detail={"objection": made.pk})
    return made


def answer_objection(
    *, objection: NoticeObjection, answer: str, upheld: bool, actor: Actor, at: datetime
) -> NoticeObjection:
    """Re-examined and answered, once (监狱法 2026 第50条第1款: an inmate's objection must be re-examined)."""
    demand(may_hear_objections(actor, objection.notice), act="commutation.answer_objection", target=objection.notice)
    if not answer.strip():
        raise Unacceptable("请写明复核情况和答复。", fields={"answer": "必填"})
    open_ones = NoticeObjection.objects.filter(pk=objection.pk, answered_on=None)
    if not open_ones.update(answer=answer.strip(), answered_on=day_of(at), upheld=upheld):
        raise Conflict("这条异议已经答复过。请刷新后查看。", title=str(objection))
    record(actor=actor, act="commutation.answer_objection", target=objection.notice, detail={"upheld": upheld})
    objection.refresh_from_db()
    return objection


def photo_of(notice: PublicNotice, stored: str) -> dict[str, Any] | None:
    """A photograph of this notice by its hash."""
    photos: Iterable[dict[str, Any]] = notice.photos
    return next((photo for photo in photos if photo["stored"] == stored), None)
