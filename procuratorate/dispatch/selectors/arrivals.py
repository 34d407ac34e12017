"""Reads of arrivals: what waits at whose desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.permissions import READERS
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment, Officer, Organ
from procuratorate.organs.states import Kind, Side

READING_SIDES = frozenset({Side.PROCURATORATE, Side.PRISON, Side.DETENTION})
MOST = 1000  # figures are exact up to here, then 「999+」: a bell must not cost more in a full house


def reads(actor: Actor) -> bool:
    """Whether this post has an inbox at all: administrators and auditors have none."""
    return actor.side in READING_SIDES and actor.role in READERS


def unread_count(actor: Actor) -> int:
    """How much waits at the actor's own desks, at most MOST. One query; none for posts without an inbox."""
    return waiting_count(Dispatch.objects.received_by(actor)) if reads(actor) else 0


def waiting_count(rows: Any) -> int:
    """How many of `rows` are not registered, at most MOST."""
    count: int = rows.unregistered().order_by()[:MOST].count()
    return count


def shown(count: int) -> str:
    """A figure as it stands on the bell and the rail."""
    return f"{MOST - 1}+" if count >= MOST else str(count)


def organs_of(rows: Any, side: str) -> QuerySet[Organ]:
    """The organs at the other end (`sender` or `recipient`) of the latest MOST of `rows`, for the filter."""
    latest = rows.order_by("-pk").values(f"{side}_id")[:MOST]
    organs: QuerySet[Organ] = Organ.objects.filter(pk__in=latest).order_by("path")
    return organs


def readers_of(recipient: Organ, on: date) -> QuerySet[Officer]:
    """Active officers who register at this organ: of its own house, up to the house itself, never of a superior."""
    path = [int(part) for part in recipient.path.strip("/").split("/")]
    within = path[path.index(recipient.house_id) :] if recipient.house_id in path else [recipient.pk]
    posts = Assignment.objects.on(on).filter(role__in=READERS)
    posts = posts.filter(Q(organ__in=within) | Q(organ__kind=Kind.DEPARTMENT, organ__house__in=within))
    officers: QuerySet[Officer] = Officer.objects.filter(is_active=True, pk__in=posts.values("officer_id"))
    return officers


def desks_of_officer(officer_id: int, on: date) -> set[int]:
    """Organs at whose desks an officer registers, over all posts held that day."""
    found: set[int] = set()
    posts = Assignment.objects.on(on).filter(officer_id=officer_id, role__in=READERS).select_related("organ__house")
    for post in posts:
        organ = post.organ
        root = organ.house.path if organ.kind == Kind.DEPARTMENT and organ.house else organ.path
        desks = Organ.objects.filter(path__startswith=root, house_id=organ.house_id)
        found.update(desks.values_list("pk", flat=True))
    return found
