"""A site taken over brings its joint meetings along."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from meetings.services.passing import pass_on
from procuratorate.organs.actors import Actor
from procuratorate.organs.events import taken_over
from procuratorate.organs.models import Organ, Pairing


@receiver(taken_over, dispatch_uid="meetings.taken_over")
def move_meetings(*, pairing: Pairing, giver: Organ, actor: Actor, **kwargs: Any) -> tuple[str, int]:
    site, taker = pairing.counterpart, pairing.procuratorate
    return "联席会议", pass_on(giver=giver, taker=taker, site=site, actor=actor)
