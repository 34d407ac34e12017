"""推演与对照: the day moved, the law of two days side by side, and the band the law leaves. Nothing is stored."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from commutation.facts import Asked, asked_of
from commutation.models import Filing
from commutation.permissions.prospects import may_read_law
from commutation.rendering.reckoning import AHEAD, BACK, band_of, pairs_of, turns_of
from commutation.selectors.likes import given_to_like
from commutation.views.access import actor_of, batch_of, filing_of, for_procurators, for_staff
from procuratorate.audit.services import record_read
from procuratorate.lib import cells
from procuratorate.lib.errors import demand


@for_procurators
@require_GET
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """For the office: all three, like cases within its own reach."""
    actor, today = actor_of(request), request.on  # type: ignore[attr-defined]
    filing = filing_of(request, pk)
    record_read(actor=actor, target=filing, act="commutation.reckon")
    asked = asked_of([filing])[filing.pk]
    given = given_to_like(filing, asked.facts, actor, today)
    return render(
        request, "commutation/reckoning.html", _told(request, filing, asked) | {"band": band_of(asked, given)}
    )


@for_staff
@require_GET
def person(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    """For the prison: on what it knows itself, without like cases."""
    filing, actor = filing_of(request, filing_id, batch_of(request, pk)), actor_of(request)
    demand(may_read_law(actor, filing), act="commutation.reckon", target=filing)
    record_read(actor=actor, target=filing, act="commutation.reckon")
    told = _told(request, filing, asked_of([filing], of_prison=True)[filing.pk])
    return render(request, "commutation/reckoning.html", told | {"batch": filing.batch})


def _told(request: HttpRequest, filing: Filing, asked: Asked) -> dict[str, Any]:
    today, days = request.on, _days(asked)  # type: ignore[attr-defined]
    then = _day(request.GET.get("then", "")) or next(iter(days.values()), asked.on)
    pairs = pairs_of(asked, then, today)
    return {
        "filing": filing, "turns": turns_of(asked.facts, _chosen(request) or asked.on, today), "asked_on": asked.on,
        "then": then, "now": today, "days": [(day.isoformat(), word, None) for word, day in days.items()],
        "differing": [pair for pair in pairs if pair.differs], "same": [pair for pair in pairs if not pair.differs],
    }  # fmt: skip


def _days(asked: Asked) -> dict[str, date]:
    """Days whose law one may want to see, as far as they are known."""
    facts = asked.facts
    known = {"裁定日": facts.ruled_on, "判决日": facts.judged_on, "报请日": facts.filed_on}
    return {word: day for word, day in known.items() if day}


def _chosen(request: HttpRequest) -> date | None:
    """The day of the date field, or of the slider, which counts from a year back."""
    moved = request.GET.get("at", "")
    if moved.isascii() and moved.isdigit() and int(moved[:5]) <= (BACK + AHEAD).days:
        return date.fromordinal(request.on.toordinal()) - BACK + timedelta(days=int(moved))  # type: ignore[attr-defined]
    return _day(request.GET.get("on", ""))


def _day(text: str) -> date | None:
    said = cells.day(text).value
    return said if isinstance(said, date) else None
