"""Withdrawal of a filing: asked for by the prison, granted by the court alone, told to the procuratorate."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from commutation.models import Filing, Withdrawal
from commutation.permissions.courts import may_record_court, may_withdraw
from commutation.selectors.offices import office_of
from commutation.states import FILING_MOVES, Kind
from commutation.states.courts import WITHDRAWAL_MOVES, WithdrawalState
from procuratorate.audit.services import record
from procuratorate.deadlines.services import cancel_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

BASIS = "法释〔2014〕5号第16条第2款；监狱法（2026）第56条第2款"


@transaction.atomic
def ask_withdrawal(*, filing: Filing, reason: str, asked_on: date, actor: Actor, at: datetime) -> Withdrawal:
    """The prison asks the court and tells the procuratorate in the same moment (监狱法2026第56条第2款)."""
    demand(may_withdraw(actor, filing), act="commutation.ask_withdrawal", target=filing)
    if filing.kind == Kind.OUTSIDE_SERVICE:
        raise Unacceptable("暂予监外执行不向法院提请，没有撤回的程序。")
    if not reason.strip():
        raise Unacceptable("请写明撤回的理由。", fields={"reason": "照撤回申请书填写"})
    if asked_on > day_of(at):
        raise Unacceptable("申请日不能晚于今天。", fields={"asked_on": "请核对日期"})
    dispatch = _tell(filing, reason.strip(), asked_on, actor, at)
    try:
        with transaction.atomic():
            made: Withdrawal = Withdrawal.objects.create(
                filing=filing, reason=reason.strip(), asked_on=asked_on, dispatch=dispatch, by_id=signer(actor)
            )
    except IntegrityError:
        raise Conflict("本件已申请撤回，正等法院答复。", title=str(filing)) from None
    record(actor=actor, act="commutation.ask_withdrawal", target=filing, reason=reason)
    return made


def _tell(filing: Filing, reason: str, asked_on: date, actor: Actor, at: datetime) -> Dispatch:
    title = f"{filing.prison.short_name}{filing.batch.title}撤回提请通报"
    content = {"filing": filing.pk, "number": filing.number, "name": filing.name, "reason": reason, "on": str(asked_on)}
    count = filing.withdrawals.count() + 1
    return send(
        actor=actor,
        sender=filing.prison,
        recipient=office_of(filing.prison_id, day_of(at)),
        legal_mode=Mode.NOTIFIED,
        kind="commutation.withdrawal",
        title=title,
        masked_title=title,
        content=content,
        basis=BASIS,
        key=f"withdrawal:{filing.pk}:{count}",
        address=filing.get_absolute_url(),
        sender_address=f"/batches/{filing.batch_id}/people/{filing.pk}/",
        at=at,
    )


@transaction.atomic
def decide_withdrawal(
    *, withdrawal: Withdrawal, granted: bool, decided_on: date, paper: str, actor: Actor, at: datetime
) -> None:
    """The court's answer. Granted, the filing ends and its review clock has no object; denied, it goes on."""
    filing = withdrawal.filing
    demand(may_record_court(actor, filing), act="commutation.decide_withdrawal", target=filing)
    if not withdrawal.asked_on <= decided_on <= day_of(at):
        raise Unacceptable("法院答复日须在申请日以后、今天以前。", fields={"decided_on": "请核对日期"})
    act = "grant" if granted else "deny"
    move(withdrawal, act, WITHDRAWAL_MOVES, decided_on=decided_on, paper=paper.strip())
    if granted:
        move(filing, "withdraw", FILING_MOVES, version=F("version") + 1)
        _stop_clock(filing, actor, at)
    told = {"granted": withdrawal.state == WithdrawalState.GRANTED}
    record(actor=actor, act="commutation.decide_withdrawal", target=filing, detail=told)


def _stop_clock(filing: Filing, actor: Actor, at: datetime) -> None:
    """A clock shared with others of the batch runs on for them."""
    clock = filing.clock
    shared = Filing.objects.filter(clock=clock).exclude(pk=filing.pk).exists()
    if clock is not None and clock.state in RUNNING and not shared:
        cancel_deadline(deadline=clock, reason="法院准许撤回", actor=actor, at=at)
