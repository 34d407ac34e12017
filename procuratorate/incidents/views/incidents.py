"""One event: what was told, what the law says, what is owed, what was done, the next act's form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from procuratorate.audit.services import record_read
from procuratorate.deadlines.rendering import face
from procuratorate.documents.rendering.sheets import sheet_page
from procuratorate.incidents.forms import FORMS, RecordingForm, form_of
from procuratorate.incidents.forms.words import choice_words, form_words
from procuratorate.incidents.law import Kind
from procuratorate.incidents.papers import SEALED
from procuratorate.incidents.permissions import READERS, may_correct, may_note, may_record, may_view
from procuratorate.incidents.rendering.pages import (
    checklist,
    lines_of,
    next_act,
    open_acts,
    reads_law,
    strip_of,
)
from procuratorate.incidents.rendering.recordings import list_facts
from procuratorate.incidents.selectors.facts import wants_patrol
from procuratorate.incidents.selectors.lists import notices_about
from procuratorate.incidents.services import draft_correction, print_recordings, record_act
from procuratorate.incidents.services.writing import version_of
from procuratorate.incidents.states import Act
from procuratorate.incidents.views.access import actor_of, incident_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.gate import for_roles

for_readers = for_roles(READERS)


@for_readers
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """`?act=` opens the form of an act."""
    incident = incident_of(request, pk)
    record_read(actor=actor_of(request), target=incident)
    return page(request, incident, request.GET.get("act", ""))


@for_readers
@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Record an act; what is wrong stands beside its field."""
    if act not in FORMS:
        raise Http404
    incident, actor, sort = incident_of(request, pk), actor_of(request), Act(act)
    demand(may_record(actor, incident, sort), act="incidents.record", target=incident)
    form = form_of(sort, incident, request.POST, request.FILES)
    if form.is_valid():
        told, version = form.told(), form.cleaned_data["version"]
        try:
            record_act(incident=incident, act=sort, version=version, told=told, actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, f"已登记：{sort.label}。")
            return redirect(incident)
    return page(request, incident_of(request, pk), act, form, status=422)


@for_readers
@require_POST
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a correction opinion from what the law says of the event, and go on writing it."""
    draft = draft_correction(incident=incident_of(request, pk), actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    return redirect("notices:edit", draft.pk)


@for_readers
@require_GET
def sealed(request: HttpRequest, pk: int) -> HttpResponse:
    """监控录像封存清单, as a sheet to sign."""
    incident = incident_of(request, pk)
    print_recordings(incident=incident, actor=actor_of(request))
    return HttpResponse(sheet_page(SEALED, incident.site.name, list_facts(incident)))


def page(
    request: HttpRequest, incident: Any, asked: str, form: Any = None, *, recording: Any = None, status: int = 200
) -> HttpResponse:
    """The whole page; with a form that was refused, or that of the act asked for, or of the next."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    acts = open_acts(actor, incident)
    chosen = Act(asked) if asked in {one.value for one in acts} else next_act(acts, incident.told)
    if form is None and chosen is not None:
        form = form_of(chosen, incident, initial=_initial(request, incident, chosen))
    law = reads_law(actor)
    context = {
        "incident": incident,
        "clock": face(incident.clock, on) if incident.clock else None,
        "told": choice_words(Kind(incident.kind), incident.facts),
        "rows": [(one, form_words(Act(one.act), one.facts), _clock(one, on)) for one in incident.told],
        "law": lines_of(incident, on) if law else None,
        "items": checklist(incident),
        "patrol": law and wants_patrol(incident),
        "strip": strip_of(incident, request.at),  # type: ignore[attr-defined]
        "acts": acts,
        "may_correct": may_correct(actor, incident) is None,
        "notices": notices_about(actor, incident),
        "chosen": chosen,
        "form": form,
        "recording_form": recording or RecordingForm() if may_note(actor, incident) is None else None,
        "may_view": bool(incident.seen) and may_view(actor, incident.seen[0]) is None,
    }
    return render(request, "incidents/incident.html", context, status=status)


def _clock(one: Any, on: Any) -> Any:
    return face(one.clock, on) if one.clock is not None and one.act == Act.KIN_INFORMED else None


def _initial(request: HttpRequest, incident: Any, chosen: Act) -> dict[str, Any]:
    """Now, and for putting right what stands there."""
    now = request.at.replace(second=0, microsecond=0)  # type: ignore[attr-defined]
    told = {"happened_at": now, "version": getattr(incident, version_of(chosen))}
    if chosen is Act.CORRECTED:
        told |= incident.facts | {"occurred_at": incident.occurred_at}
    return told
