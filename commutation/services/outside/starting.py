"""The chain of one nomination begins: for which ground, on which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from commutation.models import Filing, OutsideCase
from commutation.permissions.outside import may_start
from commutation.services.outside.acting import Doing, enter
from commutation.states.outside import DECIDES, Act, Decider
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.states import Kind as OrganKind


@transaction.atomic
def start_outside_case(*, filing: Filing, on: date, told: Mapping[str, Any], actor: Actor, at: datetime) -> OutsideCase:
    """Begin: by the prison of itself or on request. `told`: ground, illness, urgent, residence, decider, words.

    Raises Unacceptable for a day to come, Conflict when the case was begun already.
    """
    demand(may_start(actor, filing), act="commutation.start_outside", target=filing)
    if on > day_of(at):
        raise Unacceptable("启动日不能晚于今天。", fields={"on": "启动日不能晚于今天"})
    _demand_decider(filing, told["decider"])
    values = {name: told[name] for name in ("ground", "urgent", "residence", "decider")}
    try:
        with transaction.atomic():
            case: OutsideCase = OutsideCase.objects.create(
                filing=filing, prison_id=filing.prison_id, by_id=signer(actor), told_at=filing.sent_at, **values
            )
    except IntegrityError:
        raise Conflict("此人已经启动过，请到监外执行名单打开。", title=str(filing)) from None
    doing = Doing(case, Act.START, on, told, actor, at)
    enter(doing, doing.said("illness"))
    record(actor=actor, act="commutation.start_outside", target=case, detail={"ground": case.ground})
    return case


def _demand_decider(filing: Filing, decider: str) -> None:
    """Of those in a prison the bureau decides, of those in a centre the police (司发通〔2014〕112号第2条)."""
    lawful = DECIDES.get(OrganKind(filing.prison.kind))
    if lawful is not None and decider != lawful:
        why = f"在{filing.prison.get_kind_display()}服刑的，由{lawful.label}批准（司发通〔2014〕112号第2条）。"
        raise Unacceptable(f"{Decider(decider).label}不批准本件：{why}", fields={"decider": why})
