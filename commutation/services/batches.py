"""Making a batch, planning it, closing its list, giving it up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from commutation.models import Batch, PlanStep
from commutation.models.batches import ordinal_words
from commutation.permissions import may_cancel, may_plan, may_prepare, may_send
from commutation.plans import default_plan, disorder
from commutation.states import BATCH_MOVES, BY_SENDING, STEPS, Step
from procuratorate.audit.services import record
from procuratorate.deadlines.selectors import working_calendar
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.merging import merge
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ


def create_batch(
    *,
    actor: Actor,
    year: int,
    ordinal: int,
    cutoff_on: date,
    at: datetime,
    plan_no: str = "",
    plan_issued_on: date | None = None,
) -> Batch:
    """Open 年度第几批 of the actor's prison, its nodes laid out in working days from the cut-off of the assessment."""
    demand(may_plan(actor), act="commutation.create_batch")
    prison = Organ.objects.get(pk=actor.organ_id or 0).house
    batch = Batch(
        prison=prison,
        year=year,
        ordinal=ordinal,
        title=f"{year}年第{ordinal_words(ordinal)}批",
        plan_no=plan_no,
        plan_issued_on=plan_issued_on,
        edited_by_id=signer(actor),
        edited_at=at,
        created_at=at,
    )
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
    except IntegrityError as error:
        why = f"{batch.title}已经建立。请打开原有批次，或改用下一个批次号。"
        raise Unacceptable(why, fields={"ordinal": why}) from error
    _lay_out(batch, default_plan(cutoff_on, working_calendar()))
    record(actor=actor, act="commutation.create_batch", target=batch)
    return batch


def _lay_out(batch: Batch, plan: Mapping[Step, date]) -> None:
    PlanStep.objects.bulk_create(
        PlanStep(batch=batch, code=step, position=number, planned_on=plan.get(step))
        for number, step in enumerate(STEPS)
    )


def plan_labels() -> dict[str, str]:
    """The fields of a plan, in order, with their labels."""
    labels = {"plan_no": "方案文号", "plan_issued_on": "方案印发日"}
    for step in STEPS:
        labels[f"{step.value}_planned"] = f"{step.label}，拟定"
        if step not in BY_SENDING:
            labels[f"{step.value}_done"] = f"{step.label}，完成"
    return labels


def plan_values(batch: Batch) -> dict[str, str]:
    """The plan as it is stored, as text, field by field."""
    values = {"plan_no": batch.plan_no, "plan_issued_on": _text(batch.plan_issued_on)}
    for step in batch.steps.all():
        values |= {f"{step.code}_planned": _text(step.planned_on), f"{step.code}_done": _text(step.done_on)}
    return values


@transaction.atomic
def edit_plan(*, batch: Batch, actor: Actor, opened: Mapping[str, str], mine: Mapping[str, str], at: datetime) -> Batch:
    """Save the plan as ISO texts. `opened` is what the page showed: others' changes since are kept, clashes 409."""
    demand(may_plan(actor, batch), act="commutation.edit_plan", target=batch)
    stored: Batch = Batch.objects.select_for_update(of=("self",)).select_related("edited_by").get(pk=batch.pk)
    demand(may_plan(actor, stored), act="commutation.edit_plan", target=batch)
    merged = merge(
        opened, plan_values(stored), mine, plan_labels(), title=f"{stored.title}方案", by=stored.edited_by.name
    )
    _demand_order(merged, day_of(at))
    _store_plan(stored, merged)
    Batch.objects.filter(pk=stored.pk).update(
        plan_no=merged["plan_no"],
        plan_issued_on=_day(merged["plan_issued_on"]),
        version=F("version") + 1,
        edited_by=signer(actor),
        edited_at=at,
    )
    record(actor=actor, act="commutation.edit_plan", target=stored, detail={"version": stored.version + 1})
    stored.refresh_from_db()
    return stored


def _demand_order(values: Mapping[str, str], on: date) -> None:
    wrong = {
        f"{step.value}_planned": why
        for step, why in disorder({s: _day(values.get(f"{s.value}_planned", "")) for s in STEPS}).items()
    }
    done = {step: _day(values.get(f"{step.value}_done", "")) for step in STEPS if step not in BY_SENDING}
    wrong |= {f"{step.value}_done": why for step, why in disorder(done).items()}
    wrong |= {f"{step.value}_done": "完成日期不能晚于今天" for step, day in done.items() if day and day > on}
    if wrong:
        raise Unacceptable("没有保存：日期前后不对。", fields=wrong)


def _store_plan(batch: Batch, values: Mapping[str, str]) -> None:
    steps = list(batch.steps.all())
    for step in steps:
        step.planned_on = _day(values[f"{step.code}_planned"])
        if step.code not in BY_SENDING:
            step.done_on = _day(values[f"{step.code}_done"])
    PlanStep.objects.bulk_update(steps, ["planned_on", "done_on"])


def prepare_batch(*, batch: Batch, actor: Actor, at: datetime) -> None:
    """Close the list: it awaits the head's sending, and nobody adds to it meanwhile."""
    demand(may_prepare(actor), act="commutation.prepare", target=batch)
    if not batch.filings.standing().exists():
        raise Unacceptable("名单是空的，不能定稿。先导入或勾选名单。")
    move(batch, "prepare", BATCH_MOVES)
    record(actor=actor, act="commutation.prepare", target=batch)


def reopen_batch(*, batch: Batch, actor: Actor, at: datetime) -> None:
    """Let the list be changed again."""
    demand(may_prepare(actor) and may_send(actor, batch), act="commutation.reopen", target=batch)
    move(batch, "reopen", BATCH_MOVES)
    record(actor=actor, act="commutation.reopen", target=batch)


@transaction.atomic
def cancel_batch(*, batch: Batch, actor: Actor, reason: str, at: datetime) -> None:
    """Give up a batch nobody stands on any more."""
    demand(may_cancel(actor), act="commutation.cancel", target=batch)
    if not reason.strip():
        raise Unacceptable("请写明撤销的理由。", fields={"reason": "必填"})
    Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.filings.standing().exists():
        raise Unacceptable("名单上还有人，不能撤销。先逐人办理退出并写明理由。")
    move(batch, "cancel", BATCH_MOVES)
    record(actor=actor, act="commutation.cancel", target=batch, reason=reason)


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
