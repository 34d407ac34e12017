"""Lists of events: what runs, what happened, with all a line needs in a fixed number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q

from procuratorate.custody.models import Custody
from procuratorate.incidents.law import Kind
from procuratorate.incidents.models import Incident, IncidentAct, Recording
from procuratorate.incidents.states import State
from procuratorate.notices.models import Notice
from procuratorate.organs.actors import Actor

TABS: dict[str, tuple[str, Q]] = {
    "": ("在用、待办", Q(state__in=[State.RUNNING, State.OPEN])),
    "restraint": ("戒具", Q(kind=Kind.RESTRAINT)),
    "confinement": ("禁闭", Q(kind=Kind.CONFINEMENT)),
    "death": ("死亡", Q(kind=Kind.DEATH)),
    "events": ("事故、伤残、脱逃", Q(kind__in=[Kind.INCIDENT, Kind.INJURY, Kind.ESCAPE])),
    "all": ("全部", Q()),
}


def listed(actor: Actor, tab: str, words: str) -> Any:
    """Events within reach under a tab; what runs and waits first by its beginning, the rest newest first."""
    rows = Incident.objects.visible_to(actor).filter(TABS[tab][1]).found_by(words)
    return rows.order_by("-occurred_at", "-pk")


def with_acts(rows: Any) -> Any:
    """With acts as `told` and recordings as `seen`, each in the order they happened."""
    return rows.select_related("site", "place", "office__house", "person", "clock", "dispatch", "by").prefetch_related(
        Prefetch(
            "acts",
            IncidentAct.objects.select_related("by", "paper", "dispatch", "clock").order_by("happened_at", "pk"),
            to_attr="told",
        ),
        Prefetch("recordings", Recording.objects.select_related("by").order_by("starts_at", "pk"), to_attr="seen"),
    )


def counts(actor: Actor) -> dict[str, int]:
    """How many under each tab, in one query."""
    found: dict[str, int] = Incident.objects.visible_to(actor).aggregate(
        **{code or "open": Count("pk", filter=which) for code, (_, which) in TABS.items() if code != "all"},
        all=Count("pk"),
    )
    return {**found, "": found["open"]}


def stay_of(actor: Actor, number: str) -> Custody | None:
    """The last stay under a number at a place within reach."""
    rows = Custody.objects.visible_to(actor).filter(number=number).select_related("person", "organ", "ward")
    stay: Custody | None = rows.order_by("-pk").first()
    return stay


def notices_about(actor: Actor, incident: Incident) -> list[Notice]:
    """Notices begun from an event that the actor sees: a draft its drafters, what was sent both sides."""
    rows = Notice.objects.visible_to(actor).filter(origin_url=incident.get_absolute_url())
    return list(rows.order_by("pk")[:20])


def pressing(actor: Actor) -> list[Incident]:
    """Deaths and escapes within reach nobody has come to: the red band of the desk."""
    rows = Incident.objects.visible_to(actor).unattended().select_related("site", "person")
    return list(rows.order_by("occurred_at")[:5])
