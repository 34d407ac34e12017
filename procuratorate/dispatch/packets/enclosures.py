"""Files that go beside dispatches, each named by its SM3: which there are, how they are spread over packets."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.packets.registry import PROVIDERS
from procuratorate.lib import files
from procuratorate.lib.media import type_of


def named_by(dispatch: Dispatch) -> list[str]:
    """What belongs to a dispatch, as its rows name it at this site; each once."""
    provider = PROVIDERS.get(dispatch.kind)
    return list(dict.fromkeys(provider.files(dispatch))) if provider else []


def missing(dispatch: Dispatch) -> int:
    """How many of its files are not here."""
    return sum(not files.path_of(name).exists() for name in named_by(dispatch))


def spread(names: Iterable[str]) -> list[list[str]]:
    """Files in their order, as many to a packet as pass its page and the proxy; what is too large for any is left out.

    At least one packet, maybe without files.
    """
    room, used = settings.UPLOAD_LIMIT * 3 // 4, 0
    packets: list[list[str]] = [[]]
    for name in names:
        place = files.path_of(name)
        size = place.stat().st_size if place.exists() else room + 1
        if size > room:
            continue
        if used + size > room:
            packets.append([])
            used = 0
        packets[-1].append(name)
        used += size
    return packets


def read(names: Iterable[str]) -> dict[str, bytes]:
    """Their bytes. A file that is gone or is not what its name says stays behind; the line of its dispatch says so."""
    found = {}
    for name in names:
        try:
            found[name] = files.fetch(name)
        except (OSError, ValueError):
            continue
    return found


def keep(dispatch: Dispatch, came: dict[str, bytes]) -> None:
    """Store what came and belongs to the dispatch: papers and pictures alone, as they may be uploaded here."""
    for name in named_by(dispatch):
        data = came.get(name)
        if data is not None and type_of(data) and len(data) <= settings.UPLOAD_LIMIT:
            files.keep(data)
