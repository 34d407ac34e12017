"""Assessments of a filing with their days, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commutation.clocks.assessing import ask_after, good_until
from commutation.models import Assessment, Filing
from procuratorate.deadlines.selectors import working_calendar


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assessment; `ask_after` while no answer came, `good_until` once it did."""

    row: Assessment
    ask_after: date | None
    good_until: date | None


def assessments_of(filing: Filing) -> list[Assessed]:
    """Wards get none: the database hides them."""
    rows = list(Assessment.objects.filter(filing=filing).select_related("by").order_by("-pk"))
    calendar = working_calendar(since=min(row.commissioned_on for row in rows)) if rows else None
    return [
        Assessed(row, None, good_until(row.received_on))
        if row.received_on
        else Assessed(row, ask_after(row.commissioned_on, calendar) if calendar else None, None)
        for row in rows
    ]
