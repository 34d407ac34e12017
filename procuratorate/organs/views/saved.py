"""The menu 视图 of a list: fetched when it is opened, so that no list page asks for it."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.gate import for_signed_in
from procuratorate.organs.models import Officer, SavedView
from procuratorate.organs.services.saved import drop_view, kept_of, open_with, save_view, show_columns
from procuratorate.organs.states import LISTS
from procuratorate.organs.views.pages import actor_of


@for_signed_in
@require_http_methods(["GET", "POST"])
def views(request: HttpRequest) -> HttpResponse:
    """GET: one's own views of the list one looks at, those shared, and a form for a new one. POST: save or drop."""
    return _change(request) if request.method == "POST" else _menu(request)


@for_signed_in
@require_POST
def habits(request: HttpRequest) -> HttpResponse:
    """How this list stands for the one who asks: `opens` with these filters, or with the columns `shown`."""
    actor, officer, page = actor_of(request), cast(Officer, request.user), request.POST.get("page", "")
    if "opens" in request.POST:
        open_with(actor=actor, officer=officer, page=page, query=request.POST["opens"])
        kept = officer.habit(page)["opens"]
        messages.success(request, "以后从左栏打开，就是这个视图。" if kept else "以后从左栏打开，不带筛选条件。")
    else:
        show_columns(actor=actor, officer=officer, page=page, shown=request.POST.getlist("shown"))
        messages.success(request, "列已按您的选择显示，以后照此。")
    return redirect(f"{page}?{QueryDict(request.POST.get('query', '').replace(chr(0), '')).urlencode()}")


def _menu(request: HttpRequest) -> HttpResponse:
    actor, now = actor_of(request), urlsplit(request.headers.get("HX-Current-URL", ""))
    rows = SavedView.objects.filter(Q(officer_id=actor.officer_id) | Q(shared_with__in=actor.home), page=now.path)
    habit = cast(Officer, request.user).habit(now.path)
    told = {
        "saved": rows.select_related("officer").order_by("name", "pk"),
        "page": now.path, "query": kept_of(now.query), "whole_query": now.query, "me": actor.officer_id,
        "opens": habit["opens"],
        "columns": [(code, name, code not in habit["hidden"]) for code, name in LISTS.get(now.path, {}).items()],
    }  # fmt: skip
    return render(request, "organs/views_menu.html", told)


def _change(request: HttpRequest) -> HttpResponse:
    actor, page, name = actor_of(request), request.POST.get("page", ""), request.POST.get("name", "")
    if page not in LISTS:
        raise Unacceptable("这一页没有常用视图。")
    if request.POST.get("drop"):
        drop_view(actor=actor, officer=cast(Officer, request.user), page=page, name=name)
        messages.success(request, f"已删去视图“{name}”。")
        return redirect(page)
    shared = bool(request.POST.get("shared"))
    saved = save_view(actor=actor, page=page, name=name, query=request.POST.get("query", ""), shared=shared)
    messages.success(request, f"已存为视图“{saved.name}”{'，本单位同事可用' if shared else ''}。")
    return redirect(f"{page}?{saved.query}")
