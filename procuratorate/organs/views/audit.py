"""The auditor's page. It lives here since the audit, one floor down, knows no posts. Reading the audit is audited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from procuratorate.audit.rendering import workbook
from procuratorate.audit.selectors import MOST, entries, most, sound
from procuratorate.audit.services import record_search
from procuratorate.audit.telling import detail_words, reason_words, target_words
from procuratorate.audit.words import act_words
from procuratorate.organs.forms.audit import AuditForm
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Assignment, Officer, Organ
from procuratorate.organs.states import AUDITORS, Role
from procuratorate.organs.views.pages import actor_of

NAMED: dict[type[Model], str] = {Officer: "name", Organ: "name", Assignment: "officer__name"}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_roles(AUDITORS)
def listing(request: HttpRequest) -> HttpResponse:
    """Who did, read or was refused what."""
    actor = actor_of(request)
    form = AuditForm(request.GET, actor=actor, on=request.on)  # type: ignore[attr-defined]
    search = form.search()
    page = Paginator(entries(search, organs=actor.home), 50).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    record_search(actor=actor, act="audit.read", asked=search.told(), ids=[row.pk for row in rows])
    good, names, named = sound(rows), _names(actor.home), _targets(rows)
    shown = [
        {
            "row": row,
            "organ": names.get(row.organ_id or 0, ""),
            "role": _role(row.role),
            "act": act_words(row.act),
            "target": target_words(row, named),
            "reason": reason_words(row),
            "detail": detail_words(row),
            "sound": row.pk in good,
        }
        for row in rows
    ]
    context = {"form": form, "search": search, "page": page, "rows": shown, "query": request.GET.urlencode()}
    return render(request, "audit/list.html", context, status=422 if form.errors else 200)


@for_roles(AUDITORS)
def export(request: HttpRequest) -> HttpResponse:
    """The same search as a workbook, all its pages."""
    actor = actor_of(request)
    search = AuditForm(request.GET, actor=actor, on=request.on).search()  # type: ignore[attr-defined]
    rows = most(entries(search, organs=actor.home))
    record_search(actor=actor, act="audit.export", asked=search.told() | {"most": MOST}, ids=[row.pk for row in rows])
    response = HttpResponse(workbook(rows, _names(actor.home), _targets(rows)), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="audit-{search.since}-{search.until}.xlsx"'
    return response


def _names(home: tuple[int, ...]) -> dict[int, str]:
    return dict(Organ.objects.filter(pk__in=home).values_list("pk", "name"))


def _targets(rows: Sequence[Any]) -> dict[tuple[str, str], str]:
    """Names of the officers, organs and posts entries speak of; nobody's in custody. A question for each table."""
    told: dict[tuple[str, str], str] = {}
    for model, path in NAMED.items():
        kind = model._meta.label_lower
        ids = {int(row.target_id) for row in rows if row.target_type == kind and row.target_id.isdecimal()}
        found = model._default_manager.filter(pk__in=ids).values_list("pk", path) if ids else ()
        told |= {(kind, str(pk)): name for pk, name in found}
    return told


def _role(role: str) -> str:
    return Role(role).label if role in Role.values else role
