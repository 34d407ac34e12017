"""Rosters: the template, an upload, its findings row by row, the clerk's own file back, the good rows written."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from prisons.forms import RosterForm
from prisons.models import Roster
from prisons.services import roster as services
from prisons.views.common import actor_of, for_clerks, roster_of
from prisons.views.lists import XLSX
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.sheets import returned_name, write_table

PAGE = 50
SHOWN = (
    ("", "全部"),
    ("refused", "退回"),
    ("warned", "提醒"),
    ("new", "新增"),
    ("changed", "有改动"),
    ("same", "无改动"),
)


@require_http_methods(["GET", "POST"])
@for_clerks
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; earlier uploads below."""
    sent = request.method == "POST"
    form = RosterForm(request.POST, request.FILES) if sent else RosterForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            return render(request, "errors/413.html", {"reference": getattr(request, "reference", "")}, status=413)
        try:
            made = services.upload_roster(data=file.read(), filename=file.name, actor=actor_of(request))
            return redirect("prisons:roster", made.pk)
        except Unacceptable as error:
            form.add_error("file", error.message)
    earlier = Roster.objects.visible_to(actor_of(request)).defer("content", "findings")[:20]
    context = {"form": form, "earlier": earlier.select_related("assignment__officer")}
    return render(request, "prisons/upload.html", context, status=422 if form.errors else 200)


@require_GET
@for_clerks
def template(request: HttpRequest) -> HttpResponse:
    """An empty roster, with lists to choose from and a sheet of explanations."""
    content = write_table(services.LAYOUT.columns, title="花名册", notes=services.NOTES)
    return _file(content, "罪犯花名册模板.xlsx")


@require_GET
@for_clerks
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress while it is checked or written; then the findings, the worst first."""
    found = roster_of(request, pk)
    wanted = request.GET.get("show", "")
    findings = services.shown_findings(found, actor_of(request))
    rows = [one for one in findings if wanted in {"", one["level"], one["kind"]}]
    rows.sort(key=lambda one: (WORST.index(one["level"]), one["row"]))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"roster": found, "page": page, "chips": _chips(findings)}
    part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "prisons/roster_body.html" if part else "prisons/roster.html", context)


WORST = ("refused", "warned", "accepted")


@require_GET
@for_clerks
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    """The clerk's own file with what came of every row."""
    found = roster_of(request, pk)
    if not found.findings:
        raise Http404
    return _file(services.returned_file(found, actor_of(request)), returned_name(found.filename))


@require_POST
@for_clerks
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    services.commit_roster(roster=roster_of(request, pk), actor=actor_of(request))
    return redirect("prisons:roster", pk)


@require_POST
@for_clerks
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    services.discard_roster(roster=roster_of(request, pk), actor=actor_of(request))
    return redirect("prisons:import")


def _chips(findings: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    def count(value: str) -> int:
        return sum(value in {"", one["level"], one["kind"]} for one in findings)

    return [(value, word, count(value)) for value, word in SHOWN]


def _file(content: bytes, name: str) -> HttpResponse:
    disposition: Any = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
