"""Sealed records: the application, the decision, the one look."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from procuratorate.custody import services
from procuratorate.custody.forms import DecisionForm, SealedForm
from procuratorate.custody.models import Judgment, SealedQuery
from procuratorate.custody.permissions import HANDLERS, may_ask_sealed
from procuratorate.custody.states import UNSEALERS
from procuratorate.custody.views.recusals import actor_of, rows_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.gate import for_roles


@require_GET
@for_roles(HANDLERS)
def queries(request: HttpRequest) -> HttpResponse:
    """One's own applications, and those put to one's house."""
    actor = actor_of(request)
    rows = rows_of(SealedQuery, request).select_related("officer", "organ", "keeper", "decided_by")
    page = {"rows": rows[:200], "actor_id": actor.officer_id, "decides": actor.role in UNSEALERS}
    return render(request, "custody/sealed.html", page)


@require_http_methods(["GET", "POST"])
@for_roles(HANDLERS)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The application in writing."""
    judgment = get_object_or_404(rows_of(Judgment, request).select_related("person__keeper"), pk=pk)
    demand(may_ask_sealed(actor_of(request), judgment), act="custody.ask_sealed", target=judgment)
    form = SealedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.ask_sealed(judgment=judgment, actor=actor_of(request), **form.cleaned_data)
        messages.success(request, "已提出查询申请，三个工作日内决定。")
        return redirect("custody:sealed")
    page = {"form": form, "judgment": judgment}
    return render(request, "custody/ask_sealed.html", page, status=422 if form.errors else 200)


@require_POST
@for_roles(UNSEALERS)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse."""
    query = get_object_or_404(rows_of(SealedQuery, request), pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Unacceptable("请选择许可或者不予许可。", fields={"granted": "选择一项"})
    granted, why = form.cleaned_data["granted"] == "1", form.cleaned_data["decision"]
    at = request.at  # type: ignore[attr-defined]
    services.decide_sealed(query=query, granted=granted, decision=why, actor=actor_of(request), at=at)
    messages.success(request, "已许可查询，申请人可查看一次。" if granted else "已决定不予许可。")
    return redirect("custody:sealed")


@require_POST
@never_cache
@for_roles(HANDLERS)
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """The record, in this answer and no other."""
    query = get_object_or_404(rows_of(SealedQuery, request).select_related("keeper"), pk=pk)
    judgment = services.look_sealed(query=query, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    return render(request, "custody/look_sealed.html", {"query": query, "judgment": judgment})
