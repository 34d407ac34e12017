"""What the streams read, each time through the door. Runs in the pool's threads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from procuratorate.dispatch import selectors
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.stream.tickets import Ticket, still_good
from procuratorate.lib.clock import SHANGHAI
from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as

STREAM = service_actor("stream")
LATE = timedelta(minutes=2)  # a transaction may commit so much after the time it wrote; `told` keeps from telling twice
OVERLAP = timedelta(seconds=5)  # the same, for a page that opens its stream just after it was drawn
MOST = 50  # of what was missed; the rest is in the inbox


@dataclass(frozen=True)
class Arrival:
    """One arrival, as the event its hearers get."""

    id: int
    event: bytes


@dataclass(frozen=True)
class News:
    """What one look brought: the arrivals since, how much waits, the tickets still good, and when it was."""

    arrivals: list[Arrival]
    unread: str
    good: set[Ticket]
    at: datetime | None = None


def look(tickets: Iterable[Ticket], since: datetime | None) -> News:
    """Read for tickets of the same desks what arrived after `since`, else lately. Nobody good, nothing read."""
    good = still_good(tickets)
    ticket = next(iter(good), None)
    if ticket is None:
        return News([], "", good)
    with acting_as(ticket.actor) as at:
        at_desks = Dispatch.objects.filter(recipient__in=ticket.actor.desks)
        unread = selectors.shown(selectors.waiting_count(at_desks))
        rows = at_desks.filter(sent_at__gt=since or at - LATE).listed().order_by("-sent_at")[:MOST]
        return News([_arrival(row, unread) for row in reversed(rows)], unread, good, at)


def woken_since(since: datetime | None) -> tuple[set[int], datetime]:
    """Organs at which anything arrived since, hints or no hints, and the time of this look."""
    with acting_as(STREAM) as at:
        rows = (
            Dispatch.objects.filter(sent_at__gt=(since or at) - LATE).order_by().values_list("recipient_id", flat=True)
        )
        return set(rows.distinct()), at


def unread_event(unread: str) -> bytes:
    return f"event: unread\ndata: {json.dumps(unread)}\n\n".encode()


def registered_event(pk: int) -> bytes:
    """Somebody at these desks registered this arrival: other open pages take its button away."""
    return f"event: registered\ndata: {pk}\n\n".encode()


def cursor(moment: datetime, told: int = 0) -> str:
    """Where a stream stands: microseconds since 1970 and the dispatch told last, as an event's id."""
    return f"{round(moment.timestamp() * 1_000_000)}-{told}"


def parse_cursor(text: str) -> tuple[datetime, int] | None:
    """The reverse; None for anything else."""
    match = re.fullmatch(r"([0-9]{1,16})-([0-9]{1,18})", text)
    return (datetime.fromtimestamp(int(match[1]) / 1_000_000, UTC), int(match[2])) if match else None


def _arrival(row: Dispatch, unread: str) -> Arrival:
    told = {
        "id": str(row.pk),
        "at": row.sent_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "kind": row.kind,
        "mode": row.get_legal_mode_display(),
        "title": row.masked_title,
        "sender": row.sender.short_name,
        "url": f"/inbox/{row.pk}/",
        "unread": unread,
    }
    text = json.dumps(told, ensure_ascii=False)
    return Arrival(row.pk, f"event: arrival\nid: {cursor(row.sent_at, row.pk)}\ndata: {text}\n\n".encode())
