"""The custody side writes an event down, and with the same stroke tells its office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.custody.models import Custody
from procuratorate.incidents.law import Kind
from procuratorate.incidents.models import Incident
from procuratorate.incidents.permissions import may_report
from procuratorate.incidents.selectors.organs import office_of
from procuratorate.incidents.services.clocking import start_clock
from procuratorate.incidents.services.writing import Doing, check_moment, enter, plain, said, tell_office
from procuratorate.incidents.states import Act, State
from procuratorate.incidents.vocabulary import LASTING
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

APART = ("happened_at", "late_why", "words", "number")


@transaction.atomic
def report_incident(
    *, site: Organ, kind: Kind, stay: Custody | None, told: Mapping[str, Any], actor: Actor, at: datetime
) -> Incident:
    """Write an event down and tell the office. `told`: happened_at, late_why, words, and what its kind's form asks.

    Raises Unacceptable for moments ahead, a late entry without a reason, or the same event told twice.
    """
    demand(may_report(actor, site), act="incidents.report")
    check_moment(told, "happened_at", "发生时间", at)
    _check_stay(site, kind, stay, told)
    incident = Incident(
        kind=kind, site=site, place=stay.ward if stay else site, office=office_of(site, day_of(at)),
        person=stay.person if stay else None, custody=stay, number=stay.number if stay else "",
        occurred_at=told["happened_at"], late_why=said(told, "late_why"), words=said(told, "words"),
        facts=told_of(told), state=State.RUNNING if kind in LASTING else State.OPEN, by_id=actor.officer_id, at=at,
    )  # fmt: skip
    incident.save(force_insert=True)
    doing = Doing(incident, Act.REPORTED, {**told, "happened_at": at, "late_why": ""}, actor, at)
    dispatch = tell_office(Doing(incident, Act.REPORTED, told, actor, at), incident.facts)
    clock = start_clock(incident=incident, actor=actor, at=at)
    enter(doing, dispatch=dispatch, clock=clock)
    Incident.objects.filter(pk=incident.pk).update(dispatch=dispatch, clock=clock)
    incident.refresh_from_db()
    record(actor=actor, act="incidents.report", target=incident, detail={"kind": kind.value, "late": incident.is_late})
    return incident


def told_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a form told beside moments and words, as it is kept."""
    return {name: plain(value) for name, value in told.items() if name not in APART and value not in (None, "")}


def _check_stay(site: Organ, kind: Kind, stay: Custody | None, told: Mapping[str, Any]) -> None:
    if stay is None:
        if kind is not Kind.INCIDENT:
            raise Unacceptable("请填写人员编号。", fields={"number": "必填"})
        return
    if stay.organ_id != site.pk:
        why = "此人不在本单位关押，由关押单位登记"
        raise Unacceptable(f"{why}。", fields={"number": why})
    since = stay.since
    if since and day_of(told["happened_at"]) < since:
        why = f"早于此人的收押日（{since}），请核对"
        raise Unacceptable(f"{why}。", fields={"happened_at": why})
    once = Incident.objects.filter(custody=stay, kind=kind, occurred_at=told["happened_at"])
    if once.exists() or (kind is Kind.DEATH and Incident.objects.filter(person=stay.person_id, kind=kind).exists()):
        why = "这一事件已经登记过，请在原登记上续报或者更正"
        raise Unacceptable(f"{why}。", fields={"number": why})
    if kind in LASTING and Incident.objects.filter(custody=stay, kind=kind, state=State.RUNNING).exists():
        why = f"此人已有未解除的{kind.label}登记，先办解除"
        raise Unacceptable(f"{why}。", fields={"number": why})
