"""One filing in court, on one page for both sides: acceptance, papers sent after, hearings, withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from commutation.forms.courts import (
    CaseForm,
    HearingForm,
    HeldForm,
    LeaveForm,
    SentForm,
    SupplementForm,
    WithdrawForm,
)
from commutation.models import CourtCase, Filing, Hearing, Supplement, Withdrawal
from commutation.permissions import READERS, STAFF
from commutation.permissions.courts import may_plead, may_record_court, may_register, may_withdraw
from commutation.rendering.clocks import face_of
from commutation.selectors.deciders import Deciders
from commutation.services.courts import (
    ask_withdrawal,
    decide_withdrawal,
    extended_on,
    plan_hearing,
    record_case,
    record_hearing,
    record_supplement,
    send_supplement,
)
from commutation.states.courts import Missing
from commutation.views.access import actor_of, filing_of
from procuratorate.lib.errors import demand
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Officer
from procuratorate.organs.states import SERVING_SIDES

for_both = for_roles(STAFF | READERS)


@for_both
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of the court's work on this filing; the form writes all of it anew."""
    filing, actor = filing_of(request, pk), actor_of(request)
    if request.method == "POST":
        demand(may_record_court(actor, filing), act="commutation.record_case", target=filing)
    known = CourtCase.objects.filter(filing=filing).select_related("court", "clock").first()
    form = _case_form(known, filing, request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = request.at  # type: ignore[attr-defined]
        record_case(filing=filing, court=form.cleaned_data["court"], told=form.told(), actor=actor, at=at)
        messages.success(request, "已登记法院办理情况。")
        return redirect("commutation:court", pk=filing.pk)
    return _page(request, filing, known, {"form": form})


def _case_form(known: CourtCase | None, filing: Filing, request: HttpRequest, data: Any = None) -> CaseForm:
    """The court's extension is the procuratorate's to write down: the prison is the other party to its clock."""
    form = CaseForm(data, initial=_initial(known, filing, request))
    if actor_of(request).side in SERVING_SIDES:
        del form.fields["extended_on"]
    return form


def _initial(known: CourtCase | None, filing: Filing, request: HttpRequest) -> dict[str, Any]:
    if known is not None:
        names = [name for name in CaseForm.base_fields if name not in ("court", "extended_on")]
        told = {name: getattr(known, name) for name in names}
        return told | {"court": known.court_id, "extended_on": extended_on(known)}
    decider = Deciders.over([filing], request.on).of(filing, filing.prison)  # type: ignore[attr-defined]
    return {"court": decider.pk if decider else None}


def _page(request: HttpRequest, filing: Filing, known: CourtCase | None, forms: dict[str, Form]) -> HttpResponse:
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    hearings = list(known.hearings.prefetch_related("procurators", "witnesses")) if known else []
    supplements = list(known.supplements.select_related("clock")) if known else []
    page = {
        "filing": filing,
        "case": known,
        "extended_on": extended_on(known) if known else None,
        "clock": face_of(known.clock, on) if known and known.clock else None,
        "supplements": [(one, face_of(one.clock, on)) for one in supplements],
        "hearings": hearings,
        "withdrawals": list(filing.withdrawals.select_related("by")),
        "may_record": may_record_court(actor, filing) is None,
        "may_register": may_register(actor) is None,
        "may_plead": may_plead(actor) is None,
        "may_withdraw": may_withdraw(actor, filing) is None,
        "shows_witnesses": actor.side not in SERVING_SIDES or actor.owns(filing.prison_id),
        "supplement_form": SupplementForm(),
        "hearing_form": HearingForm(),
        "held_form": HeldForm(),
        "sent_form": SentForm(initial={"sent_on": on}),
        "withdraw_form": WithdrawForm(initial={"asked_on": on}),
        "leave_form": LeaveForm(initial={"decided_on": on}),
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "commutation/court.html", page, status=422 if wrong else 200)


def _act(
    request: HttpRequest, filing: Filing, name: str, form: Form, done: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Take one of the page's forms; wrong, the page comes back with it open."""
    if form.is_valid():
        messages.success(request, done(form.cleaned_data))
        return redirect("commutation:court", pk=filing.pk)
    known = CourtCase.objects.filter(filing=filing).select_related("court", "clock").first()
    return _page(request, filing, known, {"form": _case_form(known, filing, request), name: form})


@for_both
@require_POST
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    filing, actor = filing_of(request, pk), actor_of(request)
    demand(may_record_court(actor, filing), act="commutation.record_supplement", target=filing)
    known = get_object_or_404(CourtCase.objects.visible_to(actor).select_related("filing__prison"), filing=filing)

    def done(told: dict[str, Any]) -> str:
        at, kind = request.at, Missing(told["kind"])  # type: ignore[attr-defined]
        made = record_supplement(
            case=known, kind=kind, words=told["words"], asked_on=told["asked_on"], actor=actor, at=at
        )
        return f"已登记补送通知，{made.clock.due_on} 前送交法院。"

    return _act(request, filing, "supplement_form", SupplementForm(request.POST), done)


@for_both
@require_POST
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    rows = Supplement.objects.filter(case__in=CourtCase.objects.visible_to(actor))
    found = get_object_or_404(rows.select_related("case__filing__prison", "clock"), pk=pk)
    demand(may_register(actor), act="commutation.send_supplement", target=found.case.filing)

    def done(told: dict[str, Any]) -> str:
        send_supplement(supplement=found, sent_on=told["sent_on"], actor=actor, at=request.at)  # type: ignore[attr-defined]
        return "已登记补送。"

    return _act(request, filing_of(request, found.case.filing_id), "sent_form", SentForm(request.POST), done)


@for_both
@require_POST
def hearing(request: HttpRequest, pk: int) -> HttpResponse:
    filing, actor = filing_of(request, pk), actor_of(request)
    demand(may_record_court(actor, filing), act="commutation.plan_hearing", target=filing)
    known = get_object_or_404(CourtCase.objects.visible_to(actor).select_related("filing__prison"), filing=filing)
    form = HearingForm(request.POST)

    def done(told: dict[str, Any]) -> str:
        at = request.at  # type: ignore[attr-defined]
        plan_hearing(case=known, told=form.told(), witnesses=told["witnesses"], actor=actor, at=at)
        return "已登记开庭通知。"

    return _act(request, filing, "hearing_form", form, done)


@for_both
@require_POST
def held(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    rows = Hearing.objects.filter(case__in=CourtCase.objects.visible_to(actor)).select_related("case__filing__prison")
    found = get_object_or_404(rows, pk=pk)
    demand(may_register(actor), act="commutation.record_hearing", target=found.case.filing)
    form = HeldForm(request.POST)

    def done(told: dict[str, Any]) -> str:
        there = told["opinion"] and may_plead(actor) is None
        procurators = Officer.objects.filter(pk=actor.officer_id) if there else Officer.objects.none()
        at = request.at  # type: ignore[attr-defined]
        record_hearing(hearing=found, told=form.told(), procurators=procurators, actor=actor, at=at)
        return "已登记庭审情况。"

    return _act(request, filing_of(request, found.case.filing_id), "held_form", form, done)


@for_both
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    filing, actor = filing_of(request, pk), actor_of(request)
    demand(may_withdraw(actor, filing), act="commutation.ask_withdrawal", target=filing)

    def done(told: dict[str, Any]) -> str:
        at = request.at  # type: ignore[attr-defined]
        made = ask_withdrawal(filing=filing, reason=told["reason"], asked_on=told["asked_on"], actor=actor, at=at)
        return f"已登记撤回申请并通报检察机关（{made.dispatch}）。法院准许前仍在审理。"

    return _act(request, filing, "withdraw_form", WithdrawForm(request.POST), done)


@for_both
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    rows = Withdrawal.objects.visible_to(actor).select_related("filing__prison", "filing__clock")
    found = get_object_or_404(rows, pk=pk)
    demand(may_record_court(actor, found.filing), act="commutation.decide_withdrawal", target=found.filing)

    def done(told: dict[str, Any]) -> str:
        granted, at = told["granted"] == "yes", request.at  # type: ignore[attr-defined]
        decide_withdrawal(
            withdrawal=found, granted=granted, decided_on=told["decided_on"], paper=told["paper"], actor=actor, at=at
        )
        return "法院准许撤回，本件已终止。" if granted else "法院不准撤回，本件继续审理。"

    return _act(request, filing_of(request, found.filing_id), "leave_form", LeaveForm(request.POST), done)
