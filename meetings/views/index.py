"""All series with what is due; a new series; a meeting to prepare."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from meetings.forms import PlanForm, SeriesForm
from meetings.models import Series
from meetings.permissions import may_found, may_plan
from meetings.selectors.pages import agreed_rows, meetings_of, sites_of, standings
from meetings.services import found_series, plan_meeting
from meetings.views.access import actor_of, for_readers
from procuratorate.lib.errors import Refusal, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

PAGE = 30


@for_readers
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Series with alert on top, meetings below."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    agreed = agreed_rows(actor)
    page = {
        "rows": [(one, _host(actor, one.series)) for one in standings(actor, on)],
        "page": Paginator(meetings_of(actor), PAGE).get_page(request.GET.get("page")),
        "open": agreed.unfinished().count(),
        "late": agreed.overdue(on).count(),
        "may_found": any(may_found(actor, office, site) is None for office, site in sites_of(actor, on)),
    }
    return render(request, "meetings/index.html", page)


def _host(actor: Actor, series: Series) -> Organ | None:
    """The side whose meeting the actor may prepare."""
    sides = (series.office, series.site)
    return next((one for one in sides if may_plan(actor, one) is None), None)


@for_readers
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Begin a series with a site one supervises."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    pairs = sites_of(actor, on)
    free = [pair for pair in pairs if may_found(actor, *pair) is None]
    if (pairs and not free) or (not pairs and request.method == "POST"):
        demand(may_found(actor, *pairs[0]) if pairs else _no_site(), act="meetings.found")
    if not pairs:
        demand(_no_site(), act="meetings.found")
    form = SeriesForm(free, request.POST or None)
    if request.method == "POST" and form.is_valid():
        office, site = form.pairs[form.cleaned_data["site"]]
        try:
            at = request.at  # type: ignore[attr-defined]
            found_series(office=office, site=site, word=form.cleaned_data["word"], actor=actor, at=at)
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已建立。下一步：筹备本半年的会议。")
            return redirect("meetings:index")
    return render(request, "meetings/found.html", {"form": form}, status=422 if form.errors else 200)


def _no_site() -> Refusal:
    return Refusal("no_site", "联席会议由检察机关一方建立；本单位监督的场所都已建立，或者没有派驻的场所。")


@for_readers
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare a meeting of a series, as the side one belongs to."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    rows = Series.objects.visible_to(actor).select_related("office__house", "site__house")
    series = get_object_or_404(rows, pk=pk)
    host = _host(actor, series) or series.office
    demand(may_plan(actor, host), act="meetings.plan", target=series)
    usual = {"held_on": on + timedelta(days=12), "proposals_until": on + timedelta(days=5), "place": series.site.name}
    form = PlanForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            at = request.at  # type: ignore[attr-defined]
            made = plan_meeting(series=series, host=host, told=form.cleaned_data, actor=actor, at=at)
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已筹备。议程按已有情况填好，核对后发通知。")
            return redirect(made)
    page = {"form": form, "series": series, "host": host}
    return render(request, "meetings/plan.html", page, status=422 if form.errors else 200)
