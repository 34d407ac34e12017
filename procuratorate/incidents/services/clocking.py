"""Clocks of events: until when a confinement or restraint may run, and until when kin may object."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import cancel_deadline, meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.incidents.law import Kind, Place, Standing, article_of, most_of
from procuratorate.incidents.law.instruments import BOOK
from procuratorate.incidents.models import Incident, IncidentAct
from procuratorate.incidents.selectors.facts import has_irons
from procuratorate.incidents.states import Act
from procuratorate.lib.clock import day_of
from procuratorate.lib.law.terms import Roll, Term, Unit
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor


def start_clock(*, incident: Incident, actor: Actor, at: datetime) -> Deadline | None:
    """Until when it may run: as approved, else the longest the law of its day allows. None where no text says."""
    found = _length(incident)
    if found is None:
        return None
    days, article = found
    kind = Kind(incident.kind)
    name = incident.person.name if incident.person else ""
    return open_deadline(
        kind=f"incidents.{kind.value}", title=f"{name}{kind.label}届满解除",
        masked_title=f"{mask(name)}{kind.label}届满解除",
        organ=incident.site, counterpart=incident.office, starts_on=day_of(incident.occurred_at),
        start_reason=f"开始{kind.label}", term=Term(days, Unit.DAY), article=article, roll=Roll.NEVER,
        address=incident.get_absolute_url(), actor=actor, at=at,
    )  # fmt: skip


def _length(incident: Incident) -> tuple[int, str] | None:
    told, kind = incident.facts, Kind(incident.kind)
    standing = Standing(told["standing"]) if told.get("standing") else None
    most = most_of(kind, incident.law_place, standing, day_of(incident.occurred_at))
    approved = told.get("days")
    if kind is Kind.CONFINEMENT and approved:
        article = article_of(most) if most else "审批表载明的期限"
        return approved, f"批准{approved}日；{article}"[:200]
    if kind is Kind.RESTRAINT and incident.law_place is Place.CENTRE and most and most.value:
        return (most.value, article_of(most)) if has_irons(told) and not told.get("death_sentence") else None
    return None


def lift_clock(*, incident: Incident, ended_at: datetime, actor: Actor, at: datetime) -> None:
    """What was lifted needs no clock."""
    clock = incident.clock
    if clock is not None and clock.state in RUNNING:
        meet_deadline(deadline=clock, actor=actor, at=at, on=day_of(ended_at), reason="已解除")


def drop_clock(*, incident: Incident, reason: str, actor: Actor, at: datetime) -> None:
    """The clock lost its object: what was registered was put right, or its use was lengthened."""
    clock = incident.clock
    if clock is not None and clock.state in RUNNING:
        cancel_deadline(deadline=clock, reason=reason, actor=actor, at=at)


def start_objection_clock(*, incident: Incident, told_at: datetime, actor: Actor, at: datetime) -> Deadline | None:
    """Three days from the notice in which kin of a death in a centre may ask for review; the office's alone."""
    number: Any = BOOK.kin_objection.on(day_of(told_at).toordinal())
    if incident.kind != Kind.DEATH or incident.law_place is not Place.CENTRE or number is None:
        return None
    title = f"{incident.site.short_name}近亲属要求复议届满"
    return open_deadline(
        kind="incidents.kin_objection", title=title, masked_title=title, organ=incident.office,
        starts_on=day_of(told_at), start_reason="近亲属接到结论通知", term=Term(number.value, Unit.DAY),
        article=article_of(number), address=incident.get_absolute_url(), actor=actor, at=at,
    )  # fmt: skip


def end_objection_clock(*, incident: Incident, actor: Actor, at: datetime) -> None:
    """They asked in time or not: a person looks. The clock has done its work."""
    for row in IncidentAct.objects.filter(incident=incident, act=Act.KIN_INFORMED).select_related("clock"):
        if row.clock is not None and row.clock.state in RUNNING:
            meet_deadline(deadline=row.clock, actor=actor, at=at, reason="已收到复议要求")
