"""A packet 青岑监狱 made for a separated network."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from procuratorate.dispatch.models import Packet
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
    return {f"dispatch:{name}": {"pk": made.pk} for name in ROUTES}
