"""The vocabulary of organs: dated rows in force on a day, rows within an actor's reach."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet

from procuratorate.lib.sql import among
from procuratorate.organs.actors import Actor


class Dated(QuerySet[Any]):
    """Rows with `since` and `until` (both included; `until` empty means still in force)."""

    def on(self, day: date) -> Self:
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Revocable(Dated):
    def on(self, day: date) -> Self:
        """Rows in force on a day; one ended at once is in force no more, though its last day is that day."""
        return super().on(day).filter(revoked_at=None)


class Organs(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(among("pk", actor.organs))

    def below(self, path: str) -> Self:
        return self.filter(path__startswith=path)


class Officers(QuerySet[Any]):
    def of_home(self, actor: Actor) -> Self:
        """Officers who hold or held a post in the actor's own house."""
        return self.filter(assignments__organ_id__in=actor.home).distinct()
