"""The vocabulary of the screening. Reach is asked here first; row policies stand behind."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db.models import F, Q, QuerySet, Sum

from procuratorate.custody.querysets import recused_from
from procuratorate.organs.actors import Actor
from procuratorate.screening.states import PartState, RunState, Standing, VersionState


class OfHouse(QuerySet[Any]):
    """What a 院 made for itself: its own, and what stands below it."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(organ__in=actor.organs)


class Versions(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(model__organ__in=actor.organs)

    def in_force(self) -> Self:
        return self.filter(state=VersionState.APPROVED)


class Partitions(QuerySet[Any]):
    def current(self) -> Self:
        """Those not replaced by a later snapshot of the same month."""
        return self.filter(replaced_at=None)


class OfSite(QuerySet[Any]):
    """Counts of places: a place out of reach is counted for nobody."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(site__in=actor.organs)


class OfHouseRun(QuerySet[Any]):
    """What a run found at a place: both the run and the place are within reach."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(run__organ__in=actor.organs, site__in=actor.organs)

    def by(self, *names: str) -> Self:
        """Sums of breaches and of what could not be decided."""
        rows: Any = self.order_by().values(*names)
        return rows.annotate(hits=Sum("breached"), open=Sum("undecided"), cases=Sum("judged"))  # type: ignore[no-any-return]


class Hits(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        rows = self.filter(run__organ__in=actor.organs, site__in=actor.organs)
        return rows.exclude(person__in=recused_from(actor))


class Runs(OfHouse):
    def at_work(self) -> Self:
        return self.filter(state=RunState.RUNNING)


class Parts(QuerySet[Any]):
    def free(self, at: Any) -> Self:
        """Not begun, or left behind by a worker whose lease ran out."""
        left = Q(state=PartState.CLAIMED, lease_until__lt=at)
        return self.filter(Q(state=PartState.WAITING) | left, run__state=RunState.RUNNING)


class Clues(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        near = Q(organ__in=actor.organs) | Q(site__in=actor.organs)
        return self.filter(near).exclude(person__in=recused_from(actor))

    def open(self) -> Self:
        lines = apps.get_model("screening", "Suspicion")._default_manager.filter(state=Standing.OPEN)
        return self.filter(pk__in=lines.values("clue"))


class OfClue(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        near = Q(clue__organ__in=actor.organs) | Q(clue__site__in=actor.organs)
        return self.filter(near).exclude(clue__person__in=recused_from(actor))

    def open(self) -> Self:
        return self.filter(state=Standing.OPEN)


class Snoozes(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(site__in=actor.organs)

    def on(self, day: Any) -> Self:
        """Those that hold on a day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), until__gte=day).order_by(F("until").asc())
