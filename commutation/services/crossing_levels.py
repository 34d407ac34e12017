"""Levels and public notices of a list that crosses a gateway: as they were signed, and hung on the wall.

What is still being written stays behind; so does sitting in, which the office records on its own site.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model, Q

from commutation.models import (
    Attendance,
    Batch,
    Deliberation,
    Filing,
    NoticeObjection,
    PublicNotice,
    Sitting,
    Voice,
)
from commutation.services.crossing_papers import demand_photos
from commutation.states.levels import SittingState
from procuratorate.dispatch.packets.transplant import Bed, carry

OF_LEVELS: list[type[Model]] = [Sitting, Attendance, Deliberation, Voice, PublicNotice, NoticeObjection]
SETTLED = (SittingState.CLOSED, SittingState.CANCELLED)
UNSIGNED = {"state": SittingState.HELD, "closed_by": None, "closed_at": None}


def pack_levels(batch: Batch, filings: Collection[Filing]) -> dict[str, Any]:
    """Sittings that were signed or did not take place, in their order; notices with their objections.

    Of those who were on the way and are not among `filings` nothing goes along.
    """
    sittings = Sitting.objects.filter(batch=batch, state__in=SETTLED).order_by("held_on", "pk")
    notices = PublicNotice.objects.filter(batch=batch).order_by("pk")
    theirs = Q(filing=None) | Q(filing__in=filings)
    objections = NoticeObjection.objects.filter(theirs, notice__in=notices).order_by("pk")
    return {
        "sittings": [{"row": carry([one])[0], "parts": _parts(one, filings)} for one in sittings],
        "notices": carry([*notices, *objections]),
    }


def _parts(sitting: Sitting, filings: Collection[Filing]) -> list[dict[str, Any]]:
    rows: list[Model] = list(Attendance.objects.filter(sitting=sitting).order_by("pk"))
    rows += Deliberation.objects.filter(sitting=sitting, filing__in=filings).order_by("pk")
    rows += Voice.objects.filter(deliberation__sitting=sitting, deliberation__filing__in=filings).order_by("pk")
    return carry(rows)


def lay_levels(bed: Bed, told: dict[str, Any]) -> None:
    """A sitting that came before stays as it was signed; a new one is signed once its record is whole."""
    for one in told.get("sittings", ()):
        whole = one["row"]
        if bed.knows(whole):
            bed.recall([whole, *one["parts"]])
            continue
        bed.lay([{**whole, "fields": {**whole["fields"], **UNSIGNED}}, *one["parts"], whole])
    notices = told.get("notices", ())
    for one in notices:
        demand_photos(one["fields"])
    bed.lay(notices)
