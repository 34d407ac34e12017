"""The whole file of an event: in one press to the job, its contents, the bound PDF; and what was put to an act."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from procuratorate.audit.services import record_read
from procuratorate.incidents.permissions import READERS
from procuratorate.incidents.selectors.bundles import bundle_of
from procuratorate.incidents.services import order_bundle
from procuratorate.incidents.services.bundling import JOB
from procuratorate.incidents.services.files import look_at
from procuratorate.incidents.views.access import actor_of, incident_of
from procuratorate.lib.files import fetch
from procuratorate.organs.gate import for_roles
from procuratorate.work.models import Job, JobState

for_readers = for_roles(READERS)


@for_readers
@require_http_methods(["GET", "POST"])
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the contents as they would be now, and what I had bound. POST: have it bound; leads to the job."""
    incident, actor = incident_of(request, pk), actor_of(request)
    if request.method == "POST":
        return redirect("work:job", order_bundle(incident=incident, actor=actor).pk)
    record_read(actor=actor, target=incident, act="incidents.read_bundle")
    context = {"incident": incident, "items": bundle_of(incident, actor), "bound": _bound(request, pk)[:10]}
    return render(request, "incidents/bundle.html", context)


@for_readers
@require_GET
def bound(request: HttpRequest, pk: int, job: int) -> HttpResponse:
    """The file, for the officer and post it was bound for; nobody else may see the same."""
    incident = incident_of(request, pk)
    found = get_object_or_404(_bound(request, pk), pk=job)
    try:
        data = fetch(found.result["stored"])
    except (OSError, ValueError, KeyError) as error:
        raise Http404 from error
    record_read(actor=actor_of(request), target=incident, act="incidents.download_bundle")
    return _answer(data, "application/pdf", f"{incident.get_kind_display()}{incident.number}全卷.pdf")


@for_readers
@require_GET
def file(request: HttpRequest, pk: int, act: int) -> HttpResponse:
    """What was put to an act in sight."""
    found = next((one for one in incident_of(request, pk).told if one.pk == act and one.facts.get("file")), None)
    if found is None:
        raise Http404
    told = found.facts["file"]
    return _answer(look_at(act=found, actor=actor_of(request)), told["type"], told["name"])


def _answer(data: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(False, name) or "inline", "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=media_type, headers=headers)


def _bound(request: HttpRequest, pk: int) -> Any:
    actor = actor_of(request)
    rows = Job.objects.visible_to(actor).filter(kind=JOB, state=JobState.DONE, args__incident=pk)
    return rows.filter(assignment_id=actor.assignment_id).order_by("-pk")
