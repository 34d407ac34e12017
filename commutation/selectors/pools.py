"""Whom a clerk may tick: the prison's people who do not stand on the list yet."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from commutation.models import Batch, Filing
from prisons.models import Inmate
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


def pool(actor: Actor, batch: Batch, query: Any) -> tuple[QuerySet[Inmate], list[tuple[str, str, None]]]:
    """Inmates present within the actor's reach and not put forward anywhere, filtered by the address; and the wards."""
    open_filing = Filing.objects.open().filter(inmate=OuterRef("pk"))
    rows = Inmate.objects.visible_to(actor).present().filter(prison=batch.prison_id)
    rows = rows.exclude(Exists(open_filing)).select_related("person", "ward", "sentence")
    wards = Organ.objects.filter(pk__in=rows.values("ward")).order_by("path")
    if str(query.get("ward", "")).isdigit():
        rows = rows.filter(ward=query["ward"])
    rows = rows.found_by(str(query.get("q", ""))[:60])
    chips = [("", "全部监区", None), *((str(ward.pk), ward.short_name, None) for ward in wards)]
    return rows.order_by("ward__path", "number"), chips


def wards_of(rows: QuerySet[Filing]) -> list[tuple[str, str, None]]:
    """Filter chips for the wards on a list."""
    wards = Organ.objects.filter(pk__in=rows.order_by().values("ward")).order_by("path")
    return [("", "全部监区", None), *((str(ward.pk), ward.short_name, None) for ward in wards)]
