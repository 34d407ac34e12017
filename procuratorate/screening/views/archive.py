"""The archive: what it holds of which place, imports, looking something up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from procuratorate.audit.services import record, record_list_read, record_read
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.sheets import write_csv
from procuratorate.screening import storage
from procuratorate.screening.columns import layout_of
from procuratorate.screening.forms import ImportForm, ReasonForm, SearchForm
from procuratorate.screening.models import Import, Partition
from procuratorate.screening.permissions import may_import, may_seal
from procuratorate.screening.rendering import explained
from procuratorate.screening.selectors import Asked, by_year, records_of, search, shelves
from procuratorate.screening.services.importing import import_file
from procuratorate.screening.services.sealing import seal_record
from procuratorate.screening.states import Stratum
from procuratorate.screening.views.access import actor_of, field_asked, for_readers, sites_of

PAGE = 30


@for_readers
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Coverage by place and year; records of institutions that have ended apart."""
    actor = actor_of(request)
    stratum = Stratum.ENDED if request.GET.get("of") == Stratum.ENDED else Stratum.CASES
    held = shelves(actor, stratum)
    told = {
        "shelves": held, "years": by_year(actor, stratum), "total": sum(one.rows for one in held),
        "strata": [("", Stratum.CASES.label, None), (Stratum.ENDED.value, Stratum.ENDED.label, None)],
        "may_import": may_import(actor) is None, "ended": stratum == Stratum.ENDED,
    }  # fmt: skip
    return render(request, "screening/archive.html", told)


@for_readers
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Files that came; a new one."""
    actor, form = actor_of(request), ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        demand(may_import(actor), act="screening.import")
        if form.is_valid() and (answer := _received(request, form)):
            return answer
    rows = Import.objects.visible_to(actor).select_related("organ", "by", "job")
    told = {
        "form": form, "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "may": may_import(actor) is None, "sites": sites_of(actor),
    }  # fmt: skip
    return render(request, "screening/imports.html", told, status=422 if form.errors else 200)


def _received(request: HttpRequest, form: ImportForm) -> HttpResponse | None:
    file = form.cleaned_data["file"]
    if file.size > settings.UPLOAD_LIMIT:
        return render(request, "errors/413.html", {"reference": getattr(request, "reference", "")}, status=413)
    try:
        with _on_disk(file) as path:
            made = import_file(
                path=path, filename=file.name, code=field_asked().code, ordinary=form.cleaned_data["ordinary"],
                actor=actor_of(request), at=request.at,  # type: ignore[attr-defined]
            )  # fmt: skip
    except Unacceptable as error:
        form.tell(error)
        return None
    return redirect(made)


@contextmanager
def _on_disk(file: Any) -> Iterator[Path]:
    with NamedTemporaryFile() as kept:
        for block in file.chunks():
            kept.write(block)
        kept.flush()
        yield Path(kept.name)


@for_readers
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: progress while it is read, then what was taken and why the rest was not."""
    given = _import_of(request, pk)
    fragment = getattr(request, "htmx", False)
    if fragment and given.job and given.job.is_open:
        return render(request, "screening/import_progress.html", {"one": given})
    if fragment:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "screening/import.html", {"one": given})


@for_readers
@require_GET
def refused(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every row that was sent back or remarked upon, with its reason, as a file."""
    given, actor = _import_of(request, pk), actor_of(request)
    demand(may_import(actor), act="screening.refused_file", target=given)
    if not given.returned:
        raise Http404
    record(actor=actor, act="screening.refused_file", target=given)
    name = f"{Path(given.filename).stem}（退回和提醒）.csv"
    return FileResponse(storage.locate(given.returned).open("rb"), as_attachment=True, filename=name)


@for_readers
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """Every column a file may have, as an empty table."""
    layout = layout_of(field_asked().code)
    response = HttpResponse(write_csv(layout.columns, []), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote('历史案件模板.csv')}"
    return response


def _import_of(request: HttpRequest, pk: int) -> Import:
    rows = Import.objects.visible_to(actor_of(request)).select_related("organ", "by", "job")
    found: Import = get_object_or_404(rows, pk=pk)
    return found


@for_readers
@require_GET
def look_up(request: HttpRequest) -> HttpResponse:
    """Cases by number or name, within reach; every look is written down."""
    actor, field = actor_of(request), field_asked()
    form = SearchForm(request.GET or None, field=field)
    asked = Asked(field.code, **form.cleaned_data) if form.is_bound and form.is_valid() else Asked(field.code)
    found = [] if asked.is_empty else search(asked, actor)
    if not asked.is_empty:
        record_list_read(
            actor=actor, kind="screening.record", ids=[one.partition for one in found], act="screening.search"
        )
    return render(request, "screening/search.html", {"form": form, "found": found, "asked": asked})


@for_readers
@require_GET
def record_page(request: HttpRequest, pk: int, record: str) -> HttpResponse:
    """One archived case, every rule held against it: under the law of its day and of today."""
    actor = actor_of(request)
    found = records_of([(pk, record)], actor).get(record)
    if found is None:
        raise Http404
    record_read(actor=actor, target=Partition(pk=pk), act="screening.read_record", detail={"record": record})
    kind = found.field.kind(found.kind)
    on, every, form = request.on, [rule.code for rule in found.field.rules], ReasonForm()  # type: ignore[attr-defined]
    told = explained(found, every, on) if kind and kind.is_screened else None
    return render(
        request, "screening/record.html",
        {"one": found, "told": told, "may_seal": may_seal(actor) is None and not found.sealed, "form": form, "pk": pk},
    )  # fmt: skip


@for_readers
@require_POST
def seal(request: HttpRequest, pk: int, record: str) -> HttpResponse:
    """Seal a record: read masked from now on."""
    actor = actor_of(request)
    found = records_of([(pk, record)], actor).get(record)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST)
    seal_record(
        archived=record,
        site=found.site,
        reason=form.cleaned_data["reason"] if form.is_valid() else "",
        actor=actor,
        at=request.at,  # type: ignore[attr-defined]
    )
    messages.success(request, "已封存：以后一律遮去姓名、编号。")
    return redirect("screening:record", pk, record)
