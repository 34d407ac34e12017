"""Who may listen: a session, looked at when a stream opens and again with every message. Runs in the pool's threads."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user
from django.utils import timezone
from django_otp.middleware import OTPMiddleware

from procuratorate.dispatch.selectors import reads
from procuratorate.lib.clock import day_of, now
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment, Officer, Session
from procuratorate.organs.reach import actor_for, current_assignment
from procuratorate.organs.sessions import first_duty, over

Store = import_module(settings.SESSION_ENGINE).SessionStore


@dataclass(frozen=True)
class Ticket:
    """The right of one session to hear what arrives at these desks, as it was when the stream opened."""

    session_key: str
    chosen: int | None
    auth_hash: str
    actor: Actor


def admit(session_key: str) -> Ticket | None:
    """The ticket of a session; None for strangers, ended sessions, posts without an inbox, and duties not yet done."""
    session = Store(session_key)
    request: Any = SimpleNamespace(session=session, META={})
    request.user = user = get_user(request)
    OTPMiddleware(str)(request)  # type: ignore[no-untyped-call]  # puts is_verified() on the user, and no more
    if not user.is_authenticated or over(session, time.time()):
        return None
    on = day_of(now())
    assignment = current_assignment(user.pk, session.get("assignment"), on)
    actor = actor_for(assignment, on) if assignment else None
    if actor is None or not reads(actor) or first_duty(request, actor):
        return None
    return Ticket(session_key, session.get("assignment"), session[HASH_SESSION_KEY], actor)


def still_good(tickets: Iterable[Ticket]) -> set[Ticket]:
    """Those whose session, officer and post are what they were. Three queries for any number of tickets."""
    asked = list(tickets)
    sessions = _sessions([one.session_key for one in asked])
    officers = Officer.objects.filter(pk__in={one.actor.officer_id for one in asked}, is_active=True)
    hashes = {officer.pk: officer.get_session_auth_hash() for officer in officers}
    posts = Assignment.objects.on(day_of(now())).filter(pk__in={one.actor.assignment_id for one in asked})
    held = set(posts.values_list("pk", flat=True))
    return {
        one
        for one in asked
        if one.actor.assignment_id in held
        and hashes.get(one.actor.officer_id) == one.auth_hash
        and _same_session(one, sessions.get(one.session_key, {}))
    }


def _sessions(keys: list[str]) -> dict[str, dict[str, Any]]:
    # A session's age is real time, not the product's clock (organs.sessions).
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return {row.session_key: row.get_decoded() for row in rows}


def _same_session(ticket: Ticket, data: dict[str, Any]) -> bool:
    return (
        data.get(SESSION_KEY) == str(ticket.actor.officer_id)
        and data.get(HASH_SESSION_KEY) == ticket.auth_hash
        and data.get("assignment") == ticket.chosen
        and not over(data, time.time())
    )
