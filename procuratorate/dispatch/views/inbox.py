"""What arrived and what was sent: lists, opening, registering."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from procuratorate.dispatch import selectors, services
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.permissions import READERS
from procuratorate.dispatch.querysets import Dispatches
from procuratorate.dispatch.states import Mode
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles, opens

PER_PAGE = 50
MODES = [("", "全部方式", None), *((mode.value, mode.label, None) for mode in Mode)]
SHAPES = {"row": "dispatch/inbox_row.html", "item": "dispatch/arrival_item.html"}


@require_safe
@for_roles(READERS)
def inbox(request: HttpRequest) -> HttpResponse:
    """`?state=all` shows registered ones too; `?mode=`, `?kind=`, `?reply=1`, `?from=` (organ), `?q=` narrow it."""
    arrived = Dispatch.objects.received_by(request.actor)  # type: ignore[attr-defined]
    waiting = request.GET.get("state") != "all"
    rows = _narrowed(arrived.unregistered() if waiting else arrived, request, "sender")
    unread = selectors.waiting_count(arrived)
    request.counted = {"/inbox/": unread}  # type: ignore[attr-defined]  # the rail and the bell show the same
    context = {
        "page": _page(rows, request),
        "unread": selectors.shown(unread),
        "states": [("", "待登记", selectors.shown(unread)), ("all", "全部", None)],
        "modes": MODES,
        "organs": selectors.organs_of(arrived, "sender"),
        "filtered": any(request.GET.get(name) for name in ("mode", "kind", "from", "q", "reply")),
        "waiting": waiting,
    }
    return render(request, "dispatch/inbox.html", context)


@require_safe
@for_roles(READERS)
def sent(request: HttpRequest) -> HttpResponse:
    """`?state=waiting` shows what the other side has not registered; the rest as in the inbox (`?from=`: recipient)."""
    mine = Dispatch.objects.sent_from(request.actor)  # type: ignore[attr-defined]
    waiting = request.GET.get("state") == "waiting"
    rows = _narrowed(mine.unregistered() if waiting else mine, request, "recipient")
    context = {
        "page": _page(rows, request),
        "states": [("", "全部", None), ("waiting", "对方未登记", selectors.shown(selectors.waiting_count(mine)))],
        "modes": MODES,
        "organs": selectors.organs_of(mine, "recipient"),
        "packets": bool(settings.GATEWAY_ORGANS),
        "filtered": any(request.GET.get(name) for name in ("state", "mode", "kind", "from", "q")),
    }
    return render(request, "dispatch/sent.html", context)


@require_safe
@for_roles(READERS)
def open_arrival(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the opening, go to the page of what arrived."""
    actor = request.actor  # type: ignore[attr-defined]
    dispatch = get_object_or_404(Dispatch.objects.visible_to(actor).listed(), pk=pk)
    services.open_dispatch(dispatch=dispatch, actor=actor)
    return _to_page(dispatch, dispatch.address if actor.owns(dispatch.recipient_id) else dispatch.sender_address, actor)


@require_safe
@for_roles(READERS)
def open_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """The sender's own page of what was sent."""
    dispatch = get_object_or_404(Dispatch.objects.visible_to(request.actor).listed(), pk=pk)  # type: ignore[attr-defined]
    return _to_page(dispatch, dispatch.sender_address, request.actor)  # type: ignore[attr-defined]


def _to_page(dispatch: Dispatch, address: str, actor: Actor) -> HttpResponse:
    """The matter itself; its receipt for who registers arrivals of matters the own post does not read."""
    return redirect(address if address and opens(actor, address) else f"/dispatches/{dispatch.pk}/receipt/")


@require_safe
@for_roles(READERS)
def arrival(request: HttpRequest, shape: str, pk: int) -> HttpResponse:
    """One arrival as a table row or a list item, for the live lists of open pages."""
    arrived = Dispatch.objects.received_by(request.actor)  # type: ignore[attr-defined]
    dispatch = get_object_or_404(arrived.listed(), pk=pk)
    template = SHAPES.get(shape, SHAPES["item"])
    return render(request, template, {"one": dispatch, "is_new": True})


@require_POST
@for_roles(READERS)
def acknowledge_one(request: HttpRequest, pk: int) -> HttpResponse:
    """登记 one; the button gives way to the time."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    dispatch = get_object_or_404(Dispatch.objects.visible_to(actor).listed(), pk=pk)
    services.acknowledge(dispatch=dispatch, actor=actor, note=request.POST.get("note", ""), at=at)
    if getattr(request, "htmx", False):
        unread = selectors.shown(selectors.unread_count(actor))
        done = render(request, "dispatch/acknowledged.html", {"one": dispatch, "unread": unread})
        done.headers["HX-Trigger"] = "registered"  # other parts of the page count anew
        return done
    return redirect(_back(request))


@require_POST
@for_roles(READERS)
def acknowledge_ticked(request: HttpRequest) -> HttpResponse:
    """登记 the ticked ones. Ids out of sight are as if they did not exist."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    ticked = request.POST.getlist("id")
    if not ticked or len(ticked) > PER_PAGE or not all(one.isascii() and one.isdigit() for one in ticked):
        raise Unacceptable(f"请先勾选要登记的件，一次不超过 {PER_PAGE} 件。")
    arrived = Dispatch.objects.received_by(actor).filter(pk__in=ticked).listed().order_by("pk")
    services.acknowledge_many(dispatches=arrived, actor=actor, at=at)
    return redirect(_back(request))


def _narrowed(rows: Dispatches, request: HttpRequest, other: str) -> Dispatches:
    """Apply the filters of the address; unknown values are no filter."""
    given: dict[str, Any] = {name: request.GET.get(name, "").strip() for name in ("mode", "kind", "from", "q")}
    if given["mode"] in Mode.values:
        rows = rows.filter(legal_mode=given["mode"])
    if given["kind"]:
        rows = rows.filter(kind=given["kind"][:40])
    if given["from"].isascii() and given["from"].isdigit():
        rows = rows.filter(**{f"{other}_id": int(given["from"][:15])})
    if given["q"]:
        words = given["q"].replace("\0", "")[:60]
        rows = rows.filter(Q(number__icontains=words) | Q(title__icontains=words))
    return rows.replies() if request.GET.get("reply") else rows


def _page(rows: Dispatches, request: HttpRequest) -> Any:
    return Paginator(rows.listed().newest_first(), PER_PAGE).get_page(request.GET.get("page"))


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    good = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if good else "/inbox/"  # a bare word would be looked up as the name of a view
