"""重大事故登记表: deaths, injuries, escapes and other grave events of a site, by the day they happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from procuratorate.documents.registers import Line, fills
from procuratorate.incidents.models import Incident
from procuratorate.incidents.selectors.lists import with_acts
from procuratorate.incidents.states import OF_KIN, OF_OFFICE, Act
from procuratorate.incidents.vocabulary import LASTING
from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


@fills("registers.prison_accidents")
@fills("registers.centre_accidents")
def grave(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """One line for an event, with what the office did; what kin asked for stays on its page."""
    first, after = (datetime.combine(day, time(), SHANGHAI) for day in (since, until + timedelta(days=1)))
    rows = Incident.objects.visible_to(actor).filter(site=site, occurred_at__gte=first, occurred_at__lt=after)
    for one in with_acts(rows.exclude(kind__in=LASTING).order_by("occurred_at", "pk")):
        persons = (one.person_id,) if one.person_id else ()
        cells = {"发生事故单位": site.name, "事故情况": _happened(one), "检察情况": _checked(one)}
        yield Line(f"incident-{one.pk}", day_of(one.occurred_at), cells, persons, one.get_absolute_url())


def _happened(one: Any) -> str:
    who = f"{one.person.name}（{one.number}）" if one.person else ""
    late = f"；{one.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 补录" if one.is_late else ""
    return f"{one.occurred_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} {who}{one.get_kind_display()}：{one.words}{late}"


def _checked(one: Any) -> str:
    ours = set(OF_OFFICE) - set(OF_KIN) - {Act.CLOSED, Act.REOPENED}
    return "；".join(_said(act) for act in one.told if act.act in ours)


def _said(act: Any) -> str:
    when = f"{act.happened_at.astimezone(SHANGHAI):%m-%d %H:%M} {act.get_act_display()}"
    return f"{when}：{act.words}" if act.words else when
