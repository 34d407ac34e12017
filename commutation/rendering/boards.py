"""The clerk's board, put together: one dataclass for the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from commutation.models import Batch, Upload, UploadRow
from commutation.permissions import may_cancel, may_drop, may_nominate, may_plan, may_prepare, may_send
from commutation.rendering.clocks import day_number
from commutation.rendering.slips import Slip, slips_of
from commutation.selectors import boards as reads
from commutation.selectors.boards import kinds_on
from commutation.states import BATCH_MOVES, BatchState, RowStatus, Stage, Step, UploadState
from procuratorate.organs.actors import Actor


@dataclass(frozen=True, slots=True)
class Button:
    """One of the five: open, or closed with what is lacking."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    sub: str
    ladder: list[reads.Rung]
    buttons: list[Button]
    matrix: reads.Matrix
    stacks: list[reads.Stack]
    upload: Upload | None
    rows: list[UploadRow]
    more: int
    slips: list[Slip]
    can: dict[str, bool]
    standing: int


SHOWN = 6


def board_page(batch: Batch, actor: Actor, on: date) -> Board:
    steps = list(batch.steps.all())
    slips = slips_of(batch, actor, on)
    matrix = reads.matrix(batch, steps, actor)
    standing = matrix.people - sum(cell.dropped for cell in matrix.total.cells)
    upload, rows, more = _last_upload(batch, actor)
    return Board(
        sub=_sub(batch, actor, standing),
        ladder=reads.ladder(batch, steps, on, _clock_day(slips, on)),
        buttons=_buttons(batch, steps, actor, standing),
        matrix=matrix,
        stacks=[
            read(batch, actor) for read in (reads.returned, reads.lacking, reads.from_procuratorate, reads.from_court)
        ],
        upload=upload,
        rows=rows,
        more=more,
        slips=slips,
        can=_can(batch, actor),
        standing=standing,
    )


def _clock_day(slips: list[Slip], on: date) -> str:
    clock = next((slip.sending.clock for slip in slips if slip.sending.stage == Stage.CONSULTATION), None)
    if clock is None:
        return ""
    number = day_number(clock, on)
    return f"第 {number} 日，今" if number else "今日发出"


def _sub(batch: Batch, actor: Actor, standing: int) -> str:
    kinds = kinds_on(batch, actor) if standing else ""
    plan = f"方案 {batch.plan_issued_on} 印发" if batch.plan_issued_on else ""
    people = {
        BatchState.OPEN: f"名单 {standing} 人，编制中",
        BatchState.READY: f"名单 {standing} 人已定稿，待发送",
        BatchState.CONSULTING: f"共 {standing} 人在征求意见",
        BatchState.FILED: f"共 {standing} 人已报送，平台编号 {batch.platform_no}",
        BatchState.CANCELLED: "已撤销",
    }[BatchState(batch.state)]
    return "；".join(part for part in (kinds, plan, people) if part)


def _buttons(batch: Batch, steps: list[Any], actor: Actor, standing: int) -> list[Button]:
    base = batch.get_absolute_url()
    nominate = may_nominate(actor, batch)
    wardens = next((step for step in steps if step.code == Step.WARDENS), None)
    met = bool(wardens and wardens.done_on)
    people = f"{standing} 人" if standing else ""
    return [
        Button("导入名单", "Excel、勾选或接口", f"{base}import/")
        if nominate is None
        else Button("导入名单", _short(nominate.message)),
        Button("打印花名册", f"A4 横向，{people}", f"{base}roster/")
        if standing
        else Button("打印花名册", "名单上还没有人"),
        Button("生成公示", f"公示表，{people}", f"{base}notice/") if standing else Button("生成公示", "名单上还没有人"),
        Button("生成建议书", "请在办案平台制作" if met else "须先开监狱长办公会"),
        _filing_button(
            batch, actor, met=met, planned=next((s.planned_on for s in steps if s.code == Step.FILING), None)
        ),
    ]


def _filing_button(batch: Batch, actor: Actor, *, met: bool, planned: date | None) -> Button:
    label = "报送、登记已报送"
    if batch.state == BatchState.FILED:
        return Button(label, f"已报送，{batch.platform_no}")
    if batch.state != BatchState.CONSULTING:
        return Button(label, "须先征求检察机关意见")
    if not met:
        return Button(label, "须先开监狱长办公会" + (f"，拟 {planned:%m-%d}" if planned else ""))
    if may_send(actor, batch) is not None:
        return Button(label, "由科长、监狱领导办理")
    return Button(label, "登记办案平台编号，抄送副本", f"{batch.get_absolute_url()}file/")


def _short(message: str) -> str:
    return message.split("。", maxsplit=1)[0]


def _can(batch: Batch, actor: Actor) -> dict[str, bool]:
    sender = may_send(actor, batch) is None
    return {
        "plan": may_plan(actor, batch) is None,
        "nominate": may_nominate(actor, batch) is None,
        "drop": may_drop(actor, batch) is None,
        "prepare": may_prepare(actor) is None and batch.state in BATCH_MOVES["prepare"].sources and not sender,
        "reopen": (may_prepare(actor) is None or sender) and batch.state in BATCH_MOVES["reopen"].sources,
        "consult": sender and batch.state in BATCH_MOVES["consult"].sources,
        "cancel": may_cancel(actor) is None and batch.state in BATCH_MOVES["cancel"].sources,
    }


def _last_upload(batch: Batch, actor: Actor) -> tuple[Upload | None, list[UploadRow], int]:
    """The last list that came in, its worst rows first, and how many more there are."""
    rows = Upload.objects.visible_to(actor).filter(batch=batch).exclude(state=UploadState.DISCARDED)
    upload = (
        rows.exclude(source=Upload.Source.SCREEN, refused=0, warned=0).select_related("job").order_by("-pk").first()
    )
    if upload is None:
        return None, [], 0
    shown = list(upload.rows.filter(status=RowStatus.REFUSED)[:SHOWN])
    shown += list(upload.rows.filter(status=RowStatus.WARNED)[: SHOWN - len(shown)])
    return upload, shown, upload.refused + upload.warned - len(shown)
