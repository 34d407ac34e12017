"""How a page finds its notice: out of sight is 404. Who may open what, as groups of posts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from procuratorate.notices.models import Notice, Point
from procuratorate.notices.permissions import ALL, ANSWERERS
from procuratorate.notices.querysets import LEADERS, READERS
from procuratorate.notices.selectors.lists import one
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import PROCURATORS

for_both = for_roles(ALL)
for_procurators = for_roles(PROCURATORS)
for_readers = for_roles(READERS)
for_leaders = for_roles(LEADERS)
for_answerers = for_roles(ANSWERERS)
for_parties = for_roles(PROCURATORS, ANSWERERS)


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def notice_of(request: HttpRequest, pk: int) -> Notice:
    found: Notice = get_object_or_404(one(actor_of(request)), pk=pk)
    return found


def point_of(request: HttpRequest, pk: int, position: int) -> Point:
    found: Point = get_object_or_404(notice_of(request, pk).points.select_related("notice"), position=position)
    return found


def hanging(request: HttpRequest, model: Any, pk: int) -> Any:
    """A row that hangs on a notice in sight."""
    rows = model.objects.visible_to(actor_of(request))
    return get_object_or_404(rows.select_related("notice__organ", "notice__office", "notice__addressee"), pk=pk)


def whole(text: Any) -> int | None:
    """A number out of the address, or nothing."""
    said = str(text or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 15 else None


def said(request: HttpRequest, *names: str, most: int = 4000) -> dict[str, str]:
    """These texts of a POST, cut to a length."""
    return {name: request.POST.get(name, "")[:most] for name in names}


def act(gate: Callable[[Any], Any], verb: Callable[..., Any], done: str, *names: str) -> Any:
    """A page that does one act on a notice with the texts named, and says so."""

    @gate
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        notice = notice_of(request, pk)
        verb(notice=notice, actor=actor_of(request), at=request.at, **said(request, *names))  # type: ignore[attr-defined]
        messages.success(request, done)
        return redirect(notice)

    return view
