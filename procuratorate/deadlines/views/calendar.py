"""The working calendar, and the notices that make it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from procuratorate.deadlines.forms import NoticeForm
from procuratorate.deadlines.models import CalendarNotice
from procuratorate.deadlines.pasting import written
from procuratorate.deadlines.permissions import may_import
from procuratorate.deadlines.rendering import year_of
from procuratorate.deadlines.selectors import moved_clocks, working_calendar
from procuratorate.deadlines.services import import_notice, plan_notice
from procuratorate.deadlines.services.noticed import FIRST_YEAR, LAST_YEAR
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import EVERYONE, Role

SHOWN = 200  # moved clocks in a preview; the page of the notice has them all


@require_safe
@for_roles(EVERYONE)
def calendar_page(request: HttpRequest) -> HttpResponse:
    """A year of days with the notices behind them; `?year=`."""
    actor, on = request.actor, request.on  # type: ignore[attr-defined]
    year = _year(request.GET.get("year", ""), on)
    shown = year_of(year, working_calendar(since=date(year, 1, 1)), on)
    notices = CalendarNotice.objects.filter(year__in=(year, year + 1)).select_related("imported_by")
    return render(
        request,
        "deadlines/calendar.html",
        {
            "year": shown,
            "notices": notices,
            "before": year - 1 if year > FIRST_YEAR else None,
            "after": year + 1 if year < LAST_YEAR else None,
            "may_import": actor.role == Role.ADMINISTRATOR and may_import(actor) is None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(frozenset({Role.ADMINISTRATOR}))
def import_page(request: HttpRequest) -> HttpResponse:
    """Hand in, look at what it will do, confirm. Nothing is stored before the last."""
    demand(may_import(request.actor), act="deadlines.import_notice")  # type: ignore[attr-defined]
    if request.method != "POST":
        form = NoticeForm(initial={"year": request.on.year + 1})  # type: ignore[attr-defined]
        return render(request, "deadlines/import.html", {"form": form})
    form = NoticeForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return _confirm(request, form) if "confirm" in request.POST else _preview(request, form)
        except Unacceptable as wrong:
            form.take(wrong)
    return render(request, "deadlines/import.html", {"form": form}, status=422)


@require_safe
@for_roles(EVERYONE)
def notice_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: its days, and the clocks it moved as far as the reader may know of them."""
    notice = get_object_or_404(CalendarNotice.objects.select_related("imported_by"), pk=pk)
    shifts = moved_clocks(notice, request.actor)  # type: ignore[attr-defined]
    return render(request, "deadlines/notice.html", {"notice": notice, "shifts": shifts, "days": notice.days.all()})


def _preview(request: HttpRequest, form: NoticeForm) -> HttpResponse:
    plan = plan_notice(**_arguments(form), actor=request.actor)  # type: ignore[attr-defined]
    context = {"form": form, "plan": plan, "moved": plan.moved[:SHOWN], "text": written(form.days)}
    return render(request, "deadlines/preview.html", context)


def _confirm(request: HttpRequest, form: NoticeForm) -> HttpResponse:
    moved = import_notice(**_arguments(form), actor=request.actor, at=request.at)  # type: ignore[attr-defined]
    notice = CalendarNotice.objects.get(year=form.cleaned_data["year"], number=form.cleaned_data["number"])
    messages.success(request, f"已导入，{len(moved)} 个时限的到期日有变动。")
    return redirect("deadlines:notice", pk=notice.pk)


def _arguments(form: NoticeForm) -> dict[str, Any]:
    taken = {name: form.cleaned_data[name] for name in ("year", "number", "title", "replace")}
    return {**taken, "days": form.days}


def _year(said: str, on: date) -> int:
    year = int(said) if said.isdecimal() and len(said) == len("2026") else on.year
    return min(max(year, FIRST_YEAR), LAST_YEAR)
