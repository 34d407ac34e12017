"""What a prison announces to the floors above. Synchronous, in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass

from django.dispatch import Signal

# sender=Inmate, inmate, kind (custody.states.Ended): asked before an inmate leaves. A listener returns a list of
# Obstacle; it writes nothing.
leaving = Signal()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands open for someone about to leave: said, with the page of the way out; or forbidding it."""

    text: str
    url: str = ""
    blocks: bool = False
