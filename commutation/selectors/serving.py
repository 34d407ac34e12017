"""Who serves a sentence in a centre (留所服刑), and whose dossier was opened there."""

from __future__ import annotations

from typing import Any

from detention.law import Phase
from detention.models import Detainee
from prisons.models import Inmate
from procuratorate.organs.actors import Actor


def serving(actor: Actor) -> Any:
    """Those of the centres within reach who serve there, the next to be released first."""
    rows = Detainee.objects.visible_to(actor).present().filter(stage__phase=Phase.SERVING)
    return rows.select_related("person", "centre", "custody").order_by("sentence_ends_on", "pk")


def dossiers_of(people: list[Detainee]) -> dict[int, Inmate]:
    """By custody: the dossier under which a person is put forward."""
    rows = Inmate.objects.filter(custody__in=[one.custody_id for one in people])
    return {one.custody_id: one for one in rows}
