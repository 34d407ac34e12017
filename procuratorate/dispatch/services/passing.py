"""A site taken over: what lay unregistered at the former office is sent on to the new one, as a dispatch of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services.sending import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import SHANGHAI
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


def pass_on(*, giver: Organ, taker: Organ, site: Organ, actor: Actor, at: datetime) -> int:
    """移送 what the site sent and the giver has not registered. The originals keep their receipts and their times:
    a clock they started runs from them. Safe to run twice; returns how many."""
    rows = Dispatch.objects.filter(recipient=giver, sender__path__startswith=site.path).unregistered()
    sender = replace(actor, organ_id=giver.pk, organ_name=giver.name, home=(giver.pk,))
    originals = list(rows.select_related("sender").order_by("pk"))
    for original in originals:
        _one(original, giver, taker, sender, at)
    return len(originals)


def _one(original: Dispatch, giver: Organ, taker: Organ, sender: Actor, at: datetime) -> None:
    arrived = f"{original.sent_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    send(
        actor=sender,
        sender=giver,
        recipient=taker,
        legal_mode=Mode.TRANSFER,
        basis="派驻关系变更",
        kind="dispatch.passed_on",
        key=f"passed_on:{original.pk}:{taker.pk}",
        title=f"移送：{original.title}"[:160],
        masked_title=f"移送：{original.masked_title}"[:160],
        summary=f"原件 {original.number}，{original.sender.short_name} {arrived} 发出",
        content={"number": original.number, "sm3": original.content_hash, "content": original.content},
        at=at,  # no address: the page of the original is between its own two parties
    )
