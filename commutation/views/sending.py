"""The two sendings, each on a page that says what will happen before it does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commutation.clocks import consultation_basis, copy_basis
from commutation.forms import ConsultForm, FileForm
from commutation.models import Batch, Filing
from commutation.permissions import may_send
from commutation.selectors.consultations import unanswered
from commutation.services.sending import resident_office, send_consultation, send_filing_copy, summary_of
from commutation.states import FilingState, Kind
from commutation.views.access import actor_of, batch_of, for_staff
from procuratorate.lib.errors import Unacceptable, demand


@for_staff
@require_http_methods(["GET", "POST"])
def consult(request: HttpRequest, pk: int) -> HttpResponse:
    batch, actor = batch_of(request, pk), actor_of(request)
    demand(may_send(actor, batch), act="commutation.send_consultation", target=batch)
    form = ConsultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["agreed_days"]
        sending = send_consultation(batch=batch, actor=actor, agreed_days=days, at=request.at)  # type: ignore[attr-defined]
        messages.success(
            request, f"已发送 {sending.people} 人，{sending.recipient.name}已收到，编号 {sending.dispatch.number}。"
        )
        return redirect(batch)
    return _page(request, batch, form, FilingState.NOMINATED, "commutation/consult.html")


@for_staff
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, pk: int) -> HttpResponse:
    batch, actor = batch_of(request, pk), actor_of(request)
    demand(may_send(actor, batch), act="commutation.send_filing_copy", target=batch)
    form = FileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["platform_no"]
        sending = send_filing_copy(batch=batch, actor=actor, platform_no=number, at=request.at)  # type: ignore[attr-defined]
        messages.success(request, f"已登记报送，副本 {sending.people} 份已抄送，编号 {sending.dispatch.number}。")
        return redirect(batch)
    return _page(request, batch, form, FilingState.CONSULTED, "commutation/file.html")


def _page(request: HttpRequest, batch: Batch, form: Any, state: FilingState, template: str) -> HttpResponse:
    filings = list(Filing.objects.filter(batch=batch, state=state).select_related("ward"))
    kinds = {filing.kind for filing in filings}
    page = {
        "batch": batch,
        "form": form,
        "people": len(filings),
        "words": summary_of(filings),
        "lacking": [one for one in filings if one.kind == Kind.COMMUTATION and one.months is None],
        "warned": sum(bool(one.warnings) for one in filings),
        "basis": (copy_basis if state == FilingState.CONSULTED else consultation_basis)(kinds),
        "unanswered": unanswered(batch).count() if state == FilingState.CONSULTED else 0,
        **_recipient(batch, request),
    }
    return render(request, template, page, status=422 if form.errors else 200)


def _recipient(batch: Batch, request: HttpRequest) -> dict[str, Any]:
    try:
        return {"office": resident_office(batch.prison_id, request.on)}  # type: ignore[attr-defined]
    except Unacceptable as error:
        return {"office": None, "fault": error.message}
