"""The vocabulary of dispatches: received, sent, not yet registered."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from procuratorate.dispatch.states import SERVED
from procuratorate.organs.actors import Actor


class Dispatches(QuerySet[Any]):
    """Seen by the two houses between which it went, and by nobody who merely supervises a site."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(Q(sender__in=actor.home) | Q(recipient__in=actor.home))

    def received_by(self, actor: Actor) -> Self:
        """What arrived at the actor's own desks: a superior reads below, but the inbox there is not theirs."""
        return self.filter(recipient__in=actor.desks)

    def sent_from(self, actor: Actor) -> Self:
        return self.filter(sender__in=actor.desks)

    def unregistered(self) -> Self:
        return self.filter(acknowledged_at=None)

    def registered(self) -> Self:
        return self.exclude(acknowledged_at=None)

    def outstanding(self) -> Self:
        """Neither registered nor, on paper, served: what the sender still waits for."""
        served = apps.get_model("dispatch", "PaperService")._default_manager.filter(
            dispatch_id=OuterRef("pk"), outcome__in=SERVED
        )
        beyond = Q(crossing__acknowledged_at__isnull=False)
        return self.unregistered().exclude(Exists(served)).exclude(beyond)

    def replies(self) -> Self:
        return self.exclude(in_reply_to=None)

    def newest_first(self) -> Self:
        """By the moment a list shows: what a packet or a history brings was written down in another order."""
        return self.order_by("-sent_at", "-pk")

    def listed(self) -> Self:
        """For lists: the two organs with it, the content left where it is."""
        return self.select_related("sender", "recipient", "crossing").defer("content")


class Packets(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """The packets of one's house."""
        houses = apps.get_model("organs", "Organ")._default_manager.filter(pk__in=actor.desks).values("house_id")
        return self.filter(organ__in=houses)


class Webhooks(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the administrator's own house and below."""
        return self.filter(organ__in=actor.home)


class Deliveries(QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(webhook__organ__in=actor.home)
