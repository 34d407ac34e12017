"""Python's collector of cycles, kept from walking what a long piece of work builds and keeps."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Collect no cycles within: of a hundred thousand cells just read the collector would walk all, and free none.

    For jobs, in a process of their own; counting references goes on freeing what nobody holds.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
