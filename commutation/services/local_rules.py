"""A province's own parameters: a value from a day on, by an instrument; ended on a day, never rewritten."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction

from commutation.models import LocalRule
from commutation.parameters import PARAMETERS
from commutation.permissions.local_rules import may_set
from procuratorate.audit.services import record
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


@transaction.atomic
def add_local_rule(*, province: Organ, code: str, value: Decimal, basis: str, since: date, actor: Actor) -> LocalRule:
    """Turn a parameter on, or give it another value; the value before it ends the day before.

    Raises Unacceptable for a value that makes no sense, without an instrument, or before a day already told of;
    Conflict when somebody else saved one meanwhile.
    """
    demand(may_set(actor, province), act="commutation.add_local_rule", target=province)
    wrong: dict[str, str] = {}
    if why := PARAMETERS[code].refusal(value):
        wrong["value"] = why
    if not basis.strip():
        wrong["basis"] = "请写明文件名称、文号"
    rows = LocalRule.objects.filter(province=province, code=code).select_for_update(of=("self",))
    later = rows.filter(since__gte=since).first()
    if later is not None:
        wrong["since"] = f"{later.since}起已有一项，起始日须在其后"
    if wrong:
        raise Unacceptable("没有保存：有几栏要改。", fields=wrong)
    values = {"code": code, "value": value, "basis": basis.strip()[:200], "since": since}
    try:
        with transaction.atomic():
            rows.filter(until=None).update(until=since - timedelta(days=1))
            made: LocalRule = LocalRule.objects.create(province=province, **values)
    except IntegrityError:
        raise Conflict(
            "这一参数刚由别人登记了一项，您的没有保存。请刷新后核对，再登记。", title=str(province)
        ) from None
    detail = {"code": code, "value": str(value), "since": str(since)}
    record(actor=actor, act="commutation.add_local_rule", target=made, reason=basis, detail=detail)
    return made


@transaction.atomic
def end_local_rule(*, rule: LocalRule, until: date, actor: Actor) -> None:
    """The last day of a parameter; afterwards there is none, unless another is added."""
    demand(may_set(actor, rule.province), act="commutation.end_local_rule", target=rule)
    if until < rule.since:
        raise Unacceptable("截止日不能早于起始日。", fields={"until": f"起始日是{rule.since}"})
    if not LocalRule.objects.filter(pk=rule.pk, until=None).update(until=until):
        raise Conflict("这一项已经填了截止日。请刷新后再看。", title=str(rule))
    record(actor=actor, act="commutation.end_local_rule", target=rule, detail={"until": str(until)})
