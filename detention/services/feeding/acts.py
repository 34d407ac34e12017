"""A roster comes in, is checked by writing it and taking it back, and is written and told when an officer says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from detention.models import Delivery
from detention.permissions import may_commit, may_tell
from detention.selectors.feeds import absent_from, demand_told, in_force
from detention.services.feeding.columns import LAYOUT
from detention.services.feeding.writing import Outcome, finding, try_rows, write_rows
from detention.services.sharing import Came, send_feed
from detention.states import DeliveryState, Source
from procuratorate.audit.services import record
from procuratorate.custody.services.recusing import avoided
from procuratorate.lib.clock import day_of
from procuratorate.lib.digest import sm3, sm3_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.sheets import Level, Problem, ReadRow, Row, Unreadable, open_sheet, read_rows, write_back
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import start_job

CHUNK = 500  # rows per transaction: progress can be told, and a killed worker starts again without doubling anything
Report = Callable[[int, int, str], None]
Told = Mapping[str, Any]  # {"typed", "words", "why"}


@transaction.atomic
def deliver(*, centre: Organ, on: date, data: bytes, filename: str, actor: Actor, at: datetime) -> Delivery:
    """Keep the file and start its check. Raises Unacceptable for a file too large or empty, or a day to come."""
    demand(may_tell(actor, centre), act="detention.deliver")
    if on > day_of(at):
        raise Unacceptable("不能报送还没有到的日期。", fields={"on": "不能晚于今天"})
    if in_force(centre) is None:
        raise Unacceptable("共享项目还没有双方签署，不能报送。请所长或者驻所检察官先签署项目清单。")
    if not data:
        raise Unacceptable("文件是空的。请打开看看是否存好，再选一次。", fields={"file": "选择有内容的表格"})
    if len(data) > settings.UPLOAD_LIMIT:
        most = f"{settings.UPLOAD_LIMIT // 2**20} MB"
        raise Unacceptable(f"文件超过 {most}。请删去表中的图片再报。", fields={"file": f"{most} 以内的表格"})
    made = Delivery.objects.create(
        centre=centre, on=on, source=Source.EXCEL, assignment_id=actor.assignment_id or 0, filename=filename[:200],
        content=data, digest=sm3(data), at=at,
    )  # fmt: skip
    made.job = _start("check", f"核对每日名册 {filename[:80]}", made, actor)
    made.save(update_fields=["job"])
    record(actor=actor, act="detention.deliver", target=made, detail={"digest": made.digest})
    return made


def check_delivery(*, delivery_id: int, actor: Actor, report: Report) -> None:
    """Read, judge and try every row; the findings are kept. Safe to run twice. Runs outside any door."""
    with acting_as(actor):
        found = Delivery.objects.select_related("centre").get(pk=delivery_id)
    if found.state != DeliveryState.CHECKING:
        return
    report(0, 0, "读取文件")
    try:
        rows = _read(found)
    except Unreadable as error:
        with acting_as(actor):
            Delivery.objects.filter(pk=delivery_id).update(state=DeliveryState.DISCARDED, problem=str(error)[:300])
        return
    outcomes: dict[int, Outcome] = {}
    for done, chunk in _chunks(rows):
        with acting_as(actor) as at:
            outcomes |= try_rows(rows=chunk, centre=found.centre, on=found.on, actor=actor, at=at)
        report(done, len(rows), "核对")
    with acting_as(actor):
        Delivery.objects.filter(pk=delivery_id, state=DeliveryState.CHECKING).update(
            state=DeliveryState.CHECKED, **_counted(rows, outcomes)
        )


@transaction.atomic
def commit_delivery(*, delivery: Delivery, told: Told, actor: Actor, at: datetime) -> None:
    """Start writing the good rows; the seven items of the day follow them. Asked for twice, it is done once."""
    demand(may_commit(actor, delivery), act="detention.commit_delivery", target=delivery)
    if len(shown_findings(delivery, actor)) < len(delivery.findings):
        raise Conflict("名册里有您回避的人，请由其他民警写入。", title=str(delivery))
    if not delivery.good:
        raise Unacceptable("没有可以写入的行。请先按“如何改”改正退回的行，再重新上传。")
    demand_told(delivery.centre, delivery.on, told["why"])
    rows = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.CHECKED)
    if not rows.update(state=DeliveryState.COMMITTING, told=told, problem=""):
        raise Conflict("这份名册已经开始写入，不必重复提交。", title=str(delivery))
    job = _start("commit", f"写入每日名册 {delivery.filename[:80]}", delivery, actor)
    Delivery.objects.filter(pk=delivery.pk).update(job=job)
    record(actor=actor, act="detention.commit_delivery", target=delivery, detail={"digest": delivery.digest})


def write_delivery(*, delivery_id: int, actor: Actor, report: Report) -> None:
    """Write the good rows chunk by chunk, then tell the day. Safe to run twice: what is written stands as it is."""
    with acting_as(actor):
        found = Delivery.objects.select_related("centre").get(pk=delivery_id)
    if found.state != DeliveryState.COMMITTING:
        return
    rows, outcomes = _read(found), dict[int, Outcome]()
    for done, chunk in _chunks(rows):
        with acting_as(actor) as at:
            outcomes |= write_rows(rows=chunk, centre=found.centre, on=found.on, actor=actor, at=at)
        report(done, len(rows), "写入")
    report(len(rows), len(rows), "发送七项")
    try:
        with acting_as(actor) as at:
            Delivery.objects.filter(pk=delivery_id).update(**_counted(rows, outcomes))
            _tell(Delivery.objects.select_related("centre").get(pk=delivery_id), actor, at)
    except (Unacceptable, Conflict) as error:  # told meanwhile on screen: the officer says why, and presses again
        with acting_as(actor):
            Delivery.objects.filter(pk=delivery_id).update(state=DeliveryState.CHECKED, problem=error.message[:300])


def take_rows(
    *, centre: Organ, on: date, items: Sequence[dict[str, Any]], told: Told, last: bool, actor: Actor, at: datetime
) -> Delivery:
    """Rows over the API in the caller's transaction; with the `last` of them the day is told.

    Raises Unacceptable as `deliver` and `send_feed` do.
    """
    demand(may_tell(actor, centre), act="detention.take_rows")
    if on > day_of(at):
        raise Unacceptable("不能报送还没有到的日期。", fields={"on": "不能晚于今天"})
    if in_force(centre) is None:
        raise Unacceptable("共享项目还没有双方签署，不能报送。请所长或者驻所检察官先签署项目清单。")
    if last:
        demand_told(centre, on, told["why"])
    rows = _rows_of(items)
    outcomes = write_rows(rows=rows, centre=centre, on=on, actor=actor, at=at) if rows else {}
    made = Delivery.objects.create(
        centre=centre, on=on, source=Source.API, assignment_id=actor.assignment_id or 0, digest=sm3_of(_said(items)),
        state=DeliveryState.COMMITTED, committed_at=at, told=told, at=at, **_counted(rows, outcomes),
    )  # fmt: skip
    if last:
        _tell(made, actor, at)
    return made


def _tell(delivery: Delivery, actor: Actor, at: datetime) -> None:
    """The seven items of the day, with what the rosters since the last telling did not list."""
    written = Q(state=DeliveryState.COMMITTED) | Q(pk=delivery.pk)
    parts = Delivery.objects.filter(written, centre=delivery.centre, on=delivery.on, feed=None).exclude(numbers=[])
    listed = {number for one in parts for number in one.numbers}
    absent = absent_from(delivery.centre, delivery.on, listed) if listed else []
    told, source = delivery.told, Source(delivery.source)
    feed = send_feed(
        centre=delivery.centre, on=delivery.on, typed=told["typed"], words=told["words"], why=told["why"],
        came=Came(source, len(listed), delivery.digest, absent), actor=actor, at=at,
    )  # fmt: skip
    parts.update(feed=feed)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.COMMITTED, committed_at=at, feed=feed, problem=""
    )


def discard_delivery(*, delivery: Delivery, actor: Actor) -> None:
    """Give up a checked file: it and its findings are emptied, the act stays in the audit."""
    demand(may_commit(actor, delivery), act="detention.discard_delivery", target=delivery)
    empty = {"state": DeliveryState.DISCARDED, "content": b"", "findings": [], "numbers": []}
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.CHECKED).update(**empty)
    record(actor=actor, act="detention.discard_delivery", target=delivery)


def shown_findings(delivery: Delivery, actor: Actor) -> list[dict[str, Any]]:
    """The findings without those of persons from whom the actor is recused."""
    hidden = avoided(actor=actor)
    return [one for one in delivery.findings if hidden.isdisjoint({one["number"], one["name"]})]


def returned_file(delivery: Delivery, actor: Actor) -> bytes:
    """The centre's own workbook with 结果, 原因, 如何改. Raises Conflict for who may not read every row."""
    if len(shown_findings(delivery, actor)) < len(delivery.findings):
        raise Conflict("名册里有您回避的人，原表请由其他民警下载。", title=str(delivery))
    rows, told = _read(delivery), {one["row"]: one["problems"] for one in delivery.findings}
    keys = {column.title: column.key for column in LAYOUT.columns}
    for row in rows:
        row.problems = [
            Problem(
                p["column"], p["given"], p["reason"], p["mending"], Level[p["level"].upper()], keys.get(p["column"], "")
            )
            for p in told.get(row.number, [])
        ]
    return write_back(bytes(delivery.content), delivery.filename, LAYOUT, rows)


