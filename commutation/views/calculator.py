"""刑期推算: a sentence worked out line by line, for any officer. Arithmetic alone; nothing typed is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from commutation.forms.calculator import LifelongForm, TimedForm
from commutation.law.sentences.worked import Line, lifelong, timed
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import EVERYONE

SHEETS: dict[str, tuple[str, Any, Any]] = {
    "timed": ("管制、拘役、有期徒刑", TimedForm, timed),
    "lifelong": ("无期徒刑、死缓", LifelongForm, lifelong),
}


@for_roles(EVERYONE)
@require_GET
def calculator(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was asked, worked out; the address holds it all, so that it prints and is shared."""
    name = request.GET.get("sheet", "timed")
    _, form_class, work = SHEETS.get(name, SHEETS["timed"])
    form = form_class(request.GET if "kind" in request.GET else None)
    lines, wrong = _lines(form, work, request) if form.is_bound and form.is_valid() else ([], "")
    told = {"form": form, "lines": lines, "sheet": name, "wrong": wrong}
    told["sheets"] = [(code, words) for code, (words, _, _) in SHEETS.items()]
    return render(request, "commutation/calculator.html", told, status=422 if form.errors or wrong else 200)


def _lines(form: Any, work: Any, request: HttpRequest) -> tuple[list[Line], str]:
    """The sum; days beyond the calendar are told, not thrown."""
    try:
        return work(form.asked(request.on)), ""  # type: ignore[attr-defined]
    except (OverflowError, ValueError):
        return [], "按这些日期推算会超出日历，请核对起日、刑期和日数。"
