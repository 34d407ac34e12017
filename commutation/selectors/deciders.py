"""Which court or bureau decides on a filing, by its route and its prison (监狱法2026第51—53条、第46条)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from commutation.models import CourtCase, Filing
from commutation.states import Route
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind, Level

LEVELS = {
    Route.INTERMEDIATE: Level.CITY,
    Route.BUREAU_INTERMEDIATE: Level.CITY,
    Route.BUREAU_HIGH: Level.PROVINCE,
}


@dataclass
class Deciders:
    """The deciders of a day's organs, read once; a filing's own court case goes before the route."""

    on: date
    organs: list[Organ] = field(default_factory=list)
    courts: dict[int, Organ] = field(default_factory=dict)

    @classmethod
    def over(cls, filings: Iterable[Filing], on: date) -> Deciders:
        """Two queries for any number of filings."""
        cases = CourtCase.objects.filter(filing__in=[filing.pk for filing in filings]).select_related("court")
        return cls(on, list(standing(on)), {case.filing_id: case.court for case in cases})

    def of(self, filing: Filing, prison: Organ) -> Organ | None:
        """None where several courts might decide and nothing tells which."""
        if court := self.courts.get(filing.pk):
            return court
        if filing.route == Route.BUREAU:
            return self._bureau(prison)
        level = LEVELS[Route(filing.route)]
        same = [organ for organ in self.organs if organ.kind == Kind.COURT and organ.level == level]
        near = [organ for organ in same if level == Level.PROVINCE or organ.region == prison.region]
        found = near or same
        return found[0] if len(found) == 1 else None

    def _bureau(self, prison: Organ) -> Organ | None:
        return next((o for o in self.organs if o.kind == Kind.BUREAU and prison.path.startswith(o.path)), None)


def standing(on: date) -> QuerySet[Organ]:
    """Courts and bureaus that exist on a day."""
    rows = Organ.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on)
    return rows.filter(kind__in=[Kind.COURT, Kind.BUREAU]).order_by("path")
