"""One's long work: how far it is, how to stop it, where its result lies."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from procuratorate.organs.gate import for_roles, public
from procuratorate.organs.states import ADMINISTRATORS, EVERYONE
from procuratorate.work import health, services
from procuratorate.work.models import Job


@for_roles(EVERYONE)
def jobs(request: HttpRequest) -> HttpResponse:
    """The officer's jobs and those of the same organ, newest first."""
    rows = Job.objects.visible_to(request.actor).select_related("assignment__officer")  # type: ignore[attr-defined]
    page = Paginator(rows, 30).get_page(request.GET.get("page"))
    return render(request, "work/jobs.html", {"page": page})


@for_roles(EVERYONE)
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One job; asked by htmx each second, only its progress."""
    row = _job(request, pk)
    fragment = getattr(request, "htmx", False)
    return render(request, "work/progress.html" if fragment else "work/job.html", {"job": row})


@for_roles(EVERYONE)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a job to stop."""
    services.cancel_job(job=_job(request, pk), actor=request.actor)  # type: ignore[attr-defined]
    return redirect("work:job", pk)


@for_roles(ADMINISTRATORS)
def health_page(request: HttpRequest) -> HttpResponse:
    """Whether everything behind the pages runs."""
    return render(request, "work/health.html", {"lights": health.lights(request.at)})  # type: ignore[attr-defined]


@public
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@public
def ready(request: HttpRequest) -> HttpResponse:
    """The process can serve, else 503. Codes of red lights, no data."""
    serves, red = health.readiness()
    return HttpResponse(" ".join(red) or "ok", content_type="text/plain", status=200 if serves else 503)


def _job(request: HttpRequest, pk: int) -> Job:
    row: Job = get_object_or_404(Job.objects.visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
    return row
