"""调查评估 of a parole, for the execution section: commission, answer, a changed residence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from commutation.forms.assessing import CommissionForm, MovedForm, ReplyForm
from commutation.models import Assessment, Filing
from commutation.permissions.assessing import may_assess, may_read_assessment
from commutation.selectors.assessing import Assessed, assessments_of
from commutation.services.assessing import answer_assessment, commission_assessment, note_moved
from commutation.views.access import actor_of, batch_of, filing_of, for_staff, whole
from procuratorate.audit.services import record_read
from procuratorate.lib.asking import TellingForm
from procuratorate.lib.errors import Unacceptable, demand

SAID = {"commission": "已登记委托。", "answer": "已登记评估意见。", "moved": "已登记居住地变更。"}


@for_staff
@require_http_methods(["GET", "POST"])
def assessment(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    """The assessments of one parole; beside them what comes next: the answer awaited, or a new commission."""
    filing, actor = filing_of(request, filing_id, batch_of(request, pk)), actor_of(request)
    demand(may_read_assessment(actor, filing), act="commutation.read_assessment", target=filing)
    if request.method == "GET":
        record_read(actor=actor, target=filing, act="commutation.read_assessment")
        return _page(request, filing)
    demand(may_assess(actor, filing), act="commutation.commission_assessment", target=filing)
    asked = request.POST.get("act", "")
    if asked not in SAID:
        raise Unacceptable("请从页面上的表单登记。")
    row = (
        None
        if asked == "commission"
        else get_object_or_404(Assessment, pk=whole(request.POST.get("row")), filing=filing)
    )
    form = _form(asked, row, request.POST)
    if not form.is_valid() or not _done(request, filing, asked, row, form):
        return _page(request, filing, asked, form, 422)
    messages.success(request, SAID[asked])
    return redirect("commutation:assessment", filing.batch_id, filing.pk)


def _form(act: str, row: Assessment | None, data: Any = None) -> TellingForm:
    if act == "commission":
        return CommissionForm(data)
    if act == "moved":
        return MovedForm(data)
    mending = row is not None and row.received_on is not None
    first = {name: getattr(row, name) for name in ("received_on", "conclusion", "words")} if mending else {}
    return ReplyForm(data, mending=mending, initial=first)


def _done(request: HttpRequest, filing: Filing, act: str, row: Any, form: Any) -> bool:
    common = {"actor": actor_of(request), "at": request.at}  # type: ignore[attr-defined]
    told = form.cleaned_data
    acts: dict[str, Callable[[], object]] = {
        "commission": lambda: commission_assessment(filing=filing, **told, **common),
        "answer": lambda: answer_assessment(assessment=row, reply=form.reply(), why=told.get("why", ""), **common),
        "moved": lambda: note_moved(assessment=row, **told, **common),
    }
    try:
        acts[act]()
    except Unacceptable as error:
        form.tell(error)
        return False
    return True


def _page(
    request: HttpRequest, filing: Filing, act: str = "", form: TellingForm | None = None, status: int = 200
) -> HttpResponse:
    rows = assessments_of(filing)
    row = _row_of(request, rows)
    act = act or _next(request, rows)
    page = {
        "filing": filing, "batch": filing.batch, "rows": rows, "row": row, "act": act, "form": form or _form(act, row),
        "may": may_assess(actor_of(request), filing) is None,
    }  # fmt: skip
    return render(request, "commutation/assessment.html", page, status=status)


def _row_of(request: HttpRequest, rows: list[Assessed]) -> Assessment | None:
    """The one asked for, else the last."""
    asked = whole(request.POST.get("row") or request.GET.get("row"))
    return next((one.row for one in rows if one.row.pk == asked), rows[0].row if rows else None)


def _next(request: HttpRequest, rows: list[Assessed]) -> str:
    asked = request.GET.get("act", "")
    if asked in SAID and (rows or asked == "commission"):
        return asked
    return "answer" if rows and rows[0].row.received_on is None else "commission"
