"""What one side of a meeting tells the other: always a dispatch, 视为通报 with a centre, else a copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from meetings.clocks import CENTRE, PRISON, SHARING
from meetings.models import Meeting
from meetings.permissions import office_of, side_of
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind


def article_of(meeting: Meeting) -> str:
    """On which article the two meet."""
    return CENTRE if meeting.site.kind == Kind.CENTRE else PRISON


def usual_mode(meeting: Meeting) -> Mode:
    """高检会〔2002〕4号 speaks of centres and their offices: with a prison nothing counts as notified."""
    return Mode.NOTIFIED if meeting.site.kind == Kind.CENTRE else Mode.COPY


def tell_other(
    *,
    meeting: Meeting,
    what: str,
    title: str,
    content: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    summary: str = "",
    part: str = "",
    page: str = "",
    mode: Mode | None = None,
) -> Dispatch:
    """Send to the other side of the actor's. `what` and `part` make the key: the same twice is sent once."""
    mode = mode or usual_mode(meeting)
    basis = SHARING if mode == Mode.NOTIFIED else article_of(meeting)
    own = side_of(actor, meeting) or meeting.host
    other: Organ = office_of(meeting) if own.pk == meeting.site_id else meeting.site
    address = f"{meeting.get_absolute_url()}{page}"
    name = f"{meeting.title}{title}"
    return send(
        actor=actor, sender=own, recipient=other, legal_mode=mode, kind=f"meetings.{what}", title=name,
        masked_title=name, summary=summary[:300], content=content, basis=basis,
        key=f"meetings.{what}:{meeting.pk}:{part}", address=address, sender_address=address, at=at,
    )  # fmt: skip
