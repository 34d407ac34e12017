"""Reads of papers: one by its page, one by its code, lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q

from procuratorate.documents.engine.leaf import as_code
from procuratorate.documents.models import Paper
from procuratorate.documents.registry import KINDS
from procuratorate.documents.states import PaperState
from procuratorate.lib.files import fetch
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as

Days = tuple[date | None, date | None]
VERIFYING = service_actor("verifying")


def papers(actor: Actor, *, state: str, asked: str = "", kind: str = "", days: Days = (None, None)) -> Any:
    """By the date they bear, the newest first, without their facts; `days` are of that date.

    `asked`: a part of number, name or title.
    """
    rows = Paper.objects.visible_to(actor).listed().filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    for side, day in zip(("dated_on__gte", "dated_on__lte"), days, strict=True):
        rows = rows.filter(**{side: day}) if day else rows
    if asked:
        rows = rows.filter(Q(number__icontains=asked) | Q(name__icontains=asked) | Q(title__icontains=asked))
    return rows.order_by(F("dated_on").desc(nulls_last=True), "-pk")


def kinds_of(actor: Actor, state: str) -> list[tuple[str, str]]:
    """The kinds there are in a list, as code and name. One query."""
    rows = Paper.objects.visible_to(actor).filter(state=state).order_by()
    found = {KINDS[code].name: code for code in rows.values_list("kind", flat=True).distinct() if code in KINDS}
    return [(code, name) for name, code in sorted(found.items())]


def made_on(actor: Actor, address: str) -> Any:
    """Issued papers that came from a page, newest first."""
    return Paper.objects.visible_to(actor).listed().issued().filter(address=address).order_by("-pk")


def issued_as(actor: Actor, organ_id: int, key: str) -> Paper | None:
    """The paper that stands issued under its caller's key, where the actor may read it."""
    rows = Paper.objects.visible_to(actor).issued().defer("facts")
    found: Paper | None = rows.filter(organ_id=organ_id, key=key).first()
    return found


def received_as(actor: Actor, sender: Organ, key: str) -> Paper | None:
    """The same, for whoever got it from `sender`: the house or the office of the paper."""
    return issued_as(actor, sender.house_id or sender.pk, key)


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
