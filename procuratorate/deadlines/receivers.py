"""A site taken over brings its running clocks along; those that have ended stay with whoever kept them."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import Actor
from procuratorate.organs.events import taken_over
from procuratorate.organs.models import Organ, Pairing


@receiver(taken_over, dispatch_uid="deadlines.taken_over")
def move_clocks(*, pairing: Pairing, giver: Organ, actor: Actor, **kwargs: Any) -> tuple[str, int]:
    rows = Deadline.objects.running().filter(organ=giver, counterpart__path__startswith=pairing.counterpart.path)
    clocks = list(rows.select_for_update(of=("self",)))
    for clock in clocks:
        Deadline.objects.filter(pk=clock.pk).update(organ=pairing.procuratorate_id)
        detail = {"from": giver.pk, "to": pairing.procuratorate_id, "due": str(clock.due_on)}
        record(actor=actor, act="deadlines.take_over", target=clock, detail=detail)
    return "未完时限", len(clocks)
