"""Wait for what must become true, never for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def until(condition: Callable[[], Found], seconds: float, what: str = "") -> Found:
    """The first true answer of `condition`; AssertionError naming `what` when there is none within `seconds`."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, f"not within {seconds:.0f} s: {what or condition}"
        time.sleep(0.05)
    return found
