"""Recusals: an officer declares one from a person's dossier; the head of the house decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from procuratorate.custody import services
from procuratorate.custody.forms import RecusalForm
from procuratorate.custody.models import Person, Recusal
from procuratorate.custody.permissions import DECIDERS, HANDLERS
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles


@require_http_methods(["GET", "POST"])
@for_roles(HANDLERS)
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare one's own recusal from a person."""
    person = get_object_or_404(rows_of(Person, request), pk=pk)
    form = RecusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.declare_recusal(person=person, actor=actor_of(request), **form.cleaned_data)
        messages.success(request, "已记录回避。决定驳回以前，您不再看到此人的任何材料。")
        return redirect("custody:recusals")
    return render(request, "custody/recuse.html", {"form": form, "person": person}, status=422 if form.errors else 200)


@require_GET
@for_roles(HANDLERS)
def recusals(request: HttpRequest) -> HttpResponse:
    """One's own recusals, and those of the house."""
    rows = rows_of(Recusal, request).select_related("officer", "organ", "decided_by").order_by("-pk")[:200]
    actor = actor_of(request)
    return render(
        request,
        "custody/recusals.html",
        {"rows": rows, "actor_id": actor.officer_id, "decides": actor.role in DECIDERS},
    )


@require_POST
@for_roles(DECIDERS)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or reject."""
    recusal = get_object_or_404(rows_of(Recusal, request), pk=pk)
    granted = request.POST.get("granted") == "1"
    services.decide_recusal(recusal=recusal, granted=granted, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已决定回避。" if granted else "已驳回，该人员恢复办理。")
    return redirect("custody:recusals")


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def rows_of(model: Any, request: HttpRequest) -> Any:
    return model.objects.visible_to(actor_of(request))
