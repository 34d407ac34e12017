"""The receipt, the same for both sides, and the 送达回证 that the serving organ records."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from procuratorate.audit.services import record_read
from procuratorate.dispatch import services
from procuratorate.dispatch.forms import ServiceForm
from procuratorate.dispatch.models import Dispatch, PaperService
from procuratorate.dispatch.permissions import READERS, may_acknowledge, may_record_service
from procuratorate.dispatch.selectors import printed, service_words, slip
from procuratorate.dispatch.states import Channel
from procuratorate.documents.papers import SLIP
from procuratorate.documents.rendering import sheet_page
from procuratorate.lib import files
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles

LOST = "存档的扫描件缺失或与校验值不符，没有打开。请联系管理员，并以纸质回证为准。"


@require_safe
@for_roles(READERS)
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Printable; 404 for everybody but the two parties."""
    actor = request.actor  # type: ignore[attr-defined]
    dispatch = _visible(request, pk)
    record_read(actor=actor, target=dispatch, act="dispatch.receipt")
    context = {
        "dispatch": dispatch,
        "slip": slip(dispatch),
        "history": [(row, service_words(row)) for row in dispatch.services.all()],
        "scans": dispatch.scans.select_related("by"),
        "may_record": dispatch.needs_slip and not may_record_service(actor, dispatch),
        "content": _content(dispatch, actor),
        "may_acknowledge": dispatch.acknowledged_at is None and not may_acknowledge(actor, dispatch),
    }
    return render(request, "dispatch/receipt.html", context)


@require_safe
@for_roles(READERS)
def slip_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The 送达回证 as a sheet: to be signed and scanned back, or with what was recorded of it."""
    dispatch = _visible(request, pk)
    record_read(actor=request.actor, target=dispatch, act="dispatch.print_slip")  # type: ignore[attr-defined]
    return HttpResponse(sheet_page(SLIP, dispatch.sender.name, printed(dispatch), number=dispatch.number))


@require_POST
@for_roles(READERS)
def keep_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed slip scanned back (`file`)."""
    dispatch, file = _visible(request, pk), request.FILES.get("file")
    data = file.read() if file else b""
    services.keep_scan(dispatch=dispatch, data=data, actor=request.actor, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "已存回证扫描件，双方可以查看。")
    return redirect(f"/dispatches/{dispatch.pk}/receipt/")


@require_safe
@for_roles(READERS)
def scan(request: HttpRequest, pk: int, scan: int) -> HttpResponse:
    """The scan, for both parties."""
    dispatch = _visible(request, pk)
    found = get_object_or_404(dispatch.scans, pk=scan)
    record_read(actor=request.actor, target=dispatch, act="dispatch.read_scan")  # type: ignore[attr-defined]
    try:
        data = files.fetch(found.stored)
    except (OSError, ValueError) as error:
        raise Unacceptable(LOST) from error
    return HttpResponse(data, content_type=found.media_type, headers={"Cache-Control": "no-store"})


@require_http_methods(["GET", "POST"])
@for_roles(READERS)
def record_service(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the facts of a 送达回证, or put a recorded one right."""
    actor = request.actor  # type: ignore[attr-defined]
    dispatch = _visible(request, pk)
    demand(may_record_service(actor, dispatch), act="dispatch.record_service", target=dispatch)
    served = dispatch.served
    form = ServiceForm(
        request.POST or None, instance=None, initial=_initial(served, actor.name), correcting=bool(served)
    )
    if request.method == "POST" and form.is_valid() and _recorded(request, form, dispatch, served):
        return redirect(f"/dispatches/{dispatch.pk}/receipt/")
    status = 422 if form.errors else 200
    context = {"dispatch": dispatch, "form": form, "correcting": served}
    return render(request, "dispatch/service.html", context, status=status)


def _recorded(request: HttpRequest, form: ServiceForm, dispatch: Dispatch, served: PaperService | None) -> bool:
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    try:
        services.record_paper_service(dispatch=dispatch, actor=actor, at=at, corrects=served, **form.cleaned_data)
    except Unacceptable as error:
        for name, words in (error.fields or {"__all__": error.message}).items():
            form.add_error(name if name in form.fields else None, words)
        return False
    return True


def _initial(served: PaperService | None, name: str) -> dict[str, object]:
    if served is None:
        return {"served_by": name}
    return {field: getattr(served, field) for field in ServiceForm.Meta.fields if field != "correction_reason"}


def _content(dispatch: Dispatch, actor: Actor) -> list[tuple[str, Any]]:
    """What came from the other network and has no page here: the recipient reads it as it was sent."""
    if dispatch.channel != Channel.GATEWAY or dispatch.address or not actor.owns(dispatch.recipient_id):
        return []
    return [(name, value) for name, value in dispatch.content.items() if value not in (None, "", [], {})]


def _visible(request: HttpRequest, pk: int) -> Dispatch:
    rows = Dispatch.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    rows = rows.select_related("sender", "recipient", "sent_by", "opened_by", "acknowledged_by", "crossing")
    dispatch: Dispatch = get_object_or_404(rows.prefetch_related("services__recorded_by"), pk=pk)
    return dispatch
