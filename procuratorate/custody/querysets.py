"""The vocabulary of custody: what an actor may see of whom."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from procuratorate.custody.states import UNSEALERS, Sealed, Standing
from procuratorate.organs.actors import Actor


class Recusals(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(Q(officer_id=actor.officer_id) | Q(organ_id__in=actor.home))

    def in_force(self) -> Self:
        """Declared or granted: from declaration until rejection."""
        return self.exclude(state=Standing.REJECTED)


class SealedQueries(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, and those put to one's own house."""
        return self.filter(Q(officer_id=actor.officer_id) | Q(keeper_id__in=actor.home))

    def awaiting(self, actor: Actor) -> Self:
        """What waits for the actor: to be decided by the head of the house, to be looked at by the applicant."""
        decides = Q(keeper_id__in=actor.home if actor.role in UNSEALERS else (), state=Sealed.ASKED)
        return self.filter(
            decides & ~Q(officer_id=actor.officer_id) | Q(officer_id=actor.officer_id, state=Sealed.GRANTED)
        )


def recused_from(actor: Actor) -> QuerySet[Any]:
    """Ids of the persons an actor has nothing to do with."""
    rows = apps.get_model("custody", "Recusal")._default_manager.filter(officer_id=actor.officer_id or 0)
    return rows.exclude(state=Standing.REJECTED).values("person_id")


class Custodies(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Held at a place within reach, by name: a row policy alone keeps indexes out of a search."""
        return self.filter(ward_id__in=actor.organs).exclude(person_id__in=recused_from(actor))

    def open(self) -> Self:
        return self.filter(until=None)


class Persons(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Persons held, now or before, at a place within reach."""
        held = apps.get_model("custody", "Custody")._default_manager.filter(
            person_id=OuterRef("pk"), ward_id__in=actor.organs
        )
        return self.filter(Exists(held)).exclude(pk__in=recused_from(actor))


class OfPerson(QuerySet[Any]):
    """Rows of one person; seen with the person."""

    def visible_to(self, actor: Actor) -> Self:
        held = apps.get_model("custody", "Custody")._default_manager.filter(
            person_id=OuterRef("person_id"), ward_id__in=actor.organs
        )
        return self.filter(Exists(held)).exclude(person_id__in=recused_from(actor))

    def on(self, day: date) -> Self:
        """Rows with `since` and `until` in force on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
