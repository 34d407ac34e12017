"""Importing a list: upload, template, the preview with every row's mending, the clerk's own file back."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.forms import UploadForm
from commutation.models import Batch
from commutation.permissions import may_handle_upload, may_nominate
from commutation.services.lists import upload_sheet
from commutation.services.nominating import commit_upload
from commutation.services.returns import mended_sheet, returned_sheet, template_sheet
from commutation.services.uploads import discard_upload
from commutation.states import RowStatus, UploadState
from commutation.views.access import actor_of, batch_of, for_staff, upload_of
from procuratorate.audit.services import record
from procuratorate.lib.characters import squeezed
from procuratorate.lib.errors import demand

PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_staff
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Three ways onto the list: a sheet, ticks, the API."""
    batch, actor = batch_of(request, pk), actor_of(request)
    demand(may_nominate(actor, batch), act="commutation.upload", target=batch)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _receive(request, batch, form)
    uploads = batch.uploads.visible_to(actor).select_related("by", "organ")[:20]
    page = {"batch": batch, "form": form, "uploads": uploads, "limit": settings.UPLOAD_LIMIT}
    return render(request, "commutation/import.html", page, status=422 if form.errors else 200)


def _receive(request: HttpRequest, batch: Batch, form: UploadForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    if file.size > settings.UPLOAD_LIMIT:
        return render(request, "errors/413.html", {"reference": getattr(request, "reference", "")}, status=413)
    at = request.at  # type: ignore[attr-defined]
    upload = upload_sheet(batch=batch, actor=actor_of(request), data=file.read(), filename=file.name, at=at)
    return redirect(upload)


@for_staff
@require_GET
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The template with the prison's people in it, ward by ward: what is known need not be typed."""
    batch, actor = batch_of(request, pk), actor_of(request)
    demand(may_nominate(actor, batch), act="commutation.template", target=batch)
    record(actor=actor, act="commutation.template", target=batch)
    empty = bool(request.GET.get("empty"))
    return _sheet(template_sheet(batch=batch, actor=actor, empty=empty), f"{batch.title}提名表.xlsx")


@for_staff
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    upload = upload_of(request, pk)
    job = upload.job if upload.state == UploadState.WAITING else None
    if request.htmx and job and job.is_open:  # type: ignore[attr-defined]
        return render(request, "commutation/upload_progress.html", {"upload": upload, "job": job})
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    status = request.GET.get("status", "")
    rows = upload.rows.filter(status=status) if status in RowStatus.values else upload.rows.all()
    if words := squeezed(request.GET.get("q", "")):
        rows = rows.filter(inmate_name__contains=words)
    page = {
        "upload": upload,
        "batch": upload.batch,
        "job": job,
        "page": Paginator(rows.worst_first(), PAGE).get_page(request.GET.get("page")),
        "statuses": [("", "全部", upload.total), *((s.value, s.label, getattr(upload, s.value)) for s in RowStatus)],
        "may": may_handle_upload(actor_of(request), upload) is None,
    }
    return render(request, "commutation/upload.html", page)


@for_staff
@require_GET
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The clerk's own file with 结果, 原因, 如何改; or only the rows to mend."""
    upload, actor = upload_of(request, pk), actor_of(request)
    if not upload.checked_at or upload.state == UploadState.UNREADABLE:
        raise Http404
    record(actor=actor, act="commutation.result_file", target=upload)
    made = mended_sheet(upload) if request.GET.get("only") == "refused" else returned_sheet(upload)
    return _sheet(*made)


@for_staff
@require_POST
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    upload = upload_of(request, pk)
    before = upload.refused
    upload = commit_upload(upload=upload, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    late = upload.refused - before
    if late:
        messages.warning(request, f"{upload.good} 人已列入名单；检查以后情况有变，另有 {late} 行退回。")
        return redirect(upload)
    messages.success(request, f"{upload.good} 人已列入名单。")
    return redirect(upload.batch)


@for_staff
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    upload = upload_of(request, pk)
    discard_upload(upload=upload, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "这次导入已作废，名单没有变动。")
    return redirect(upload.batch)


def _sheet(data: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    return response
