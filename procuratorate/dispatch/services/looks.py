"""When an officer last looked: 「自昨日 17:42 以来」 counts from the end of the sitting before this one."""

from __future__ import annotations

from datetime import datetime, timedelta

from procuratorate.dispatch.models import Look
from procuratorate.organs.actors import Actor

SITTING = timedelta(hours=1)  # away for longer, and what came meanwhile is new
NOTED = timedelta(minutes=1)  # written at most this often


def look(*, actor: Actor, at: datetime) -> datetime | None:
    """Note that the officer looks now; returns when the sitting before ended, None on the first one."""
    seen, made = Look.objects.get_or_create(officer_id=actor.officer_id or 0, defaults={"seen_at": at})
    away = at - seen.seen_at
    if made or away < NOTED:
        return seen.before_at
    if away > SITTING:
        seen.before_at = seen.seen_at
    seen.seen_at = at
    seen.save(update_fields=["seen_at", "before_at"])
    return seen.before_at
