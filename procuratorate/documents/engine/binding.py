"""Many papers as one PDF: contents first, each page stamped with its place, bookmarks; all of it in the sandbox.

What is bound came from outside: pages alone are taken over, never scripts, forms or links; what cannot be read, or
brings its child to its limits, is left to the caller, who lists it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from procuratorate.lib import sandbox

CHILD = Path(__file__).with_name("child_bind.py")
MEMORY_OF_ONE, MEMORY = 1 << 30, 3 << 30  # bytes of address space: of one scan, of a whole bundle
SECONDS_OF_ONE, SECONDS = 30, 300  # of work


@dataclass(frozen=True)
class Part:
    """One paper of a bundle, as bare pages."""

    title: str
    pdf: bytes
    pages: int


def part_of(title: str, data: bytes, is_image: bool) -> Part | None:
    """A PDF or an image as a part. None where it is damaged, locked with a password, empty, or a trap."""
    try:
        out = sandbox.run(
            CHILD, "part", given=_framed({"is_image": is_image}, data), memory=MEMORY_OF_ONE, seconds=SECONDS_OF_ONE
        )
    except sandbox.Died:
        return None
    pages = int.from_bytes(out[:8], "big")
    return Part(title, out[8:], pages) if pages else None


def bind(front: bytes, parts: Sequence[Part], stamps: bytes, tick: Callable[[], None]) -> bytes:
    """Contents pages, then the parts. `stamps`: a page for each page of the parts; `tick` may raise to stop it.

    Raises OSError when the whole could not be bound.
    """
    files = [front, stamps, *(part.pdf for part in parts)]
    told = {"sizes": [len(one) for one in files], "titles": [part.title for part in parts]}
    try:
        return sandbox.run(CHILD, "bind", given=_framed(told, *files), memory=MEMORY, seconds=SECONDS, tick=tick)
    except sandbox.Died as error:
        raise OSError("the bundle could not be bound") from error


def _framed(told: dict[str, Any], *files: bytes) -> bytes:
    head = json.dumps(told).encode()
    return b"".join((len(head).to_bytes(8, "big"), head, *files))
