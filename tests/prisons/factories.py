"""Inmates for tests, made as a clerk makes them: rows of a roster, written by the service."""

from __future__ import annotations

from datetime import date
from typing import Any

from prisons.models import Inmate
from prisons.services import roster
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.prisons.sheets import row

ON = date(2026, 11, 20)


def admit(cast: Cast, *rows: dict[str, Any], clerk: str = "tang") -> list[Inmate]:
    """Write these rows into the clerk's prison; the inmates in the same order."""
    actor = cast.actor(clerk)
    with acting_as(actor):
        read = roster.rows_of(rows or [row()])
        outcomes = roster.write_own(rows=read, actor=actor, on=ON, reason="建档")
        refused = [(one.number, one.problems) for one in read if one.refused]
        assert not refused, refused
        by_pk = Inmate.objects.select_related("person").in_bulk([one.inmate_id for one in outcomes])
    return [by_pk[one.inmate_id] for one in outcomes]


def admit_one(cast: Cast, clerk: str = "tang", **changes: Any) -> Inmate:
    """One inmate, the good row changed where said."""
    return admit(cast, row(**changes), clerk=clerk)[0]
