"""How a page finds its rows: out of sight is 404."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Organ
from procuratorate.organs.states import SITES
from procuratorate.screening.fields import FIELDS, Field
from procuratorate.screening.models import Clue, Run, SupervisionModel, Version
from procuratorate.screening.permissions import READERS

for_readers = for_roles(READERS)
CODE = "commutation"  # the one field that hands in rules so far


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def field_asked() -> Field:
    return FIELDS[CODE]


def model_of(request: HttpRequest, pk: int) -> SupervisionModel:
    rows = SupervisionModel.objects.visible_to(actor_of(request)).select_related("organ", "by")
    found: SupervisionModel = get_object_or_404(rows, pk=pk)
    return found


def version_of(request: HttpRequest, pk: int, number: int) -> Version:
    rows = Version.objects.visible_to(actor_of(request)).select_related("model__organ", "by", "approved_by")
    found: Version = get_object_or_404(rows, model=pk, number=number)
    return found


def run_of(request: HttpRequest, pk: int) -> Run:
    rows = Run.objects.visible_to(actor_of(request)).select_related("version__model", "organ", "by")
    found: Run = get_object_or_404(rows, pk=pk)
    return found


def clue_of(request: HttpRequest, pk: int) -> Clue:
    rows = Clue.objects.visible_to(actor_of(request)).select_related("organ", "site", "sending__clock", "sending__by")
    found: Clue = get_object_or_404(rows, pk=pk)
    return found


def sites_of(actor: Actor) -> list[Organ]:
    """Places of custody within reach."""
    return list(Organ.objects.filter(pk__in=actor.organs, kind__in=SITES).order_by("path"))


def whole(text: Any) -> int | None:
    """A number out of the address, or nothing."""
    said = str(text or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 15 else None
