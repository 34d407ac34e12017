"""What else lies on the desk: what came since the last look, batches under review, our own papers out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from commutation.selectors.progress import segments
from commutation.selectors.reviews import UnderReview
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.rendering import ClockFace, face, way_to
from procuratorate.deadlines.states import State
from procuratorate.desk.queues import Come
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.organs.actors import Actor

BATCHES, TRACKED, ARRIVALS = 6, 6, 6


@dataclass(frozen=True)
class Review:
    """A batch under review, its clock, and how far its cases have come as a bar."""

    one: UnderReview
    face: ClockFace | None
    segments: list[dict[str, Any]]


@dataclass(frozen=True)
class Tracked:
    """Something of ours that the other side has not finished."""

    face: ClockFace
    url: str
    title: str
    number: str
    other: str
    state: str


def news_since(actor: Actor, since: datetime | None, on: date) -> str:
    """「自昨日 17:42 以来新到 6 件，收到回复 2 件」. One query; none on the first visit."""
    if since is None:
        return "第一次打开工作台，待登记的来件都在“新到”里"
    rows = Dispatch.objects.received_by(actor).filter(sent_at__gt=since).order_by()
    counts = rows.aggregate(new=Count("pk"), replies=Count("pk", filter=Q(in_reply_to__isnull=False)))
    if not counts["new"]:
        return f"自{_moment(since, on)} 以来没有新到"
    replies = f"，收到回复 {counts['replies']} 件" if counts["replies"] else ""
    return f"自{_moment(since, on)} 以来新到 {counts['new']} 件{replies}"


def _moment(moment: datetime, on: date) -> str:
    local = moment.astimezone(SHANGHAI)
    names = {on: "今日", on - timedelta(days=1): "昨日"}
    return f"{names.get(local.date(), f'{local:%m-%d}')} {local:%H:%M}"


def under_review(reviews: Sequence[UnderReview], on: date, come: Come) -> list[Review]:
    """Batches whose clock still runs, the nearest end first."""
    running = [one for one in reviews if one.clock and one.clock.state == State.OPEN][:BATCHES]
    return [
        Review(one, face(one.clock, on) if one.clock else None, segments(come.get(one.batch.pk, {}))) for one in running
    ]


def tracked(actor: Actor, on: date) -> list[Tracked]:
    """Clocks that run against the other side, then what we sent and nobody registered or served. Two queries."""
    own = actor.desks
    clocks = Deadline.objects.open().filter(counterpart__in=own).exclude(organ__in=own).select_related("organ")
    sent = Dispatch.objects.sent_from(actor).outstanding().listed().order_by("sent_at", "pk")
    found = [_owed(clock, actor, on) for clock in clocks.order_by("due_on", "pk")[:TRACKED]]
    return found + [_unregistered(one, on) for one in sent[: TRACKED - len(found)]]


def _owed(clock: Deadline, actor: Actor, on: date) -> Tracked:
    url = way_to(clock, actor) or f"/deadlines/{clock.pk}/"
    return Tracked(face(clock, on), url, clock.masked_title, "", clock.organ.short_name, clock.start_reason)


def _unregistered(one: Dispatch, on: date) -> Tracked:
    sent_on = day_of(one.sent_at)
    days = (on - sent_on).days
    chip = ClockFace("is-stop", f"第 {days} 日" if days else "今日发出", f"{sent_on:%m-%d} 发", plain=True)
    state = "等回证" if one.needs_slip else "已打开，未登记" if one.opened_at else "未打开"
    return Tracked(chip, f"/sent/{one.pk}/", one.masked_title, one.number, one.recipient.short_name, state)


def arrivals(actor: Actor) -> list[Dispatch]:
    """The latest that wait to be registered. One query."""
    return list(Dispatch.objects.received_by(actor).unregistered().listed().newest_first()[:ARRIVALS])
