"""可提请人员: a ward's people by whether and from when they may be put forward; and one nomination line by line."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from commutation.facts import asked_of
from commutation.permissions.prospects import may_read_law
from commutation.rendering.laws import laws_of
from commutation.selectors.prospects import ASKABLE, NOW, TABS, counted, pool_of, prospects
from commutation.states import Kind
from commutation.views.access import actor_of, batch_of, filing_of, for_staff, whole
from procuratorate.audit.services import record_list_read, record_read
from procuratorate.lib.errors import demand
from procuratorate.organs.models import Organ

PAGE = 100
Chip = tuple[str, str, Any]


@for_staff
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """One ward at a time, reckoned as the page is opened."""
    actor, query = actor_of(request), request.GET
    kind = Kind(query["kind"]) if query.get("kind") in ASKABLE else Kind.COMMUTATION
    pool = pool_of(actor, kind)
    wards = list(Organ.objects.filter(pk__in=pool.order_by().values("ward")).order_by("path"))
    ward = next((one for one in wards if one.pk == whole(query.get("ward"))), wards[0] if wards else None)
    rows = prospects(pool.filter(ward=ward), kind, request.at) if ward else []  # type: ignore[attr-defined]
    tab = query["tab"] if query.get("tab") in TABS else NOW
    page = Paginator([one for one in rows if one.tab == tab], PAGE).get_page(query.get("page"))
    if shown := [one.inmate.pk for one in page.object_list]:
        record_list_read(actor=actor, kind="prisons.inmate", ids=shown, act="commutation.read_prospects")
    told = {
        "page": page, "kind": kind, "ward": ward, "tab": tab, "tab_word": TABS[tab], "people": len(rows),
        "tabs": _first_plain(counted(rows)),
        "wards": _first_plain([(str(one.pk), one.short_name, None) for one in wards]),
        "kinds": _first_plain([(one.value, one.label, None) for one in ASKABLE]),
    }  # fmt: skip
    return render(request, "commutation/prospects.html", told)


def _first_plain(chips: list[Chip]) -> list[Chip]:
    """The first is what an address without the word means."""
    return [("", *chips[0][1:]), *chips[1:]] if chips else []


@for_staff
@require_GET
def law(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    """自查: the law line by line on what the prison itself knows. What the procuratorate found is not in it."""
    filing, actor = filing_of(request, filing_id, batch_of(request, pk)), actor_of(request)
    demand(may_read_law(actor, filing), act="commutation.read_law", target=filing)
    record_read(actor=actor, target=filing, act="commutation.read_law")
    asked = asked_of([filing], of_prison=True)[filing.pk]
    page = {"filing": filing, "batch": filing.batch, "laws": laws_of(asked, ()), "page": {"asked_on": asked.on}}
    return render(request, "commutation/person_law.html", page)
