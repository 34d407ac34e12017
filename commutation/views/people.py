"""The list of a batch: who stands on it, ticks from the prison's people, mending, dropping out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.forms import AmendForm, DropForm, PickForm, opened
from commutation.models import Batch, Filing, Upload
from commutation.permissions import may_amend, may_drop, may_nominate
from commutation.permissions.assessing import may_read_assessment
from commutation.selectors.nodes import LAST_OF, through, unrecorded
from commutation.selectors.pools import pool, wards_of
from commutation.selectors.voices import levels_of
from commutation.services.amending import AMENDABLE, amend_filing, drop_filings
from commutation.services.lists import take_rows
from commutation.states import STEPS, FilingState, Kind, Step
from commutation.views.access import actor_of, batch_of, filing_of, for_staff, whole
from procuratorate.audit.services import record_read
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.views.conflicts import chosen, conflict_page, forget_resolved

PAGE = 100
NOMINATE = "commutation.upload"


@for_staff
@require_GET
def people(request: HttpRequest, pk: int) -> HttpResponse:
    batch, actor = batch_of(request, pk), actor_of(request)
    everyone = Filing.objects.visible_to(actor).filter(batch=batch).select_related("ward")
    rows = filtered(everyone, request.GET).order_by("ward__path", "number", "pk")
    page = {
        "batch": batch,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "wards": wards_of(everyone),
        "kinds": [("", "全部", None), *((kind.value, kind.label, None) for kind in Kind)],
        "told": _told(request.GET),
        "may_drop": may_drop(actor, batch) is None,
        "drop_form": DropForm(initial={"step": Step.WARDS}),
    }
    return render(request, "commutation/people.html", page)


def filtered(rows: QuerySet[Filing], query: Any) -> QuerySet[Filing]:
    """Filings by what the address says: ward, kind, q, warned, passed=step, dropped=step (or any)."""
    if ward := whole(query.get("ward")):
        rows = rows.filter(ward=ward)
    if query.get("kind") in Kind.values:
        rows = rows.filter(kind=query["kind"])
    if query.get("warned"):
        rows = rows.exclude(warnings=[])
    if step := query.get("dropped"):
        rows = rows.filter(state=FilingState.DROPPED)
        rows = rows.filter(drop_step=step) if step in Step.values else rows
    elif (step := query.get("passed")) in Step.values:
        rows = rows.filter(_passed(Step(step)))
    return rows.found_by(query.get("q", ""))  # type: ignore[attr-defined,no-any-return]


def _passed(step: Step) -> Q:
    """Who passed a step: by signed records where a batch keeps them, else whoever did not drop out before."""
    later = STEPS[STEPS.index(step) + 1 :]
    stayed = ~Q(state=FilingState.DROPPED) | Q(drop_step__in=later)
    return through(step) | (unrecorded(step) & stayed) if step in LAST_OF else stayed


def _told(query: Any) -> str:
    """What the list shows, in words."""
    if (step := query.get("dropped")) in Step.values:
        return f"在“{Step(step).label}”退出的"
    if query.get("dropped"):
        return "已退出的"
    return f"通过“{Step(step).label}”的" if (step := query.get("passed")) in Step.values else "全部提名"


@for_staff
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    batch = batch_of(request, pk)
    demand(may_drop(actor_of(request), batch), act="commutation.drop", target=batch)
    form = DropForm(request.POST)
    if not form.is_valid():
        raise Unacceptable("没有办理退出：请选择在哪一步退出，并写明理由。")
    ids = [number for text in request.POST.getlist("ids") if (number := whole(text))]
    dropped = drop_filings(
        batch=batch,
        actor=actor_of(request),
        ids=ids,
        step=Step(form.cleaned_data["step"]),
        reason=form.cleaned_data["reason"],
        at=request.at,  # type: ignore[attr-defined]
    )
    messages.success(request, f"{dropped} 人已退出本批次，理由已记入。")
    return redirect("commutation:people", batch.pk)


@for_staff
@require_http_methods(["GET", "POST"])
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Ticks on screen: the prison's people with search and filter; all found may be taken at once."""
    batch, actor = batch_of(request, pk), actor_of(request)
    demand(may_nominate(actor, batch), act=NOMINATE, target=batch)
    if request.method == "POST":
        return _take(request, batch)
    return _pick_page(request, batch, PickForm())


