"""How a page finds its inmate or roster: out of sight is 404."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from prisons.models import Inmate, Roster
from prisons.permissions import CLERKS, READERS
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles

for_readers = for_roles(READERS)
for_clerks = for_roles(CLERKS)


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def day_of(request: HttpRequest) -> date:
    on: date = request.on  # type: ignore[attr-defined]
    return on


def inmate_of(request: HttpRequest, pk: int) -> Inmate:
    rows: Any = Inmate.objects.visible_to(actor_of(request))
    found = rows.select_related("person", "custody", "prison", "ward", "sentence__judgment")
    inmate: Inmate = get_object_or_404(found, pk=pk)
    return inmate


def roster_of(request: HttpRequest, pk: int) -> Roster:
    rows: Any = Roster.objects.visible_to(actor_of(request))
    roster: Roster = get_object_or_404(rows.select_related("organ", "job", "assignment__officer"), pk=pk)
    return roster
