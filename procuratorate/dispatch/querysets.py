"""The vocabulary of dispatches: received, sent, not yet registered."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Q, QuerySet

from procuratorate.organs.actors import Actor


class Dispatches(QuerySet[Any]):
    """Seen by the two houses between which it went, and by nobody who merely supervises a site."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(Q(sender__in=actor.home) | Q(recipient__in=actor.home))

    def received_by(self, actor: Actor) -> Self:
        return self.filter(recipient__in=actor.home)

    def sent_by(self, actor: Actor) -> Self:
        return self.filter(sender__in=actor.home)

    def unregistered(self) -> Self:
        return self.filter(acknowledged_at=None)

    def registered(self) -> Self:
        return self.exclude(acknowledged_at=None)

    def replies(self) -> Self:
        return self.exclude(in_reply_to=None)

    def listed(self) -> Self:
        """For lists: the two organs with it, the content left where it is."""
        return self.select_related("sender", "recipient").defer("content")