def _pick_page(request: HttpRequest, batch: Batch, form: PickForm, status: int = 200) -> HttpResponse:
    rows, wards = pool(actor_of(request), batch, request.GET)
    page = {
        "batch": batch,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "wards": wards,
        "form": form,
    }
    return render(request, "commutation/pick.html", page, status=status)


def _take(request: HttpRequest, batch: Batch) -> HttpResponse:
    form = PickForm(request.POST)
    if not form.is_valid():
        return _pick_page(request, batch, form, 422)
    rows, _ = pool(actor_of(request), batch, request.GET)
    if not request.POST.get("all_found"):
        rows = rows.filter(pk__in=[number for text in request.POST.getlist("ids") if (number := whole(text))])
    given = {"kind": form.cleaned_data["kind"], "months": form.cleaned_data["months"]}
    upload = take_rows(
        batch=batch,
        actor=actor_of(request),
        rows=[{"number": number, "name": name, **given} for number, name in rows.values_list("number", "person__name")],
        source=Upload.Source.SCREEN,
        at=request.at,  # type: ignore[attr-defined]
        commit=True,
    )
    if upload.refused:
        messages.warning(request, f"{upload.good} 人已列入名单，{upload.refused} 人退回，原因见下。")
        return redirect(upload)
    messages.success(request, f"{upload.good} 人已列入名单。")
    return redirect("commutation:people", batch.pk)


@for_staff
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    """One nomination: its facts, and mending them while the list is open."""
    batch = batch_of(request, pk)
    filing = filing_of(request, filing_id, batch)
    if request.method == "GET":
        record_read(actor=actor_of(request), target=filing)
        return _person_page(request, filing, AmendForm(initial=filing.facts, kind=filing.kind))
    demand(may_amend(actor_of(request), filing), act="commutation.amend", target=filing)
    form = AmendForm(chosen(request.POST, AMENDABLE), kind=filing.kind)
    if not form.is_valid():
        return _person_page(request, filing, form, 422)
    return _amend(request, filing, form)


def _amend(request: HttpRequest, filing: Filing, form: AmendForm) -> HttpResponse:
    mine, at = form.texts(), request.at  # type: ignore[attr-defined]
    try:
        amend_filing(filing=filing, actor=actor_of(request), opened=opened(form.data, AMENDABLE), mine=mine, at=at)
    except Unacceptable as error:
        form.tell(error)
        return _person_page(request, filing, form, 422)
    except Conflict as error:
        if not error.rows:
            raise
        filing.refresh_from_db()
        kept = [(name, filing.facts.get(name, ""), mine[name]) for name in AMENDABLE]
        at = filing.edited_at or filing.nominated_at
        return conflict_page(request, error, kept=kept, by=filing.editor.name, at=at)
    forget_resolved(request)
    messages.success(request, "已保存。")
    return redirect("commutation:person", filing.batch_id, filing.pk)


def _person_page(request: HttpRequest, filing: Filing, form: AmendForm, status: int = 200) -> HttpResponse:
    sheets = Upload.objects.visible_to(actor_of(request)).exclude(stored="")
    page = {
        "batch": filing.batch,
        "filing": filing,
        "form": form,
        "may_amend": may_amend(actor_of(request), filing) is None,
        "may_read_assessment": may_read_assessment(actor_of(request), filing) is None,
        "from_sheet": sheets.filter(pk=filing.upload_id).exists(),
    }
    page["levels"] = levels_of(filing)
    page["was"] = opened(form.data, AMENDABLE) if form.is_bound else filing.facts
    return render(request, "commutation/person.html", page, status=status)
