"""How a page finds its event: out of sight is 404."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from procuratorate.incidents.models import Incident, Recording
from procuratorate.incidents.selectors.lists import with_acts
from procuratorate.lib.errors import Refusal, Refused
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import SITES


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def incident_of(request: HttpRequest, pk: int) -> Any:
    return get_object_or_404(with_acts(Incident.objects.visible_to(actor_of(request))), pk=pk)


def recording_of(request: HttpRequest, pk: int) -> Recording:
    rows = Recording.objects.visible_to(actor_of(request)).select_related("incident__site", "incident__person", "by")
    found: Recording = get_object_or_404(rows, pk=pk)
    return found


def site_of(actor: Actor) -> Organ:
    """The place of custody an officer works in."""
    organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    house: Organ = organ.house or organ
    if house.kind not in SITES:
        raise Refused(Refusal("no_site", "您的岗位不在监狱、看守所。请切换到监所的岗位登记。"))
    return house
