"""What a procurator makes of a finding. Nothing is automatic."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detention.models import Finding
from detention.permissions import may_settle
from detention.states import FINDING_MOVES
from procuratorate.audit.services import record
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

BY_PERSONS = frozenset({"verify", "exclude", "give_up", "reopen"})


@transaction.atomic
def settle_finding(*, finding: Finding, act: str, reason: str, actor: Actor, at: datetime) -> Finding:
    """Walk `act` of FINDING_MOVES with the reason a person gives. Raises Unacceptable without one."""
    if act not in BY_PERSONS:
        raise Unacceptable("没有这样的办法。请从页面上选择。", fields={"act": "请重新选择"})
    demand(may_settle(actor, finding, act), act="detention.settle_finding", target=finding)
    reason = reason.strip()
    if not reason:
        raise Unacceptable("请写明核查的情况和理由。", fields={"reason": "必填"})
    before = finding.state
    told = {} if act == "reopen" else {"reason": reason, "settled_by": signer(actor), "settled_at": at}
    move(finding, act, FINDING_MOVES, **told)
    record(
        actor=actor, act="detention.settle_finding", target=finding, reason=reason,
        detail={"rule": finding.rule, "from": before, "to": finding.state},
    )  # fmt: skip
    return finding
