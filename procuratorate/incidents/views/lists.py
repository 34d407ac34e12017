"""What runs and what happened, for both sides; and the entry of an event."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from procuratorate.audit.services import record_list_read
from procuratorate.deadlines.rendering import face
from procuratorate.incidents.forms import REPORTS
from procuratorate.incidents.law import Kind, Place
from procuratorate.incidents.models import Incident
from procuratorate.incidents.permissions import READERS, STAFF, may_report
from procuratorate.incidents.rendering.pages import doubts, reads_law
from procuratorate.incidents.selectors.facts import wants_patrol
from procuratorate.incidents.selectors.lists import TABS, counts, listed, stay_of, with_acts
from procuratorate.incidents.services import report_incident
from procuratorate.incidents.views.access import actor_of, site_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import Kind as OrganKind

PAGE = 50


@for_roles(READERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Under a tab, newest first."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else ""
    page = Paginator(listed(actor, tab, request.GET.get("q", "")), PAGE).get_page(request.GET.get("page"))
    rows = list(with_acts(page.object_list))
    if rows:
        ids = [one.pk for one in rows]
        record_list_read(actor=actor, kind="incidents.incident", ids=ids, act="incidents.read_list")
    found, law = counts(actor), reads_law(actor)
    context = {
        "page": page,
        "lines": [
            (
                one,
                face(one.clock, on) if one.clock else None,
                doubts(one, on) if law else None,
                law and wants_patrol(one),
            )
            for one in rows
        ],
        "tabs": [(code, word, found[code]) for code, (word, _) in TABS.items()],
        "kept": [("tab", tab)] if tab else [],
        "law": law,
        "kinds": list(Kind) if actor.role in STAFF and may_report(actor, site_of(actor)) is None else [],
        "several": len({one.site_id for one in rows}) > 1,
    }
    return render(request, "incidents/incidents.html", context)


@for_roles(STAFF)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, kind: str) -> HttpResponse:
    """Write an event down; with the same stroke the office is told. `?number=` fills in who."""
    if kind not in {one.value for one in Kind}:
        raise Http404
    actor, sort = actor_of(request), Kind(kind)
    site = site_of(actor)
    demand(may_report(actor, site), act="incidents.report")
    place = Place.CENTRE if site.kind == OrganKind.CENTRE else Place.PRISON
    filled = {"number": request.GET.get("number", "")}
    form = REPORTS[sort](request.POST if request.method == "POST" else None, place=place, initial=filled)
    if request.method == "POST" and form.is_valid():
        made = _reported(request, sort, form)
        if made is not None:
            messages.success(request, f"已登记并通报派驻检察室：{sort.label}。")
            return redirect(made)
    context = {"form": form, "kind": sort, "others": [one for one in Kind if one != sort], "site": site}
    return render(request, "incidents/report.html", context, status=422 if request.method == "POST" else 200)


def _reported(request: HttpRequest, kind: Kind, form: Any) -> Incident | None:
    actor, told = actor_of(request), form.cleaned_data
    number = str(told.get("number") or "").strip()
    stay = stay_of(actor, number) if number else None
    if number and stay is None:
        form.add_error("number", "本单位没有这个编号的人员，请核对")
        return None
    try:
        at = request.at  # type: ignore[attr-defined]
        return report_incident(site=site_of(actor), kind=kind, stay=stay, told=told, actor=actor, at=at)
    except Unacceptable as error:
        form.tell(error)
        return None
