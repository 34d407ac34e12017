"""The vocabulary of joint meetings: those of one's own house, from the call on."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet

from meetings.states import HELD, READERS, FollowUp, MeetingState
from procuratorate.organs.actors import Actor


def _either(actor: Actor, prefix: str = "") -> Q:
    return Q(**{f"{prefix}office__in": actor.home}) | Q(**{f"{prefix}site__in": actor.home})


def _or_its_taker(actor: Actor, prefix: str = "") -> Q:
    """Of the two that met, or of the office that took the site over since."""
    return _either(actor, prefix) | Q(**{f"{prefix}series__office__in": actor.home})


class SeriesRows(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Series one's own house takes part in; a superior 院 and the bureau see those below them."""
        return self.filter(_either(actor)) if actor.role in READERS else self.none()


class Meetings(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """The host's from the first day, the other side's once it was called."""
        if actor.role not in READERS:
            return self.none()
        return self.filter(Q(host__in=actor.home) | Q(called_at__isnull=False) & _or_its_taker(actor))

    def held(self) -> Self:
        return self.filter(state__in=HELD)

    def coming(self) -> Self:
        return self.filter(state__in=(MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN))


class AgreedItems(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.role not in READERS:
            return self.none()
        return self.filter(_or_its_taker(actor, "item__meeting__")).exclude(item__meeting__called_at=None)

    def issued(self) -> Self:
        """What stands in minutes both sides signed."""
        return self.exclude(state=FollowUp.NOTED)

    def unfinished(self) -> Self:
        return self.filter(state__in=(FollowUp.RUNNING, FollowUp.REPORTED))

    def overdue(self, on: date) -> Self:
        return self.filter(state=FollowUp.RUNNING, due_on__lt=on)
