"""The vocabulary of a prison's lists."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from prisons.states import Presence
from procuratorate.custody.models import OfCategory, Vulnerability
from procuratorate.custody.querysets import recused_from
from procuratorate.organs.actors import Actor


class Inmates(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Inmates of places within reach, by name: a row policy alone keeps indexes out of a search."""
        return self.filter(ward_id__in=actor.organs).exclude(person_id__in=recused_from(actor))

    def present(self) -> Self:
        return self.filter(state=Presence.IN)

    def of_category(self, code: str) -> Self:
        return self.filter(Exists(OfCategory.objects.filter(person_id=OuterRef("person_id"), code=code)))

    def vulnerable(self, kind: str, on: date) -> Self:
        rows = Vulnerability.objects.on(on).filter(person_id=OuterRef("person_id"), kind=kind)  # type: ignore[attr-defined]
        return self.filter(Exists(rows))

    def ending_within(self, days: int, on: date) -> Self:
        """Whose term ends within so many days from `on` (both ends counted)."""
        return self.filter(sentence__ends_now__range=(on, on + timedelta(days=days)))

    def incomplete(self) -> Self:
        return self.filter(completeness__lt=100)


class OfInmate(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Seen with the inmate."""
        return self.filter(inmate__ward_id__in=actor.organs).exclude(inmate__person_id__in=recused_from(actor))


class Rosters(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(Q(organ_id__in=actor.home))
