"""卷宗 of a filing: what will be in it, having it bound, the bound file for whoever asked for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from commutation.models import Filing
from commutation.permissions import READERS, STAFF
from commutation.selectors.bundles import bundle_of
from commutation.services.bundling import JOB, order_bundle
from commutation.views.access import actor_of, filing_of
from procuratorate.audit.services import record_read
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.files import fetch
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import SERVING_SIDES
from procuratorate.work.models import Job, JobState

for_both = for_roles(STAFF | READERS)


@for_both
@require_http_methods(["GET", "POST"])
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the contents as they would be now, and what I had bound. POST: have it bound; leads to the job."""
    filing, actor, wrong = filing_of(request, pk), actor_of(request), ""
    if request.method == "POST":
        try:
            return redirect("work:job", order_bundle(filing=filing, actor=actor).pk)
        except Unacceptable as error:
            wrong = error.message
    record_read(actor=actor, target=filing, act="commutation.read_bundle")
    told = {
        "filing": filing, "items": bundle_of(filing, actor), "bound": _bound(request, filing)[:10], "wrong": wrong,
        "home": home_of(filing, actor),
    }  # fmt: skip
    return render(request, "commutation/bundle.html", told, status=422 if wrong else 200)


@for_both
@require_GET
def bound(request: HttpRequest, pk: int, job: int) -> HttpResponse:
    """The file, for the officer and post it was bound for; nobody else may see the same."""
    filing, actor = filing_of(request, pk), actor_of(request)
    found = get_object_or_404(_bound(request, filing), pk=job)
    try:
        data = fetch(found.result["stored"])
    except (OSError, ValueError, KeyError) as error:
        raise Http404 from error
    record_read(actor=actor, target=filing, act="commutation.download_bundle")
    name = f"{filing.name}{filing.get_kind_display()}案卷.pdf"
    headers = {"Content-Disposition": content_disposition_header(False, name) or "inline", "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


def home_of(filing: Filing, actor: Actor) -> str:
    """The page of the person on the reader's own side."""
    own = actor.side in SERVING_SIDES
    return f"/batches/{filing.batch_id}/people/{filing.pk}/" if own else filing.get_absolute_url()


def _bound(request: HttpRequest, filing: Filing) -> Any:
    actor = actor_of(request)
    rows = Job.objects.visible_to(actor).filter(kind=JOB, state=JobState.DONE, args__filing=filing.pk)
    return rows.filter(assignment_id=actor.assignment_id).order_by("-pk")
