"""What a person makes of a finding (核查中, 查证属实, 排除, 无法判断) and taking it up again. Nothing is automatic."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commutation.models import Finding
from commutation.permissions.reviews import may_handle, may_settle
from commutation.states.reviews import FINDING_MOVES, Gravity
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Refusal, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

ACT = "commutation.settle_finding"
SETTLING = frozenset({"verify", "exclude", "give_up"})
BY_PERSONS = SETTLING | {"check", "reopen"}


@transaction.atomic
def settle_finding(*, finding: Finding, act: str, reason: str, gravity: str, actor: Actor, at: datetime) -> Finding:
    """Walk `act` of FINDING_MOVES. Settling and reopening need a reason, verifying its gravity (规则第624条)."""
    demand(_refusal(finding, act, actor, at), act=ACT, target=finding)
    if act not in BY_PERSONS:
        raise Unacceptable("没有这样的办法。请从页面上选择。", fields={"act": "请重新选择"})
    reason = reason.strip()
    if act != "check" and not reason:
        raise Unacceptable("请写明核查的情况和理由。", fields={"reason": "必填"})
    if act == "verify" and gravity not in Gravity.values:
        raise Unacceptable("查证属实的，请选性质（瑕疵、轻微违法、严重违法）。", fields={"gravity": "请选择"})
    before = finding.state
    move(finding, act, FINDING_MOVES, **_told(act, reason, gravity, actor, at))
    record(actor=actor, act=ACT, target=finding, reason=reason, detail=_history(finding, before))
    return finding


def _refusal(finding: Finding, act: str, actor: Actor, at: datetime) -> Refusal | None:
    if act == "check":
        return may_handle(actor, finding.filing.prison_id, day_of(at))
    return may_settle(actor, finding, day_of(at))


def _told(act: str, reason: str, gravity: str, actor: Actor, at: datetime) -> dict[str, object]:
    """What is written with the move. Taken up again, the earlier decision stays readable until the next one."""
    if act not in SETTLING:
        return {}
    weighed = gravity if act == "verify" else ""
    return {"reason": reason, "gravity": weighed, "settled_by": signer(actor), "settled_at": at}


def _history(finding: Finding, before: str) -> dict[str, object]:
    return {
        "filing": finding.filing_id, "rule": finding.rule, "from": before, "to": finding.state,
        "gravity": finding.gravity,
    }  # fmt: skip
