"""How a page finds its stay: out of sight is 404."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from detention.models import Detainee
from detention.selectors.wall import with_course
from procuratorate.organs.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def detainee_of(request: HttpRequest, pk: int) -> Detainee:
    rows = with_course(Detainee.objects.visible_to(actor_of(request)).select_related("custody", "stage"))
    detainee: Detainee = get_object_or_404(rows, pk=pk)
    return detainee
