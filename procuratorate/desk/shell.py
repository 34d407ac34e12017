"""What stands around every page: organ and post, the rail with its counts, the day, the bell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from psycopg2.extensions import TRANSACTION_STATUS_INTRANS

from procuratorate.desk.rail import rail_for
from procuratorate.lib.clock import SHANGHAI
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment, Officer

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Post:
    label: str
    url: str
    current: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Nothing for strangers; error pages outside the door get nothing either."""
    actor: Actor | None = getattr(request, "actor", None)
    site = {"site_name": settings.SITE_NAME, "organ_name": settings.SITE_ORGAN, "demo": settings.DEMO}
    if actor is None or not _can_read():
        return site
    if not actor.is_officer:
        return site | {"month": lambda: _month(request), "today": request.on}  # type: ignore[attr-defined]
    return site | {"actor": actor, "shell": SimpleLazyObject(lambda: _shell(request, actor))}  # fragments have none


def _month(request: HttpRequest) -> Any:
    """Read when the login page draws it, not for every stranger."""
    from procuratorate.desk.month import month_of

    return month_of(request.on)  # type: ignore[attr-defined]


def _can_read() -> bool:
    """Whether the door is open and its transaction sound: an error page may be rendered after the database refused."""
    return connection.in_atomic_block and connection.connection.info.transaction_status == TRANSACTION_STATUS_INTRANS


def _shell(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    from procuratorate.deadlines.selectors import day_kind
    from procuratorate.desk.counts import rail_counts
    from procuratorate.dispatch.selectors import reads
    from procuratorate.dispatch.stream.news import cursor
    from procuratorate.organs.sessions import first_duty

    on = request.on  # type: ignore[attr-defined]
    officer, counts = cast(Officer, request.user), rail_counts(actor, on, getattr(request, "counted", {}))
    posts: list[Assignment] = getattr(request, "posts", [])  # as the door read them
    current = next((row for row in posts if row.pk == actor.assignment_id), None)
    organ = current.organ if current else None
    house = (organ.house or organ) if organ else None
    return {
        "mark": "刑执监督",
        "organ": house.name if house else actor.organ_name,
        "office": organ.short_name if organ and house and organ.pk != house.pk else "",
        "post": f"{actor.name} · {actor.role.label}",
        "posts": [
            Post(
                f"{row.organ.short_name} {row.get_role_display()}", f"/me/post/{row.pk}/", row.pk == actor.assignment_id
            )
            for row in posts
        ],
        "acting_for": actor.acting_for,
        "demo": settings.DEMO,
        "day": f"{on:%Y-%m-%d} 星期{WEEKDAYS[on.weekday()]}",
        "day_kind": day_kind(on),
        "now": request.at.astimezone(SHANGHAI),  # type: ignore[attr-defined]
        "bell": counts.get("/inbox/", "0") if reads(actor) else "",  # nothing arrives for administrators and auditors
        "stream_last": cursor(request.at) if reads(actor) else "",  # type: ignore[attr-defined]
        "rail": [] if first_duty(request, actor) else rail_for(actor, request.path, counts, officer.habit),
        "columns": " ".join(f"no-{code}" for code in officer.habit(request.path)["hidden"]),
    }
