"""Reads of papers: one by its page, one by its code, lists."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from procuratorate.documents.engine.leaf import as_code
from procuratorate.documents.models import Paper
from procuratorate.documents.states import PaperState
from procuratorate.lib.files import fetch
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as

VERIFYING = service_actor("verifying")


def papers(actor: Actor, *, state: str, asked: str = "") -> Any:
    """Newest first, without their facts. `asked`: a part of number, name or title."""
    rows = Paper.objects.visible_to(actor).listed().filter(state=state)
    if asked:
        rows = rows.filter(Q(number__icontains=asked) | Q(name__icontains=asked) | Q(title__icontains=asked))
    return rows.order_by("-pk")


def by_code(said: str) -> Paper | None:
    """The issued paper with this code, for whoever asks: read as a service, and told as `rendering.Proof` alone."""
    code = as_code(said)
    if not code:
        return None
    with acting_as(VERIFYING):
        rows = Paper.objects.exclude(state=PaperState.DRAFT).select_related("organ").defer("facts")
        found: Paper | None = rows.filter(code=code).first()
        return found


def bytes_of(paper: Paper) -> bytes:
    """The PDF as it was stored. Raises ValueError when it is not what its hash says, OSError when it is gone."""
    return fetch(paper.stored)