def _start(act: str, title: str, delivery: Delivery, actor: Actor) -> Any:
    return start_job(
        kind=f"detention.{act}_delivery", title=title, args={"delivery": delivery.pk}, actor=actor,
        address=f"/detainees/feed/deliveries/{delivery.pk}/",
    )  # fmt: skip


def _read(delivery: Delivery) -> list[ReadRow]:
    return read_rows(open_sheet(bytes(delivery.content), delivery.filename, LAYOUT), LAYOUT)


def _rows_of(items: Sequence[dict[str, Any]]) -> list[ReadRow]:
    """Rows of the API as rows of a sheet, numbered from 1: same parsers, same words. Unknown keys are refused."""
    keys = {column.key for column in LAYOUT.columns}
    rows = [Row(place, {k: v for k, v in item.items() if k in keys}) for place, item in enumerate(items, 1)]
    read = read_rows(SimpleNamespace(rows=rows), LAYOUT)  # type: ignore[arg-type]  # only .rows is read
    for row, item in zip(read, items, strict=True):
        for key in sorted(set(item) - keys):
            row.refuse("", f"没有“{key[:40]}”这一栏", "按接口说明改正栏名")
    return read


def _said(items: Sequence[dict[str, Any]]) -> list[list[list[str]]]:
    """What was sent, as text: numbers over an interface have no canonical form."""
    return [sorted([str(key), str(value)] for key, value in item.items()) for item in items]


def _counted(rows: Sequence[ReadRow], outcomes: Mapping[int, Outcome]) -> dict[str, Any]:
    counts = Counter(row.level for row in rows)
    return {
        "total": len(rows), "accepted": counts[Level.ACCEPTED], "warned": counts[Level.WARNED],
        "refused": counts[Level.REFUSED], "findings": [finding(row, outcomes.get(row.number)) for row in rows],
        "numbers": [row.values["number"] for row in rows if row.values["number"]],
        "outcome": dict(Counter(one.kind for one in outcomes.values())),
    }  # fmt: skip


def _chunks(rows: Sequence[ReadRow]) -> Iterable[tuple[int, Sequence[ReadRow]]]:
    for start in range(0, len(rows), CHUNK):
        yield min(start + CHUNK, len(rows)), rows[start : start + CHUNK]
