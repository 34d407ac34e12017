"""规则: every rule the system holds a filing against, as it is defined, open to both sides."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from commutation.law.described import described
from commutation.law.pages import span, value_of
from commutation.law.words import Ask
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import EVERYONE

ASKS = {str(ask.value): ask for ask in Ask}


@for_roles(EVERYONE)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """By matter, in the order a procurator reads them; one kind of filing by `?ask=`."""
    ask = ASKS.get(request.GET.get("ask", ""))
    rows = [one for one in described().values() if ask is None or ask in one.rule.asks]
    matters = [(matter, list(group)) for matter, group in groupby(rows, key=lambda one: one.matter)]
    options = [("", "全部", len(described())), *((code, one.label, None) for code, one in ASKS.items())]
    return render(request, "commutation/rules.html", {"matters": matters, "options": options, "count": len(rows)})


@for_roles(EVERYONE)
@require_GET
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule: what it asks for, its numbers by date, the facts it needs and where they are found."""
    found = described().get(code)
    if found is None:
        raise Http404
    numbers = [
        (
            dated.quantity.label,
            value_of(dated, param),
            param.cite.formal,
            span(param.since, param.until),
            param.standing,
        )
        for dated in found.numbers
        for _, _, param in dated.spans
    ]
    told = {"one": found, "numbers": numbers, "span": span(found.rule.since, found.rule.until)}
    return render(request, "commutation/rule.html", told)
