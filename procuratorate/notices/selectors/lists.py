"""Lists of notices: what lies with the actor, what is open, what is late; and one notice with all that hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, Q

from procuratorate.notices.models import Answer, Notice, Point
from procuratorate.notices.permissions import has_head
from procuratorate.notices.querysets import LEADERS, READERS
from procuratorate.notices.states import ENDED, IN_HAND, SETTLED, Kind, State
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Role

IN_ONE_QUEUE = LEADERS | {Role.DEPARTMENT_HEAD}  # their signatures wait in one place with those of opinions
TABS: dict[str, str] = {
    "": "等我办", "open": "未销号", "overdue": "逾期未复", "drafts": "在拟、在批", "ended": "已办结", "all": "全部",
}  # fmt: skip
THEIR_TABS = {"": "待答复", "open": "未销号", "overdue": "逾期未复", "ended": "已办结", "all": "全部"}


def tabs(actor: Actor) -> dict[str, str]:
    """The first is what the list opens with."""
    if actor.role in IN_ONE_QUEUE:
        return {"": TABS["open"]} | {code: word for code, word in TABS.items() if code not in {"", "open"}}
    return TABS if actor.role in READERS else THEIR_TABS


def to_sign(actor: Actor, on: date) -> Any:
    """What waits for the word of a head or a leader: papers on their way, rungs, re-examinations, requests."""
    if actor.role not in IN_ONE_QUEUE:
        return Notice.objects.none()
    rows = Notice.objects.visible_to(actor)
    waiting = rows.waiting_for(actor)
    if actor.role in LEADERS and not has_head(actor, on):
        waiting = waiting | rows.filter(organ__in=actor.desks, state=State.WITH_HEAD)
    return waiting.listed().order_by(F("clock__due_on").asc(nulls_last=True), "pk")


def listed(actor: Actor, on: date, *, tab: str = "", kind: str = "", unit: int | None = None, asked: str = "") -> Any:
    """Of one tab, nearest clock first; ended ones newest first. `asked`: a part of number or title."""
    rows = Notice.objects.visible_to(actor)
    chosen: dict[str, Callable[[], Any]] = {
        "": rows.open if actor.role in IN_ONE_QUEUE else lambda: rows.waiting_for(actor),
        "open": rows.open,
        "overdue": lambda: rows.open().overdue(on),
        "drafts": lambda: rows.filter(state__in=IN_HAND),
        "ended": lambda: rows.filter(state__in=ENDED),
    }
    found = chosen.get(tab, lambda: rows)()
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if unit is not None:
        found = found.filter(addressee=unit)
    if asked:
        found = found.filter(Q(number__icontains=asked) | Q(title__icontains=asked))
    found = found.listed().annotate(
        all_points=Count("points", distinct=True),
        done_points=Count("points", filter=Q(points__state__in=SETTLED), distinct=True),
    )
    return found.order_by("-closed_at", "-pk") if tab in {"ended", "all"} else found.order_by("clock__due_on", "-pk")


def units(actor: Actor) -> list[tuple[int, str]]:
    """Addressees of what the actor sees, as the tree has them: never by how many."""
    seen = Notice.objects.visible_to(actor).values("addressee")
    return list(Organ.objects.filter(pk__in=seen).order_by("path").values_list("pk", "short_name"))


def waiting_count(actor: Actor) -> int:
    """How many lie with the actor, for the rail; whose signatures wait in the one queue counts them there."""
    if actor.role in IN_ONE_QUEUE:
        return 0
    return int(Notice.objects.visible_to(actor).waiting_for(actor).count())


def one(actor: Actor) -> Any:
    """Notices the actor sees, each with what its page shows. About ten queries."""
    answers = Answer.objects.select_related("by", "dispatch").prefetch_related("files").order_by("pk")
    points = Point.objects.prefetch_related(Prefetch("answers", answers), "checks__by", "mendings__by").order_by(
        "position"
    )
    rows = Notice.objects.visible_to(actor).listed()
    rows = rows.select_related(
        "organ__parent", "office__house", "addressee__parent", "clock", "drafter", "approver", "follows", "closed_by",
        "proposed_by", "dispatch__opened_by", "dispatch__recipient",
    )  # fmt: skip
    return rows.prefetch_related(Prefetch("points", points), "dispatch__services", "objections__files", "charges")


def siblings_of(notice: Notice, actor: Actor) -> list[Notice]:
    """The same paper to other units, as each stands."""
    if not notice.others:
        return []
    main = notice.joint_id or notice.pk
    rows = Notice.objects.visible_to(actor).filter(Q(joint=main) | Q(pk=main)).exclude(pk=notice.pk)
    return list(rows.select_related("addressee").order_by("pk"))


def between(procuratorate: Organ, counterpart: Organ, since: date, until: date) -> Any:
    """Sent by a 院 or one of its offices to a unit within these days (both included), oldest first: for agendas.

    Read in the caller's reach.
    """
    rows = Notice.objects.sent().filter(Q(organ=procuratorate) | Q(office=procuratorate), addressee=counterpart)
    return rows.filter(issued_at__date__range=(since, until)).listed().order_by("issued_at", "pk")
