"""Webhooks: an administrator names an address; each arrival becomes a row for it; a sweep tells what waits.

Nothing is held open while the other side is talked to: a row is claimed, told outside any transaction, then written
down. A worker killed in between tells it again later: the receiver knows the delivery by its id.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.dispatch.models import Delivery, Dispatch, Webhook
from procuratorate.dispatch.permissions import may_push
from procuratorate.dispatch.states import DeliveryState, News
from procuratorate.dispatch.webhooks.addresses import judged
from procuratorate.dispatch.webhooks.posting import told
from procuratorate.lib.clock import now
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.secrets import token_secret

PUSHER = service_actor("webhooks")
TRIES = 10  # 10 seconds, 20, 40 …: the last about three hours after the first
FIRST, LEASE = 10, timedelta(seconds=60)
AT_ONCE = 50  # deliveries in one sweep


@transaction.atomic
def add_webhook(*, organ: Organ, name: str, url: str, actor: Actor) -> Webhook:
    """Name an address for an organ; its signing secret is `secret` of the result, shown once."""
    demand(may_push(actor, organ), act="dispatch.add_webhook", target=organ)
    judged(url)
    made: Webhook = Webhook.objects.create(organ=organ, name=name, url=url, secret=token_secret(), by_id=signer(actor))
    record(actor=actor, act="dispatch.add_webhook", target=made, detail={"organ": organ.pk})
    return made


@transaction.atomic
def end_webhook(*, webhook: Webhook, reason: str, actor: Actor, at: datetime) -> None:
    """Tell this address nothing more."""
    demand(may_push(actor, webhook.organ), act="dispatch.end_webhook", target=webhook)
    if not reason.strip():
        raise Unacceptable("请写明停用的理由。", fields={"reason": "请填写"})
    Webhook.objects.filter(pk=webhook.pk, ended_at=None).update(ended_at=at)
    record(actor=actor, act="dispatch.end_webhook", target=webhook, reason=reason)


@transaction.atomic
def push_again(*, delivery: Delivery, actor: Actor, at: datetime) -> None:
    """Try a delivery that was given up once more, after the other side was mended."""
    demand(may_push(actor, delivery.webhook.organ), act="dispatch.push_again", target=delivery)
    dead = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.DEAD, webhook__ended_at=None)
    if not dead.update(state=DeliveryState.WAITING, attempts=0, next_try=at):
        raise Conflict("这一条不在“多次未成”，或推送地址已停用，不用再送。")
    record(actor=actor, act="dispatch.push_again", target=delivery)


def note_news(*, dispatch: Dispatch, news: News) -> None:
    """Write a row for every address that is to hear of it: the recipient's of arrivals, the sender's of receipts."""
    organ = dispatch.recipient if news == News.ARRIVED else dispatch.sender
    above = [int(part) for part in organ.path.strip("/").split("/")]
    webhooks = Webhook.objects.filter(organ__in=above, organ__house_id=organ.house_id, ended_at=None)
    rows = [Delivery(webhook=one, dispatch=dispatch, news=news, kind=dispatch.kind) for one in webhooks]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def push_waiting() -> int:
    """Tell what waits, at most AT_ONCE; returns how many were tried. Any number of workers may sweep at once."""
    tried = 0
    while tried < AT_ONCE and (claimed := _claim()):
        _finish(claimed, *_tell(claimed))
        tried += 1
    return tried


def _claim() -> Delivery | None:
    with acting_as(PUSHER) as at:
        rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        waiting = rows.filter(state=DeliveryState.WAITING, next_try__lte=at, webhook__ended_at=None)
        row: Delivery | None = waiting.select_related("webhook").order_by("next_try", "pk").first()
        if row is not None:
            row.attempts += 1
            Delivery.objects.filter(pk=row.pk).update(attempts=row.attempts, next_try=at + LEASE)
        return row


def _tell(row: Delivery) -> tuple[bool, str]:
    at = int(now().timestamp())
    said = {"id": row.pk, "event": f"dispatch.{row.news}", "dispatch": row.dispatch_id, "kind": row.kind, "at": at}
    return told(row.webhook.url, row.webhook.secret, json.dumps(said).encode(), moment=at, name=str(row.pk))


def _finish(row: Delivery, done: bool, answer: str) -> None:
    with acting_as(PUSHER) as at:
        mine = Delivery.objects.filter(pk=row.pk, state=DeliveryState.WAITING, attempts=row.attempts)
        if done:
            mine.update(state=DeliveryState.TOLD, told_at=at, answer=answer)
        elif row.attempts >= TRIES:
            mine.update(state=DeliveryState.DEAD, answer=answer)
        else:
            wait = timedelta(seconds=FIRST * 2 ** (row.attempts - 1))
            mine.update(next_try=at + wait, answer=answer)
