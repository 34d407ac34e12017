"""The list of notices, for both sides; counts by kind, period and unit with the lines behind them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from procuratorate.audit.services import record_list_read
from procuratorate.notices.forms.leading import RegisterForm
from procuratorate.notices.permissions import may_draft
from procuratorate.notices.rendering.pages import rows_of
from procuratorate.notices.selectors.lists import listed, tabs, units
from procuratorate.notices.selectors.register import Period, lines_of, registered, tallies
from procuratorate.notices.states import Kind
from procuratorate.notices.views.access import actor_of, for_both, for_readers, whole
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind as OrganKind

PAGE = 50
SLUGS = {OrganKind.PRISON: "prison_violations", OrganKind.CENTRE: "centre_violations"}  # of the register of a site


@for_both
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """`?tab=` open, overdue, drafts, ended, all; `?kind=`, `?unit=`, `?q=` narrow it."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    tab, asked = request.GET.get("tab", ""), " ".join(request.GET.get("q", "").replace("\0", "").split())[:60]
    unit, kind = whole(request.GET.get("unit")), request.GET.get("kind", "")
    rows = listed(actor, on, tab=tab, kind=kind, unit=unit, asked=asked)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "rows": rows_of(page.object_list, on),
        "tabs": [(code, label, None) for code, label in tabs(actor).items()],
        "kinds": [("", "全部文书", None), *((one.value, one.label, None) for one in Kind)],
        "units": [("", "全部单位", None), *((str(pk), name, None) for pk, name in units(actor))],
        "may_draft": may_draft(actor) is None,
        "is_ours": may_draft(actor) is None or actor.side == "procuratorate",
        "asked": asked,
        "kept": [(name, request.GET.get(name, "")) for name in ("tab", "kind", "unit")],
    }
    return render(request, "notices/notices.html", told)


@for_readers
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """`?since=`, `?until=` (this year unless told), `?unit=`, `?kind=`: counts above, the official columns below."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    form, period = _period(request, on)
    unit, kind = whole(request.GET.get("unit")), request.GET.get("kind", "")
    found = registered(actor, period, kind=kind, unit=unit)
    ids = list(found.values_list("pk", flat=True)[:PAGE])
    if ids:
        record_list_read(actor=actor, kind="notices.notice", ids=ids)
    site = Organ.objects.filter(pk=unit, kind__in=SLUGS).first() if unit is not None else None
    told: dict[str, Any] = {
        "form": form,
        "period": period,
        "site": site,
        "slug": SLUGS[OrganKind(site.kind)] if site else "",
        "lines": list(lines_of(found)),
        "tallies": tallies(actor, period, kind=kind, unit=unit),
        "kinds": [("", "全部文书", None), *((one.value, one.label, None) for one in Kind)],
        "units": [("", "全部单位", None), *((str(pk), name, None) for pk, name in units(actor))],
    }
    return render(request, "notices/register.html", told, status=422 if form.errors else 200)


def _period(request: HttpRequest, on: date) -> tuple[RegisterForm, Period]:
    this_year = {"since": on.replace(month=1, day=1), "until": on}
    asked = {name: request.GET.get(name) or str(this_year[name]) for name in this_year}
    form = RegisterForm(asked)
    if not form.is_valid():
        return form, Period(**this_year)
    return form, Period(form.cleaned_data["since"], form.cleaned_data["until"])
