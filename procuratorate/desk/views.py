"""The first page by post, the procurator's desk, the search over everything in reach."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from commutation.selectors import batches_under_review
from commutation.selectors.progress import bars
from commutation.selectors.sittings import coming_sit_ins
from detention.rendering.wall import rows_of
from detention.selectors import wall
from procuratorate.desk import days, queues
from procuratorate.desk.finding import LEAST, find
from procuratorate.desk.guide import CLOCK_FACES, steps_for
from procuratorate.dispatch.services import look
from procuratorate.incidents.selectors.lists import pressing
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles, for_signed_in
from procuratorate.organs.states import CENTRE_STAFF, EVERYONE, PRISON_STAFF, PROCURATORS, Role

FIRST_PAGES = {
    Role.ADMINISTRATOR: "/organs/",
    Role.AUDITOR: "/audit/",
    Role.CASE_MANAGER: "/acceptance/",
} | dict.fromkeys(CENTRE_STAFF, "/detainees/")
PARTS = {"work": "desk/fragment.html", "strip": "desk/strip.html"}
LONGEST = 60  # characters of a search


@require_safe
@for_roles(EVERYONE)
def home(request: HttpRequest) -> HttpResponse:
    """Lead each post to its first page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.role in PROCURATORS:
        return redirect("/desk/")
    return redirect("/batches/" if actor.role in PRISON_STAFF else FIRST_PAGES.get(actor.role, "/inbox/"))


@require_safe
@for_roles(PROCURATORS)
def desk(request: HttpRequest) -> HttpResponse:
    """My day. `?due=` over, today, soon, new, reply filters the queue; htmx gets what it asks for alone."""
    actor, on, at = request.actor, request.on, request.at  # type: ignore[attr-defined]
    reviews = batches_under_review(actor, on, most=queues.MOST)
    come = bars(one.batch.pk for one in reviews)
    work = queues.work(actor, on, request.GET.get("due", ""), reviews, come)
    request.counted = work.counted  # type: ignore[attr-defined]
    part = PARTS.get(_target(request))
    if part:
        return render(request, part, {"work": work})
    since = look(actor=actor, at=at)
    context = {
        "work": work,
        "news": days.news_since(actor, since, on),
        "under_review": days.under_review(reviews, on, come),
        "tracked": days.tracked(actor, on),
        "arrivals": days.arrivals(actor),
        "sit_ins": coming_sit_ins(actor, on),
        "since": since,
        "pressing": pressing(actor),
        "held": rows_of(wall.pressing(actor, on), on),
        "at": at,
        "most": days.ARRIVALS,
    }
    return render(request, "desk/desk.html", context)


@require_safe
@for_roles(EVERYONE)
def search(request: HttpRequest) -> HttpResponse:
    """Persons, batches, dispatches within reach; the search box gets the list alone."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    groups = find(request.actor, words) if len(words) >= LEAST else []  # type: ignore[attr-defined]
    context = {"words": words, "groups": groups, "too_short": len(words) < LEAST}
    is_box = _target(request) == "find-results"
    return render(request, "desk/found.html" if is_box else "desk/search.html", context)


@require_safe
@for_signed_in
def guide(request: HttpRequest) -> HttpResponse:
    """三步上手 for the post one holds, the keys, how a clock looks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context = {"steps": steps_for(actor.role), "post": actor.role.label, "clocks": CLOCK_FACES}
    return render(request, "desk/help.html", context)


def _target(request: HttpRequest) -> str:
    """Which element of the open page asks; nothing for a whole page."""
    htmx = getattr(request, "htmx", None)
    return htmx.target or "" if htmx else ""
