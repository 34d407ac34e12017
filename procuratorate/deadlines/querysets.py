"""The vocabulary of clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet

from procuratorate.deadlines.states import RUNNING, State
from procuratorate.lib.sql import among
from procuratorate.organs.actors import Actor

SOON = 3  # days, or working days


class Deadlines(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Clocks held by, or running towards, an organ within reach."""
        return self.filter(Q(among("organ_id", actor.organs)) | Q(among("counterpart_id", actor.organs)))

    def held_by(self, organs: Iterable[int]) -> Self:
        return self.filter(organ__in=organs)

    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def running(self) -> Self:
        return self.filter(state__in=RUNNING)

    def overdue(self, on: date) -> Self:
        return self.open().filter(due_on__lt=on)

    def due_today(self, on: date) -> Self:
        return self.open().filter(due_on=on)

    def soon(self, on: date) -> Self:
        """Due after today, with no more than three days (or working days, where those are counted) left."""
        return self.open().filter(due_on__gt=on, soon_on__lte=on)

    def touched_by(self, first: date, last: date) -> Self:
        """Running clocks whose end could depend on a day from `first` to `last`: none after its end moves it."""
        return self.running().filter(due_on__gte=first, starts_on__lt=last)
