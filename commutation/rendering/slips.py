"""What was sent of a batch, with its receipt and clock, as the reader may see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from commutation.models import Batch, Filing, Sending, SentFiling
from commutation.rendering.clocks import face_of
from procuratorate.deadlines.rendering import ClockFace
from procuratorate.dispatch.selectors import moment
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as


@dataclass(frozen=True, slots=True)
class Slip:
    """What was sent, with its receipt and clock. To a ward: its own lines of the list, and no clock."""

    sending: Sending
    receipt: list[tuple[str, str]]
    clock: ClockFace | None
    own: list[SentFiling] | None = None


def slips_of(batch: Batch, actor: Actor, on: date) -> list[Slip]:
    """Receipts of a batch: whole for the prison, for a ward with the people it put forward."""
    if actor.owns(batch.prison_id):
        return [slip_of(sending, on) for sending in sendings_of(batch, actor)]
    return [replace(slip_of(sending, on), clock=None, own=rows) for sending, rows in ward_sendings(batch, actor)]


def ward_sendings(batch: Batch, actor: Actor) -> list[tuple[Sending, list[SentFiling]]]:
    """Sendings with people of the actor's ward, and those lines; of the prison's dispatch only its times are read."""
    lines = SentFiling.objects.filter(sending__batch=batch, filing__in=Filing.objects.visible_to(actor))
    own: dict[int, list[SentFiling]] = defaultdict(list)
    for line in lines.select_related("filing").defer("dossier").order_by("position"):
        own[line.sending_id].append(line)
    with acting_as(service_actor("ward_receipts")):
        rows = Sending.objects.filter(pk__in=own).defer("dispatch__content").order_by("at")
        found = list(rows.select_related("dispatch__opened_by", "dispatch__acknowledged_by", "recipient"))
    for sending in found:
        sending.clock = None
    return [(sending, own[sending.pk]) for sending in found]


def sendings_of(batch: Batch, actor: Actor) -> list[Sending]:
    """What was sent, without the lists themselves."""
    rows = Sending.objects.visible_to(actor).filter(batch=batch).defer("dispatch__content")
    return list(rows.select_related("dispatch__opened_by", "dispatch__acknowledged_by", "recipient", "clock", "by"))


def slip_of(sending: Sending, on: date) -> Slip:
    """The receipt in short: both sides read the same."""
    sent = sending.dispatch
    return Slip(
        sending,
        [
            ("到达", moment(sent.delivered_at)),
            ("首次打开", f"{moment(sent.opened_at)} {sent.opened_by or ''}".strip() or "还没有打开"),
            ("登记", f"{moment(sent.acknowledged_at)} {sent.acknowledged_by or ''}".strip() or "还没有登记"),
        ],
        face_of(sending.clock, on),
    )
