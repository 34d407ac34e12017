"""Events as the officers of a site write them down: through the page."""

from __future__ import annotations

from typing import Any

from django.test import Client

from procuratorate.incidents.models import Incident, IncidentAct
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as

OF_KIND: dict[str, dict[str, Any]] = {
    "restraint": {"devices": ["handcuffs"], "reason": "有行凶危险", "by_head": "true", "filmed": "true"},
    "confinement": {"days": "10", "reason": "抗拒管理", "approver": "副监狱长", "by_head": "true"},
    "death": {"cause": "unknown", "where": "监狱医院"},
    "escape": {"how": "外出就医途中"},
    "injury": {"cause": "车间作业", "degree": "unknown"},
    "incident": {"what": "disorder"},
}


def told(kind: str, who: str, /, **changes: Any) -> dict[str, Any]:
    """A good form: this morning at nine."""
    usual = {"number": who, "happened_at": "2026-11-20 09:00", "words": "经过情况说明"}
    return {**usual, **OF_KIND[kind], **changes}


def report(client: Client, kind: str, who: str, /, **changes: Any) -> Any:
    return client.post(f"/incidents/report/{kind}/", told(kind, who, **changes))


def reported(client: Client, kind: str, who: str, /, **changes: Any) -> Incident:
    """An event written down and told."""
    answer = report(client, kind, who, **changes)
    assert answer.status_code == 302, answer.content.decode()
    return fresh(int(answer["Location"].strip("/").rpartition("/")[2]))


def fresh(pk: int) -> Incident:
    with acting_as(BUILDER):
        found: Incident = Incident.objects.select_related("clock", "dispatch").get(pk=pk)
        return found


def do(client: Client, one: Incident, act: str, /, **form: Any) -> Any:
    """Send the form of an act as the page now stands."""
    row = fresh(one.pk)
    page = client.get(f"/incidents/{one.pk}/?act={act}")
    version = (page.context or {}).get("form") if page.context else None
    number = version.initial.get("version") if version is not None else row.version
    body = {"happened_at": "2026-11-20 09:50", "version": number, **form}
    return client.post(f"/incidents/{one.pk}/{act}/", {name: value for name, value in body.items() if value != ""})


def acts(one: Incident) -> list[IncidentAct]:
    with acting_as(BUILDER):
        return list(IncidentAct.objects.filter(incident=one).select_related("clock", "dispatch", "paper"))
