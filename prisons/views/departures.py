"""Leaving, coming back, and the transfers between prisons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from prisons.forms import DepartureForm, ReceiptForm, ReturnForm
from prisons.models import Departure
from prisons.permissions import may_receive, may_register_departure, may_register_return
from prisons.services import departing
from prisons.views.common import actor_of, day_of, for_clerks, for_readers, inmate_of
from procuratorate.custody.states import Ended
from procuratorate.lib.errors import Unacceptable, demand


@require_http_methods(["GET", "POST"])
@for_readers
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """登记离监: what stands open for the inmate is told first."""
    found, actor = inmate_of(request, pk), actor_of(request)
    demand(may_register_departure(actor, found), act="prisons.register_departure", target=found)
    kind = request.POST.get("kind", "")
    open_things = departing.obstacles(found, Ended(kind) if kind in Ended.values else Ended.RELEASED)
    initial = {"version": found.person.version, "left_on": day_of(request).isoformat()}
    form = DepartureForm(request.POST or None, inmate=found, has_obstacles=bool(open_things), initial=initial)
    if form.is_valid():
        version, at = form.cleaned_data["version"], request.at  # type: ignore[attr-defined]
        try:
            made = departing.register_departure(inmate=found, told=form.told(), version=version, actor=actor, at=at)
        except Unacceptable as error:
            _tell(form, error)
        else:
            messages.success(request, _done(made))
            return redirect("prisons:inmate", pk)
    page = {"inmate": found, "form": form, "obstacles": open_things}
    return render(request, "prisons/departure.html", page, status=422 if form.errors else 200)


def _done(departure: Departure) -> str:
    if departure.receiver:
        return f"已登记调出，{departure.receiver.short_name}已收到通知，确认调入后档案随转。"
    return f"已登记离监：{departure.get_kind_display()}。"


@require_POST
@for_readers
def come_back(request: HttpRequest, pk: int) -> HttpResponse:
    """登记返回: 收监, 抓获, or a leaving entered by mistake."""
    found, actor = inmate_of(request, pk), actor_of(request)
    departure = get_object_or_404(Departure.objects.filter(inmate=found).select_related("inmate__custody__person")[:1])
    demand(may_register_return(actor, departure), act="prisons.register_return", target=departure)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        fields = {name: "；".join(map(str, why)) for name, why in form.errors.items()}
        raise Unacceptable("没有登记返回：请写明返回日和事由。", fields=fields)
    departing.register_return(departure=departure, actor=actor, at=request.at, **form.cleaned_data)  # type: ignore[attr-defined]
    messages.success(request, "已登记返回，恢复在押。")
    return redirect("prisons:inmate", pk)


@require_GET
@for_clerks
def transfers(request: HttpRequest) -> HttpResponse:
    """调入调出: what is on its way to this prison, and what it has given."""
    actor = actor_of(request)
    rows = Departure.objects.visible_to(actor).filter(kind=Ended.TRANSFERRED).select_related("prison", "receiver")
    page = {"awaited": rows.awaited_by(actor), "others": rows.exclude(pk__in=rows.awaited_by(actor).values("pk"))[:100]}
    return render(request, "prisons/transfers.html", page)


@require_http_methods(["GET", "POST"])
@for_clerks
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer: to be received here, or how far it is."""
    actor = actor_of(request)
    rows = Departure.objects.visible_to(actor).select_related("prison", "receiver", "by", "dispatch", "received_by")
    found = get_object_or_404(rows.filter(kind=Ended.TRANSFERRED), pk=pk)
    refusal = may_receive(actor, found)
    if request.method == "POST":
        demand(refusal, act="prisons.receive_transfer", target=found)
    initial = {"received_on": day_of(request).isoformat(), "number": found.number}
    form = ReceiptForm(request.POST or None, departure=found, initial=initial)
    if form.is_valid():
        try:
            at = request.at  # type: ignore[attr-defined]
            arrived = departing.receive_transfer(departure=found, actor=actor, at=at, **form.cleaned_data)
        except Unacceptable as error:
            _tell(form, error)
        else:
            messages.success(request, "已确认调入，档案已转入本监狱。")
            return redirect("prisons:inmate", arrived.pk)
    page: dict[str, Any] = {"departure": found, "form": form, "may_receive": refusal is None}
    return render(request, "prisons/transfer.html", page, status=422 if form.errors else 200)


def _tell(form: forms.Form, error: Unacceptable) -> None:
    for name, words in error.fields.items():
        form.add_error(name if name in form.fields else None, words)
    if not error.fields:
        form.add_error(None, error.message)
