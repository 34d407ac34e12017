"""Materials: the catalogue with what is missing, the viewer, a paper coming in, one replacing another."""

from __future__ import annotations

from typing import Any

from csp.constants import SELF
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from commutation.forms.materials import MaterialForm, ReplaceForm
from commutation.models import Filing, Material
from commutation.permissions import READERS, STAFF
from commutation.permissions.materials import may_add_paper
from commutation.selectors.materials import Catalogue, catalogue_of, next_page
from commutation.services.materials import add_material, look_at, replace_material
from commutation.views.access import actor_of, batch_of, filing_of, for_readers, for_staff, whole
from procuratorate.audit.services import record_read
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.media import EXTENSIONS
from procuratorate.organs.gate import for_roles

for_both = for_roles(STAFF, READERS)


def material_of(request: HttpRequest, pk: int) -> Material:
    rows = Material.objects.visible_to(actor_of(request)).select_related("filing__batch__prison", "filing__ward", "by")
    found: Material = get_object_or_404(rows, pk=pk)
    return found


@for_staff
@require_http_methods(["GET", "POST"])
def materials(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    """The papers of one filing, what is missing, and putting one to it."""
    filing, actor = filing_of(request, filing_id, batch_of(request, pk)), actor_of(request)
    if request.method == "GET":
        record_read(actor=actor, target=filing)
        return _page(request, filing, _new_form(filing, request))
    demand(may_add_paper(actor, filing), act="commutation.add_material", target=filing)
    form = MaterialForm(request.POST, request.FILES)
    if (refused := _too_large(request)) or not form.is_valid():
        return refused or _page(request, filing, form, 422)
    try:
        made = add_material(filing=filing, paper=form.paper(), actor=actor, at=request.at)  # type: ignore[attr-defined]
    except Unacceptable as error:
        form.tell(error)
        return _page(request, filing, form, 422)
    messages.success(request, f"{made.title}已入{made.pages}。")
    return redirect("commutation:materials", filing.batch_id, filing.pk)


def _new_form(filing: Filing, request: HttpRequest) -> MaterialForm:
    page = next_page(filing)
    asked = {"item": request.GET.get("item", ""), "page_from": page, "page_to": page}
    return MaterialForm(initial=asked | {"provider": filing.batch.prison.name})


def _too_large(request: HttpRequest) -> HttpResponse | None:
    file = request.FILES.get("file")
    if file is None or (file.size or 0) <= settings.UPLOAD_LIMIT:
        return None
    return render(request, "errors/413.html", {"reference": getattr(request, "reference", "")}, status=413)


def _page(request: HttpRequest, filing: Filing, form: Any, status: int = 200) -> HttpResponse:
    catalogue = catalogue_of(filing, actor_of(request))
    context = {
        "batch": filing.batch,
        "filing": filing,
        "catalogue": catalogue,
        "form": form,
        "may_add": may_add_paper(actor_of(request), filing) is None,
        **viewer(catalogue, request),
    }
    return render(request, "commutation/materials.html", context, status=status)


def viewer(catalogue: Catalogue, request: HttpRequest) -> dict[str, Any]:
    """Which paper lies open: the one asked for, else the first; and where R leads."""
    asked = whole(request.GET.get("paper"))
    papers = catalogue.papers
    here = next((place for place, one in enumerate(papers) if one.pk == asked), 0)
    paper = papers[here] if papers else None
    return {
        "paper": paper,
        "page_count": paper.page_to - paper.page_from + 1 if paper else 0,
        "next_paper": papers[(here + 1) % len(papers)] if len(papers) > 1 else None,
        "place": here + 1,
    }


@for_readers
@require_GET
def case_materials(request: HttpRequest, pk: int) -> HttpResponse:
    """The procurator's reading room: papers of a filing that was sent."""
    filing, actor = filing_of(request, pk), actor_of(request)
    record_read(actor=actor, target=filing)
    catalogue = catalogue_of(filing, actor)
    context = {"filing": filing, "batch": filing.batch, "catalogue": catalogue, **viewer(catalogue, request)}
    return render(request, "commutation/case_materials.html", context)


@for_both
@require_GET
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper by its own address: in the reading room of whoever asks."""
    found = material_of(request, pk)
    if actor_of(request).role in STAFF:
        return redirect(f"/batches/{found.filing.batch_id}/people/{found.filing_id}/materials/?paper={found.pk}")
    return redirect(f"/cases/{found.filing_id}/materials/?paper={found.pk}")


@for_both
@require_GET
def content(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, for the viewer of our own pages alone."""
    found = material_of(request, pk)
    if not found.stored or not found.is_here:
        raise Http404
    data = look_at(material=found, actor=actor_of(request))
    response = HttpResponse(data, content_type=found.media_type)
    name = found.filename or f"{found.title}.{EXTENSIONS[found.media_type]}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    response["Cache-Control"] = "no-store"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    return response


@for_staff
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Another paper in the place of this one."""
    found, actor = material_of(request, pk), actor_of(request)
    demand(may_add_paper(actor, found.filing), act="commutation.replace_material", target=found)
    names = ("item", "title", "volume", "booklet", "page_from", "page_to", "missing_pages", "origin", "provider")
    initial = {name: getattr(found, name) for name in names} | {"restricted": found.is_restricted}
    form = ReplaceForm(request.POST or None, request.FILES or None, initial=initial)
    if refused := _too_large(request):
        return refused
    if request.method == "POST" and form.is_valid():
        told = {"paper": form.paper(), "reason": form.cleaned_data["reason"], "at": request.at}  # type: ignore[attr-defined]
        try:
            made = replace_material(material=found, actor=actor, **told)
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已替换，原来的一份留存。")
            return redirect(f"/batches/{found.filing.batch_id}/people/{found.filing_id}/materials/?paper={made.pk}")
    context = {"material": found, "filing": found.filing, "batch": found.filing.batch, "form": form}
    return render(request, "commutation/material_replace.html", context, status=422 if form.errors else 200)
