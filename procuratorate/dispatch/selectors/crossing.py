"""What waits to be carried to the other network."""

from __future__ import annotations

from typing import Any

from procuratorate.custody.querysets import recused_from
from procuratorate.dispatch.models import Dispatch, Packet
from procuratorate.dispatch.packets.envelope import open_up
from procuratorate.dispatch.states import Channel, Contents
from procuratorate.lib import files
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


def waiting_for_packet(actor: Actor) -> Any:
    """Dispatches from the actor's desks to houses beyond the gateway whose arrival nobody confirmed yet."""
    rows = Dispatch.objects.sent_from(actor).filter(channel=Channel.GATEWAY)
    return rows.exclude(crossing__delivered_at__isnull=False).select_related("recipient__house").order_by("pk")


def wholly_in_sight(packet: Packet, actor: Actor) -> bool:
    """Whether the actor may have the file: each dispatch in it is theirs to see, and there is nobody they avoid.

    The file holds the rows of everybody in it, so that it cannot be handed out in part.
    """
    if recused_from(actor).exists():
        return False
    lines, seen = packet.lines.all(), Dispatch.objects.visible_to(actor).filter(packet_lines__packet=packet)
    if lines.exclude(dispatch=None).exclude(dispatch__in=seen.values("pk")).exists():
        return False
    refused = packet.contents == Contents.DISPATCHES and lines.filter(dispatch=None).exists()
    return not refused or packet.organ_id in actor.desks or _all_to_desks(packet, actor)


def _all_to_desks(packet: Packet, actor: Actor) -> bool:
    """What was refused stands in the file alone: to whom it went is read there."""
    told = {str(one.get("recipient")) for one in open_up(files.fetch(packet.stored)).parts.values()}
    return Organ.objects.filter(pk__in=actor.desks, code__in=told).count() == len(told)
