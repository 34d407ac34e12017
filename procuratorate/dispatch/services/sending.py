"""Sending. Everything here happens in the caller's transaction; after it, the recipient's open pages are woken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from procuratorate.audit.services import record
from procuratorate.dispatch.models import Counter, Dispatch
from procuratorate.dispatch.permissions import may_send
from procuratorate.dispatch.services.waking import wake
from procuratorate.dispatch.states import Channel, Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.digest import canonical, sm3
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind, Side
from procuratorate.work.services import enqueue


def send(
    *,
    actor: Actor,
    recipient: Organ,
    legal_mode: Mode,
    kind: str,
    title: str,
    masked_title: str,
    content: Mapping[str, Any],
    basis: str,
    key: str,
    at: datetime,
    sender: Organ | None = None,
    summary: str = "",
    address: str = "",
    sender_address: str = "",
    channel: Channel = Channel.SCREEN,
    page_count: int | None = None,
    copies: int = 1,
    in_reply_to: Dispatch | None = None,
) -> Dispatch:
    """Send `content` (JSON-able, see `lib.digest.canonical`) from the actor's organ, or `sender` of the same house.

    `key` is the caller's name for this sending: the same key again returns the dispatch already sent, a different
    content under a known key raises Conflict. `kind` is the caller's code, `masked_title` names nobody in custody,
    `basis` is the article or agreement, the addresses are the pages each side opens. `at` fixes the year of the number;
    the times are the database's own. A clock starts from `received_at` of the result.
    """
    sender = sender or _sending_organ(actor)
    if channel == Channel.SCREEN and is_beyond(recipient):
        channel = Channel.GATEWAY
    demand(may_send(actor, sender, recipient), act="dispatch.send")
    packed = _packed(content)
    content_hash = sm3(packed)
    counter = _locked_counter(sender, day_of(at).year)
    known = Dispatch.objects.filter(sender=sender, key=key).defer("content").first()
    if known is not None:
        return _same(known, recipient, content_hash)
    dispatch = Dispatch(
        sender=sender, recipient=recipient, legal_mode=legal_mode, basis=basis, channel=channel, kind=kind,
        title=title, masked_title=masked_title, summary=summary, content=json.loads(packed), content_hash=content_hash,
        page_count=page_count, copies=copies, in_reply_to=in_reply_to, address=address, sender_address=sender_address,
        key=key, sent_by_id=actor.officer_id, sent_for=actor.acting_for,
    )  # fmt: skip
    _number(dispatch, counter, at, by_builder=actor.side == Side.BUILDER)
    dispatch.save(force_insert=True)
    counter.save(update_fields=["last"])  # after it: the database moves a counter with its dispatch alone
    record(actor=actor, act="dispatch.send", target=dispatch, detail={"to": recipient.pk, "sm3": content_hash})
    enqueue(topic="dispatch.arrived", key=f"arrived:{dispatch.pk}", payload={"id": dispatch.pk})
    wake(dispatch)
    return dispatch


def _sending_organ(actor: Actor) -> Organ:
    """The actor's own organ; a department writes in the name of its house."""
    organ: Organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    return organ.house if organ.kind == Kind.DEPARTMENT and organ.house else organ


def is_beyond(organ: Organ) -> bool:
    """Whether an organ works on the other network: its house is named in settings.GATEWAY_ORGANS."""
    house = organ.house or organ
    return house.code in settings.GATEWAY_ORGANS


def _packed(content: Mapping[str, Any]) -> bytes:
    packed = canonical(content)
    if b"\\u0000" in packed:
        raise Unacceptable("内容里有看不见的控制字符（U+0000），无法保存。请删去后重新提交。")
    return packed


def _locked_counter(organ: Organ, year: int) -> Counter:
    Counter.objects.bulk_create([Counter(organ=organ, year=year)], ignore_conflicts=True)
    return Counter.objects.select_for_update().get(organ=organ, year=year)


def _number(dispatch: Dispatch, counter: Counter, at: datetime, *, by_builder: bool) -> None:
    """Take the next number. A refused sending rolls the counter back with it, so that no number is missing."""
    counter.last += 1
    dispatch.year, dispatch.sequence = counter.year, counter.last
    dispatch.number = f"{dispatch.sender.short_name} {counter.year}-{counter.last:06d}"
    if dispatch.channel != Channel.SCREEN:
        dispatch.delivered_at = None
    if by_builder:  # history of a demonstration
        dispatch.sent_at = at
        dispatch.delivered_at = at if dispatch.channel == Channel.SCREEN else None


def _same(known: Dispatch, recipient: Organ, content_hash: str) -> Dispatch:
    if (known.recipient_id, known.content_hash) != (recipient.pk, content_hash):
        raise Conflict(
            f"这一件已经以 {known.number} 发出，内容与这次的不同。请刷新后核对；确需变更的，另行补送。",
            title=known.number,
        )
    return known
