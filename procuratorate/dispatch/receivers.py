"""What follows an arrival. Each is safe to run twice: the outbox key says whether it was done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from procuratorate.dispatch.services import mailing
from procuratorate.work.registry import handles


@handles("dispatch.arrived")
def arrived(payload: dict[str, Any], *, at: datetime) -> None:
    mailing.tell_at_once(dispatch_id=payload["id"], at=at)


@handles("dispatch.mail")
def mail(payload: dict[str, Any], *, at: datetime) -> None:
    mailing.send_arrival_mail(dispatch_id=payload["id"], officer_id=payload["officer"])


@handles("dispatch.digest")
def digest(payload: dict[str, Any], *, at: datetime) -> None:
    mailing.send_digest_mail(officer_id=payload["officer"], at=at)
