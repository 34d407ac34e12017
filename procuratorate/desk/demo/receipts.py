"""The demonstration's receipts: what came before the latest list was opened and registered the same hour."""

from __future__ import annotations

from datetime import date, timedelta

from procuratorate.desk.demo.times import historian
from procuratorate.dispatch.models import Dispatch, Opening
from procuratorate.dispatch.services import acknowledge
from procuratorate.organs.actors import Actor

OPENED, REGISTERED = timedelta(minutes=9, seconds=33), timedelta(minutes=14, seconds=5)


def build_receipts(on: date) -> None:
    """驻青岑检察室: the assistant took in everything but what came last, so that the desk is not all new."""
    assistant = historian("J9902", on)
    for dispatch in list(Dispatch.objects.filter(recipient_id=assistant.organ_id or 0).order_by("-sent_at")[1:]):
        _take_in(dispatch, assistant)


def _take_in(dispatch: Dispatch, actor: Actor) -> None:
    """The service puts the time of today; the builder alone may put the receipt back to its day."""
    opened, registered = dispatch.sent_at + OPENED, dispatch.sent_at + REGISTERED
    acknowledge(dispatch=dispatch, actor=actor, at=registered)
    Opening.objects.create(
        dispatch=dispatch, recipient_id=dispatch.recipient_id, officer_id=actor.officer_id or 0, at=opened
    )
    Dispatch.objects.filter(pk=dispatch.pk).update(
        opened_at=opened, opened_by=actor.officer_id, acknowledged_at=registered
    )
