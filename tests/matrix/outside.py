"""Somebody of 青岑监狱 put forward for outside service, the list not sent; the office was told of the diagnosis."""

from __future__ import annotations

from datetime import date
from typing import Any

from commutation.models import Batch, Filing, OutsideAct, OutsideCase
from procuratorate.lib.clock import now
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

CASE_PAGES = "outside outside_watch outside_act"


def bring_outside(cast: Cast, batch: Batch) -> None:
    """The one person of `batch` becomes a case the office knows of."""
    with acting_as(BUILDER):
        Filing.objects.filter(batch=batch).update(kind="outside_service", months=None, route="bureau")
        filing = Filing.objects.get(batch=batch)
        case = OutsideCase.objects.create(
            filing=filing, prison=cast.qingcen, ground="illness", told_at=now(), by=cast.tang
        )
        OutsideAct.objects.create(case=case, act="start", on=date(2026, 11, 9), by=cast.tang)


def outside_arguments() -> dict[str, dict[str, Any]]:
    """The routes of the chain, asked about that person."""
    case = OutsideCase.objects.get()
    asked: dict[str, dict[str, Any]] = {f"commutation:{name}": {"pk": case.pk} for name in CASE_PAGES.split()}
    asked["commutation:outside_act"]["act"] = "guarantor"
    return asked | {"commutation:outside_start": {"filing_id": case.filing_id}}
