"""The menu 常用视图 of a list: fetched when it is opened, so that no list page asks for it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.gate import for_signed_in
from procuratorate.organs.models import SavedView
from procuratorate.organs.services.saved import LISTS, drop_view, kept_of, save_view
from procuratorate.organs.views.pages import actor_of


@for_signed_in
@require_http_methods(["GET", "POST"])
def views(request: HttpRequest) -> HttpResponse:
    """GET: one's own views of the list one looks at, those shared, and a form for a new one. POST: save or drop."""
    return _change(request) if request.method == "POST" else _menu(request)


def _menu(request: HttpRequest) -> HttpResponse:
    actor, now = actor_of(request), urlsplit(request.headers.get("HX-Current-URL", ""))
    rows = SavedView.objects.filter(Q(officer_id=actor.officer_id) | Q(shared_with__in=actor.home), page=now.path)
    found = rows.select_related("officer").order_by("name", "pk")
    told = {"saved": found, "page": now.path, "query": kept_of(now.query), "me": actor.officer_id}
    return render(request, "organs/views_menu.html", told)


def _change(request: HttpRequest) -> HttpResponse:
    actor, page, name = actor_of(request), request.POST.get("page", ""), request.POST.get("name", "")
    if page not in LISTS:
        raise Unacceptable("这一页没有常用视图。")
    if request.POST.get("drop"):
        drop_view(actor=actor, page=page, name=name)
        messages.success(request, f"已删去视图“{name}”。")
        return redirect(page)
    shared = bool(request.POST.get("shared"))
    saved = save_view(actor=actor, page=page, name=name, query=request.POST.get("query", ""), shared=shared)
    messages.success(request, f"已存为视图“{saved.name}”{'，本单位同事可用' if shared else ''}。")
    return redirect(f"{page}?{saved.query}")
