"""重大事故登记表: grave events of a site, by the day they happened; and the diary's lines about all events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from procuratorate.documents.registers import Line, fills
from procuratorate.incidents.models import Incident, IncidentAct
from procuratorate.incidents.selectors.lists import with_acts
from procuratorate.incidents.states import OF_KIN, OF_OFFICE, Act
from procuratorate.incidents.vocabulary import LASTING
from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

DIARY = "其他检察工作情况记录"


@fills("registers.prison_accidents")
@fills("registers.centre_accidents")
def grave(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """One line for an event, with what the office did; what kin asked for stays on its page."""
    rows = Incident.objects.visible_to(actor).filter(site=site, occurred_at__range=_moments(since, until))
    for one in with_acts(rows.exclude(kind__in=LASTING).order_by("occurred_at", "pk")):
        persons = (one.person_id,) if one.person_id else ()
        cells = {"发生事故单位": site.name, "事故情况": _happened(one), "检察情况": _checked(one)}
        yield Line(f"incident-{one.pk}", day_of(one.occurred_at), cells, persons, one.get_absolute_url())


@fills("registers.prison_diary")
@fills("registers.centre_diary")
def looked_into(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """What the office did about events that day, by number and without names; kin's matters stay on their page."""
    acts = IncidentAct.objects.visible_to(actor).filter(incident__site=site, act__in=_ours())
    done = acts.filter(happened_at__range=_moments(since, until)).select_related("incident").order_by("happened_at")
    counted = Counter((day_of(one.happened_at), one.incident.get_kind_display(), one.get_act_display()) for one in done)
    for (on, kind, act), count in counted.items():
        yield Line(f"day-{on}", on, {DIARY: f"{kind}检察：{act}{count}次"})


def _ours() -> set[Act]:
    return set(OF_OFFICE) - set(OF_KIN) - {Act.CLOSED, Act.REOPENED}


def _moments(since: date, until: date) -> tuple[datetime, datetime]:
    """The first and the last moment of some days in Beijing."""
    return datetime.combine(since, time.min, SHANGHAI), datetime.combine(until, time.max, SHANGHAI)


def _happened(one: Any) -> str:
    who = f"{one.person.name}（{one.number}）" if one.person else ""
    late = f"；{one.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 补录" if one.is_late else ""
    return f"{one.occurred_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} {who}{one.get_kind_display()}：{one.words}{late}"


def _checked(one: Any) -> str:
    return "；".join(_said(act) for act in one.told if act.act in _ours())


def _said(act: Any) -> str:
    when = f"{act.happened_at.astimezone(SHANGHAI):%m-%d %H:%M} {act.get_act_display()}"
    return f"{when}：{act.words}" if act.words else when
