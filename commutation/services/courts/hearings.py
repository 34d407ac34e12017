"""Days in court: announced, attended, adjourned, and what the procurator said there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from commutation.models import CourtCase, Hearing, Witness
from commutation.permissions.courts import may_plead, may_record_court, may_register
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Officer
from procuratorate.organs.states import SERVING_SIDES


@transaction.atomic
def plan_hearing(
    *, case: CourtCase, told: Mapping[str, Any], witnesses: Iterable[tuple[str, str]], actor: Actor, at: datetime
) -> Hearing:
    """A hearing was announced. `told`: on, begins_at, place, is_remote, notified_on. `witnesses`: (kind, name)."""
    demand(may_record_court(actor, case.filing), act="commutation.plan_hearing", target=case.filing)
    notified = told.get("notified_on")
    if notified and notified > told["on"]:
        raise Unacceptable("通知日不能晚于开庭日。", fields={"notified_on": "请照开庭通知核对"})
    hearing: Hearing = Hearing.objects.create(case=case, by_id=signer(actor), **told)
    listed = list(witnesses)
    if listed and actor.side not in SERVING_SIDES:
        raise Unacceptable("证人名单由监狱提供和登记。")
    Witness.objects.bulk_create(
        Witness(hearing=hearing, prison_id=case.filing.prison_id, kind=kind, name=name) for kind, name in listed
    )
    record(actor=actor, act="commutation.plan_hearing", target=case.filing, detail={"on": str(hearing.on)})
    return hearing


@transaction.atomic
def record_hearing(
    *, hearing: Hearing, told: Mapping[str, Any], procurators: Iterable[Officer], actor: Actor, at: datetime
) -> None:
    """What came of it. `told`: held, adjourned_why, words, opinion; procurators and opinion are the procuratorate's."""
    filing = hearing.case.filing
    demand(may_register(actor), act="commutation.record_hearing", target=filing)
    present = list(procurators)
    if told.get("opinion") or present:
        demand(may_plead(actor), act="commutation.record_hearing", target=filing)
    if told.get("held") and hearing.on > day_of(at):
        raise Unacceptable(f"开庭日是{hearing.on}，还没有到，不能登记已开庭。")
    if told.get("held") is False and not str(told.get("adjourned_why", "")).strip():
        raise Unacceptable("没有如期开庭的，请写明延期或休庭的原因。", fields={"adjourned_why": "请填写"})
    given = {name: value for name, value in told.items() if value not in (None, "")}
    Hearing.objects.filter(pk=hearing.pk).update(**given)
    if present:
        hearing.procurators.set(present)
    record(actor=actor, act="commutation.record_hearing", target=filing, detail={"held": bool(told.get("held"))})
