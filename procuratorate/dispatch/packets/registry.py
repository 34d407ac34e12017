"""What a field puts beside its dispatches so that the other site can work on them. Registered in its `packets.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.models import Organ

Finish = Callable[[Dispatch, datetime], None]


@dataclass(frozen=True)
class Placed:
    """Where the recipient opens what came, and what is to be done once the dispatch stands."""

    address: str = ""
    finish: Finish | None = None


@dataclass(frozen=True)
class Provider:
    """`pack(dispatch)` gives JSON-able content; `unpack(content, origin)` lays it down on the other site.

    `files(dispatch)` names the enclosures by SM3, at either end. All run as a service; `unpack` may raise Unacceptable,
    which refuses this one dispatch.
    """

    pack: Callable[[Dispatch], dict[str, Any]]
    unpack: Callable[[dict[str, Any], Organ], Placed]
    files: Callable[[Dispatch], Iterable[str]]


PROVIDERS: dict[str, Provider] = {}


def _none(dispatch: Dispatch) -> Iterable[str]:
    return ()


def provide(
    *kinds: str,
    pack: Callable[[Dispatch], dict[str, Any]],
    unpack: Callable[..., Placed],
    files: Callable[[Dispatch], Iterable[str]] = _none,
) -> None:
    """Register the content of some kinds of dispatch."""
    for kind in kinds:
        PROVIDERS[kind] = Provider(pack, unpack, files)
