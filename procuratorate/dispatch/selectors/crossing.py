"""What waits to be carried to the other network."""

from __future__ import annotations

from typing import Any

from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.states import Channel
from procuratorate.organs.actors import Actor


def waiting_for_packet(actor: Actor) -> Any:
    """Dispatches from the actor's desks to houses beyond the gateway whose arrival nobody confirmed yet."""
    rows = Dispatch.objects.sent_from(actor).filter(channel=Channel.GATEWAY)
    return rows.exclude(crossing__delivered_at__isnull=False).select_related("recipient__house").order_by("pk")
