"""How a page finds its stay: out of sight is 404."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from detention.models import Detainee
from detention.selectors.wall import with_course
from procuratorate.lib.errors import Refusal, Refused
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def detainee_of(request: HttpRequest, pk: int) -> Detainee:
    rows = with_course(Detainee.objects.visible_to(actor_of(request)).select_related("custody", "stage"))
    detainee: Detainee = get_object_or_404(rows, pk=pk)
    return detainee


def centre_of(actor: Actor) -> Organ:
    """The centre an officer works in."""
    organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    house: Organ = organ.house or organ
    if house.kind != Kind.CENTRE:
        raise Refused(Refusal("no_centre", "您的岗位不在看守所。请切换到看守所的岗位办理。"))
    return house
