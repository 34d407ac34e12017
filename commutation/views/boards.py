"""The clerk's board, the list of batches, a new batch, its plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.forms import BatchForm, PlanForm, ReasonForm
from commutation.models import Batch
from commutation.permissions import may_plan
from commutation.rendering.boards import board_page
from commutation.services import batches as services
from commutation.views.access import actor_of, batch_of, for_staff, whole
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.views.conflicts import chosen, conflict_page, forget_resolved


@for_staff
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """本批次: the batch work goes on with; the list while there is none."""
    batch = Batch.objects.visible_to(actor_of(request)).current().first()
    return redirect(batch) if batch else redirect("commutation:batches")


@for_staff
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    rows = Batch.objects.visible_to(actor_of(request)).with_people()
    page = {"batches": rows, "may_plan": may_plan(actor_of(request)) is None}
    return render(request, "commutation/batches.html", page)


@for_staff
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    demand(may_plan(actor), act="commutation.create_batch")
    form = BatchForm(request.POST or None, initial=_next(request))
    if request.method == "POST" and form.is_valid():
        try:
            batch = services.create_batch(actor=actor, at=request.at, **form.cleaned_data)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, f"{batch.title}已建立，各节点按工作日排好，可以改。")
            return redirect(batch)
    page = {"form": form, "existing": _existing(request, form)}
    return render(request, "commutation/batch_new.html", page, status=422 if form.errors else 200)


def _existing(request: HttpRequest, form: BatchForm) -> Batch | None:
    """The batch that bears the number already."""
    if not form.has_error("ordinal"):
        return None
    year, ordinal = whole(form.data.get("year")), whole(form.data.get("ordinal"))
    rows = Batch.objects.visible_to(actor_of(request)).current().filter(year=year, ordinal=ordinal)
    batch: Batch | None = rows.first()
    return batch


def _next(request: HttpRequest) -> dict[str, Any]:
    """The next number of the year, and today."""
    on = request.on  # type: ignore[attr-defined]
    last = Batch.objects.visible_to(actor_of(request)).current().filter(year=on.year).first()
    return {"year": on.year, "ordinal": last.ordinal + 1 if last else 1, "cutoff_on": on.isoformat()}


@for_staff
@require_GET
def board(request: HttpRequest, pk: int) -> HttpResponse:
    batch = batch_of(request, pk)
    page = board_page(batch, actor_of(request), request.on)  # type: ignore[attr-defined]
    return render(request, "commutation/board.html", {"batch": batch, "page": page, "reason_form": ReasonForm()})


@for_staff
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The dates of the plan. Two people may have it open: their changes are put together, or laid side by side."""
    batch = batch_of(request, pk)
    if request.method == "GET":
        return _plan_page(request, batch, PlanForm(initial=services.plan_values(batch)))
    form = PlanForm(chosen(request.POST, services.plan_labels()))
    if not form.is_valid():
        return _plan_page(request, batch, form, 422)
    return _save_plan(request, batch, form)


def _save_plan(request: HttpRequest, batch: Batch, form: PlanForm) -> HttpResponse:
    at = request.at  # type: ignore[attr-defined]
    try:
        services.edit_plan(batch=batch, actor=actor_of(request), opened=form.opened(), mine=form.texts(), at=at)
    except Unacceptable as error:
        form.tell(error)
        return _plan_page(request, batch, form, 422)
    except Conflict as error:
        return _conflict(request, batch, error, form.texts())
    forget_resolved(request)
    messages.success(request, "方案已保存。")
    return redirect(batch)


def _plan_page(request: HttpRequest, batch: Batch, form: PlanForm, status: int = 200) -> HttpResponse:
    page = {"batch": batch, "form": form, "may_plan": may_plan(actor_of(request), batch) is None}
    page["was"] = form.opened() if form.is_bound else services.plan_values(batch)
    return render(request, "commutation/plan.html", page, status=status)


def _conflict(request: HttpRequest, batch: Batch, error: Conflict, mine: dict[str, str]) -> HttpResponse:
    """409 with every difference; where both changed, a choice, and a form that saves it."""
    batch.refresh_from_db()
    stored = services.plan_values(batch)
    return conflict_page(
        request,
        error,
        kept=[(name, stored.get(name, ""), mine.get(name, "")) for name in services.plan_labels()],
        by=batch.edited_by.name,
        at=batch.edited_at,
    )


@for_staff
@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    batch = batch_of(request, pk)
    services.prepare_batch(batch=batch, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "名单已定稿，等科长或监狱领导发送。")
    return redirect(batch)


@for_staff
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    batch = batch_of(request, pk)
    services.reopen_batch(batch=batch, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "名单已退回编制，可以增改。")
    return redirect(batch)


@for_staff
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    batch = batch_of(request, pk)
    reason = request.POST.get("reason", "")
    services.cancel_batch(batch=batch, actor=actor_of(request), reason=reason, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"{batch.title}已撤销。")
    return redirect("commutation:batches")
