"""A packet 青岑监狱 made for a separated network; an address its administrator named, and news given up."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from procuratorate.dispatch.models import Delivery, Dispatch, Packet, Webhook
from procuratorate.lib import files
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

ROUTES = ("packet", "packet-file", "packet-receipt")


def packet_arguments(cast: Cast) -> dict[str, dict[str, Any]]:
    """The routes of that packet."""
    stored = files.keep(b"PK")
    with acting_as(BUILDER) as at:
        made = Packet.objects.create(
            uid=uuid4(), organ=cast.qingcen, counterpart=cast.suburb, outward=True, contents="dispatches",
            number="B01-20261120-001", stored=stored, size=2, fingerprint="0" * 64, made_at=at, by=cast.shen,
        )  # fmt: skip
        hook = Webhook.objects.create(
            organ=cast.qingcen, name="狱政", url="https://example.com/", secret="秘密", by=cast.admin
        )
        dead = Delivery.objects.create(
            webhook=hook, dispatch=Dispatch.objects.earliest("pk"), news="acknowledged", kind="x", state="dead"
        )
    packets = {f"dispatch:{name}": {"pk": made.pk} for name in ROUTES}
    hooks = {f"dispatch:{name}": {"pk": hook.pk} for name in ("webhook", "end-webhook")}
    again = {f"dispatch:{name}": {"pk": dead.pk} for name in ("push-again", "api_again")}
    return packets | hooks | again
