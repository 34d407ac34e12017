"""One inmate: the dossier, a document number shown for a reason, sections corrected by the execution section."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from prisons.forms import SECTIONS, RevealForm, Section, SectionForm, StrikeForm
from prisons.models import Inmate
from prisons.permissions import may_edit
from prisons.rendering import dossier_of
from prisons.services import editing
from prisons.views.common import actor_of, day_of, for_readers, inmate_of
from procuratorate.audit.services import record_read
from procuratorate.custody.models import Correction
from procuratorate.custody.services import reveal_document
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.views.conflicts import chosen, conflict_page, forget_resolved


@require_GET
@for_readers
def inmate(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossier. Every reading is recorded."""
    found = inmate_of(request, pk)
    record_read(actor=actor_of(request), target=found, act="prisons.read_inmate")
    return _page(request, found)


@require_POST
@for_readers
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The document number in full, once, for a reason that is written down."""
    found = inmate_of(request, pk)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _page(request, found, reveal_form=form, status=422)
    number = reveal_document(person=found.person, reason=form.cleaned_data["why"], actor=actor_of(request))
    return _page(request, found, document=number)


@require_http_methods(["GET", "POST"])
@for_readers
def edit(request: HttpRequest, pk: int, section: str, row: int = 0) -> HttpResponse:
    """One row of one section; row 0 is the only one there is, or a new one."""
    found, part = _editable(request, pk), _section(section)
    stored = _row(found, part, row)
    data = chosen(request.POST, part.columns) if request.method == "POST" else None
    form = SectionForm(data, section=part, row=stored, inmate=found)
    try:
        form = _merged(form, found)
        saved = form.is_valid() and _saved(request, form, found, stored)
    except Conflict as error:
        if not error.rows:
            raise
        return _conflict(request, form, found, error)
    if saved:
        forget_resolved(request)
        messages.success(request, f"{part.title}已保存。")
        return redirect("prisons:inmate", pk)
    context = {
        "inmate": found,
        "section": part,
        "form": form,
        "row": stored,
        "strike": part.many and stored is not None,
    }
    return render(request, "prisons/edit.html", context, status=422 if form.errors else 200)


@require_POST
@for_readers
def strike(request: HttpRequest, pk: int, section: str, row: int) -> HttpResponse:
    """Take a row back, with a reason."""
    found, part = _editable(request, pk), _section(section)
    stored = get_object_or_404(part.rows(found), pk=row) if part.many else None
    form = StrikeForm(request.POST)
    if stored is None or not form.is_valid():
        raise Unacceptable("请写明删除理由。", fields={"why": "写明为何删除"})
    version, why = form.cleaned_data["version"], form.cleaned_data["why"]
    editing.strike(inmate=found, row=stored, version=version, reason=why, actor=actor_of(request))
    messages.success(request, f"{part.title}已删除一条，原内容留在更正记录中。")
    return redirect("prisons:inmate", pk)


def _page(request: HttpRequest, found: Inmate, status: int = 200, **more: Any) -> HttpResponse:
    dossier = dossier_of(found, actor_of(request), day_of(request))
    context = {"inmate": found, "dossier": dossier, "sections": SECTIONS, **more}
    return render(request, "prisons/inmate.html", context, status=status)


def _editable(request: HttpRequest, pk: int) -> Inmate:
    found = inmate_of(request, pk)
    demand(may_edit(actor_of(request), found), act="prisons.edit_inmate", target=found)
    return found


def _section(key: str) -> Section:
    if key not in SECTIONS:
        raise Http404
    return SECTIONS[key]


def _row(found: Inmate, part: Section, row: int) -> Any:
    if row:
        return get_object_or_404(part.rows(found), pk=row)
    return None if part.many else part.rows(found).first()


def _merged(form: SectionForm, found: Inmate) -> SectionForm:
    """The form with what others changed in this dossier since it was opened; a clash is a Conflict."""
    if not form.is_valid() or form.cleaned_data["version"] == found.person.version:
        return form
    typed = form.data.dict() if isinstance(form.data, QueryDict) else form.data
    data = {**typed, **form.merged(_last(found)[0]), "version": found.person.version}
    return SectionForm(data, section=form.section, row=form.row, inmate=found)


def _last(found: Inmate) -> tuple[str, datetime | None]:
    """Who corrected this dossier last, and when."""
    row = Correction.objects.filter(person_id=found.person_id).select_related("officer").first()
    return (row.officer.name if row.officer else "系统", row.at) if row else ("他人", None)


def _conflict(request: HttpRequest, form: SectionForm, found: Inmate, error: Conflict) -> HttpResponse:
    """409 with every difference; where both changed, a choice, and a form that saves it."""
    stored, mine = form.shown(), form.typed()
    by, at = _last(found)
    more = {"version": found.person.version, "opened": form.initial["opened"], "why": form.data.get("why", "")}
    kept = [(name, stored[name], mine[name]) for name in stored]
    return conflict_page(request, error, kept=kept, by=by if at else "", at=at, more=more)


def _saved(request: HttpRequest, form: SectionForm, found: Inmate, stored: Any) -> bool:
    """Save; a clash of facts stands in the form."""
    try:
        editing.amend(
            inmate=found,
            model=form.section.model,
            row=stored,
            values=form.values,
            version=found.person.version,
            reason=form.cleaned_data.get("why", ""),
            actor=actor_of(request),
        )
    except Unacceptable as error:
        for name, words in error.fields.items():
            form.add_error(name if name in form.fields else None, words)
        form.add_error(None, error.message)
        return False
    return True
