"""Rulings and decisions: lists by what is left to do, a new one, a sheet of many."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from commutation.forms import UploadForm
from commutation.forms.courts import RulingForm
from commutation.models import Filing
from commutation.permissions.courts import may_register
from commutation.rendering.clocks import face_of
from commutation.ruling_columns import LAYOUT
from commutation.selectors.deciders import Deciders
from commutation.selectors.objections import watches
from commutation.selectors.rulings import counts, month_table, tab, tabs_of, words_of
from commutation.services.rulings import (
    import_rulings,
    register_ruling,
)
from commutation.states.courts import RulingState
from commutation.views.access import actor_of, whole
from commutation.views.courts import for_both
from commutation.views.uploads import XLSX
from procuratorate.lib.characters import squeezed, visible
from procuratorate.lib.errors import demand
from procuratorate.lib.sheets import write_table

PAGE = 50
REVIEW = "review"  # the tab a plain address shows


@for_both
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Rulings by what is left to do."""
    actor = actor_of(request)
    name = request.GET.get("tab", "")
    tabs = tabs_of(actor)
    name = name if name in tabs else REVIEW
    rows = tab(actor, name)
    if words := squeezed(request.GET.get("q", "")):
        rows = rows.filter(name__contains=words) | rows.filter(case_no__contains=words)
    found = counts(actor)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    watched = watches(page)
    context = {
        "page": page,
        "lines": [(row, words_of(row), face_of(watched.get(row.pk, row.clock), request.on)) for row in page],  # type: ignore[attr-defined]
        "tabs": [("" if code == REVIEW else code, label, found[code]) for code, (label, _) in tabs.items()],
        "may_register": may_register(actor) is None,
    }
    return render(request, "commutation/rulings.html", context)


@for_both
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register one from its paper."""
    actor = actor_of(request)
    demand(may_register(actor), act="commutation.register_ruling")
    form = RulingForm(request.POST or None, initial=_about(request))
    if request.method == "POST" and form.is_valid():
        source = {name: visible(request.POST.get(name, "")) for name in form.fields}
        at = request.at  # type: ignore[attr-defined]
        ruling = register_ruling(told=form.told(), actor=actor, at=at, source=source)
        matched = ruling.state == RulingState.MATCHED
        messages.success(request, "已登记，并已对应到提请。" if matched else "已登记。请选择对应的提请。")
        return redirect(ruling)
    return render(request, "commutation/ruling_new.html", {"form": form}, status=422 if form.errors else 200)


def _about(request: HttpRequest) -> dict[str, Any]:
    """The form filled from the filing it was opened for."""
    filing = Filing.objects.visible_to(actor_of(request)).filter(pk=whole(request.GET.get("filing")) or 0).first()
    if filing is None:
        return {}
    case = getattr(filing, "court_case", None)
    decider = None if case else Deciders.over([filing], request.on).of(filing, filing.prison)  # type: ignore[attr-defined]
    known = {"court": case.court_id, "case_no": case.case_no} if case else {"court": decider.pk if decider else None}
    return {"kind": filing.kind, "name": filing.name, "number": filing.number, "months": filing.months, **known}


@for_both
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """A sheet of rulings, taken row by row."""
    actor = actor_of(request)
    demand(may_register(actor), act="commutation.import_rulings")
    form = UploadForm(request.POST or None, request.FILES or None)
    imported = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        at = request.at  # type: ignore[attr-defined]
        imported = import_rulings(data=file.read(), filename=file.name, actor=actor, at=at)
    page = {"form": form, "imported": imported, "figures": _figures(imported)}
    return render(request, "commutation/ruling_sheet.html", page, status=422 if form.errors else 200)


def _figures(imported: Any) -> list[tuple[str, int]]:
    words = {"registered": "已登记", "matched": "其中已对应", "known": "登记过", "refused": "退回"}
    return [(label, imported.count(what)) for what, label in words.items()] if imported else []


@for_both
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """An empty sheet to fill in."""
    demand(may_register(actor_of(request)), act="commutation.import_rulings")
    response = HttpResponse(write_table(LAYOUT.columns, [], title="裁定登记表"), content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E8%A3%81%E5%AE%9A%E7%99%BB%E8%AE%B0%E8%A1%A8.xlsx"
    return response


@for_both
@require_GET
def month(request: HttpRequest) -> HttpResponse:
    """A month in figures, by kind; days as ruled."""
    first = _first_of(request.GET.get("month", ""), request.on)  # type: ignore[attr-defined]
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    before = (first - timedelta(days=1)).replace(day=1)
    page = {"rows": month_table(actor_of(request), first, last), "first": first, "last": last}
    return render(
        request, "commutation/ruling_month.html", page | {"before": before, "after": last + timedelta(days=1)}
    )


def _first_of(said: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{said}-01")
    except ValueError:
        return today.replace(day=1)
