"""A site passes from one resident office to another: open work follows on the first day, what is done stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.events import taken_over
from procuratorate.organs.models import Organ, Pairing
from procuratorate.organs.reach import acting_as


def take_over(*, at: datetime) -> int:
    """Let open work follow wherever a pairing's first day has come. Safe to run twice; returns how many pairings."""
    with acting_as(service_actor("takeover")):
        begun = Pairing.objects.on(day_of(at)).select_for_update(of=("self",)).filter(taken_over_at=None)
        rows = list(begun.select_related("procuratorate", "counterpart"))
        for pairing in rows:
            _one(pairing, at)
        return Pairing.objects.filter(pk__in=[row.pk for row in rows]).update(taken_over_at=at)


def _one(pairing: Pairing, at: datetime) -> None:
    giver = _giver(pairing)
    if giver is None or giver == pairing.procuratorate:
        return
    actor = _in_the_name_of(pairing.procuratorate)
    told: Any = taken_over.send(sender=Pairing, pairing=pairing, giver=giver, actor=actor, at=at)
    moved = dict(answer for _, answer in told if answer)
    record(actor=actor, act="organs.take_over", target=pairing, detail={"from": giver.pk, "moved": moved})


def _giver(pairing: Pairing) -> Organ | None:
    """Who supervised the site before."""
    former = Pairing.objects.filter(counterpart=pairing.counterpart_id, until__lt=pairing.since)
    last = former.select_related("procuratorate").order_by("-until").first()
    return last.procuratorate if last else None


def _in_the_name_of(organ: Organ) -> Actor:
    """The task, standing in the audit of the house that takes over."""
    return replace(service_actor("takeover"), organ_id=organ.pk, organ_name=organ.name)
