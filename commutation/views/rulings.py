"""Rulings and decisions: lists by what is left to do, one beside its proposal, a sheet of many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.clocks.courts import rehearing_words, whom
from commutation.forms import UploadForm
from commutation.forms.courts import OnForm, RecordAnswerForm, RulingForm, ServiceForm, WhyForm, WordsForm
from commutation.models import Filing, Ruling, RulingService
from commutation.permissions.courts import may_match, may_record_term, may_register, may_review, may_watch
from commutation.permissions.opinions import may_draft
from commutation.rendering.clocks import face_of
from commutation.rendering.records import record_told
from commutation.ruling_columns import LAYOUT
from commutation.selectors.deciders import Deciders
from commutation.selectors.matching import awaiting, candidates, finals_for
from commutation.selectors.objections import objection_to, watches
from commutation.selectors.rulings import counts, month_table, rulings_of, side_by_side, tab, tabs_of, words_of
from commutation.services.rulings import (
    RECEIPTS,
    accept_ruling,
    import_rulings,
    match_ruling,
    note_receipt,
    note_rehearing,
    record_new_term,
    record_service,
    register_ruling,
    unmatch_ruling,
    void_ruling,
    watch_rehearing,
)
from commutation.states import Kind
from commutation.states.courts import RULING_MOVES, RulingState
from commutation.states.reviews import PaperKind
from commutation.views.access import actor_of, whole
from commutation.views.courts import for_both
from commutation.views.uploads import XLSX
from procuratorate.lib.characters import squeezed, visible
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.sheets import write_table
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import Side

PAGE = 50
REVIEW = "review"  # the tab a plain address shows


@for_both
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Rulings by what is left to do."""
    actor = actor_of(request)
    name = request.GET.get("tab", "")
    tabs = tabs_of(actor)
    name = name if name in tabs else REVIEW
    rows = tab(actor, name)
    if words := squeezed(request.GET.get("q", "")):
        rows = rows.filter(name__contains=words) | rows.filter(case_no__contains=words)
    found = counts(actor)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    watched = watches(page)
    context = {
        "page": page,
        "lines": [(row, words_of(row), face_of(watched.get(row.pk, row.clock), request.on)) for row in page],  # type: ignore[attr-defined]
        "tabs": [("" if code == REVIEW else code, label, found[code]) for code, (label, _) in tabs.items()],
        "may_register": may_register(actor) is None,
    }
    return render(request, "commutation/rulings.html", context)


@for_both
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register one from its paper."""
    actor = actor_of(request)
    demand(may_register(actor), act="commutation.register_ruling")
    form = RulingForm(request.POST or None, initial=_about(request))
    if request.method == "POST" and form.is_valid():
        source = {name: visible(request.POST.get(name, "")) for name in form.fields}
        at = request.at  # type: ignore[attr-defined]
        ruling = register_ruling(told=form.told(), actor=actor, at=at, source=source)
        matched = ruling.state == RulingState.MATCHED
        messages.success(request, "已登记，并已对应到提请。" if matched else "已登记。请选择对应的提请。")
        return redirect(ruling)
    return render(request, "commutation/ruling_new.html", {"form": form}, status=422 if form.errors else 200)


def _about(request: HttpRequest) -> dict[str, Any]:
    """The form filled from the filing it was opened for."""
    filing = Filing.objects.visible_to(actor_of(request)).filter(pk=whole(request.GET.get("filing")) or 0).first()
    if filing is None:
        return {}
    case = getattr(filing, "court_case", None)
    decider = None if case else Deciders.over([filing], request.on).of(filing, filing.prison)  # type: ignore[attr-defined]
    known = {"court": case.court_id, "case_no": case.case_no} if case else {"court": decider.pk if decider else None}
    return {"kind": filing.kind, "name": filing.name, "number": filing.number, "months": filing.months, **known}


@for_both
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """A sheet of rulings, taken row by row."""
    actor = actor_of(request)
    demand(may_register(actor), act="commutation.import_rulings")
    form = UploadForm(request.POST or None, request.FILES or None)
    imported = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        at = request.at  # type: ignore[attr-defined]
        imported = import_rulings(data=file.read(), filename=file.name, actor=actor, at=at)
    page = {"form": form, "imported": imported, "figures": _figures(imported)}
    return render(request, "commutation/ruling_sheet.html", page, status=422 if form.errors else 200)


def _figures(imported: Any) -> list[tuple[str, int]]:
    words = {"registered": "已登记", "matched": "其中已对应", "known": "登记过", "refused": "退回"}
    return [(label, imported.count(what)) for what, label in words.items()] if imported else []


@for_both
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """An empty sheet to fill in."""
    demand(may_register(actor_of(request)), act="commutation.import_rulings")
    response = HttpResponse(write_table(LAYOUT.columns, [], title="裁定登记表"), content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E8%A3%81%E5%AE%9A%E7%99%BB%E8%AE%B0%E8%A1%A8.xlsx"
    return response


@for_both
@require_GET
def month(request: HttpRequest) -> HttpResponse:
    """A month in figures, by kind; days as ruled."""
    first = _first_of(request.GET.get("month", ""), request.on)  # type: ignore[attr-defined]
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    before = (first - timedelta(days=1)).replace(day=1)
    page = {"rows": month_table(actor_of(request), first, last), "first": first, "last": last}
    return render(
        request, "commutation/ruling_month.html", page | {"before": before, "after": last + timedelta(days=1)}
    )


def _first_of(said: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{said}-01")
    except ValueError:
        return today.replace(day=1)


def ruling_of(request: HttpRequest, pk: int) -> Ruling:
    found: Ruling = get_object_or_404(rulings_of(actor_of(request)), pk=pk)
    return found


@for_both
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, ruling_of(request, pk), {})


def _page(request: HttpRequest, ruling: Ruling, forms: dict[str, Form]) -> HttpResponse:
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    waiting = ruling.state == RulingState.UNMATCHED and may_match(actor, ruling) is None
    objection = None if actor.side == Side.PRISON else objection_to(ruling)
    follows = ruling.state == RulingState.OBJECTED and may_watch(actor) is None
    page = {
        "ruling": ruling,
        "words": words_of(ruling),
        "clock": face_of(ruling.clock, on) if ruling.clock else None,
        "columns": side_by_side(ruling, actor),
        "candidates": candidates(ruling, actor) if waiting else [],
        "services": [(whom(one.recipient, ruling.ruled_on), one) for one in ruling.services.select_related("by")],
        "matches": list(ruling.matches.select_related("filing", "by", "undone_by")),
        **record_told(ruling, actor, on),
        "objection_url": _objection_url(ruling, on) if may_draft(actor) is None else "",
        "objection": objection,
        "who_again": rehearing_words(ruling.kind),
        "watch": face_of(objection.watch, on) if objection and objection.watch else None,
        "may_watch": follows and objection is not None and objection.in_time,
        "finals": finals_for(ruling, actor) if follows else [],
        "may_match": may_match(actor, ruling) is None,
        "may_review": may_review(actor, ruling) is None,
        "may_register": may_register(actor) is None,
        "may_receive": may_register(actor) is None and _is_awaited(ruling, actor),
        "may_record_term": ruling.filing is not None and may_record_term(actor, ruling) is None,
        "on_form": OnForm(initial={"on": on}),
        "why_form": WhyForm(),
        "words_form": WordsForm(),
        "record_form": RecordAnswerForm(),
        "service_form": ServiceForm(initial={"served_on": on}),
        "on": on,
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "commutation/ruling.html", page, status=422 if wrong else 200)


def _is_awaited(ruling: Ruling, actor: Actor) -> bool:
    """Whether the actor's side has not entered its receipt yet: entered, it stays."""
    return ruling.state != RulingState.VOID and getattr(ruling, RECEIPTS[actor.side]) is None


def _objection_url(ruling: Ruling, on: date) -> str:
    """Where an objection is drafted; after the period, the kind that has none (practice.md F8)."""
    if ruling.state not in RULING_MOVES["object"].sources:
        return ""
    late = ruling.clock is not None and ruling.clock.due_on < on
    objection = PaperKind.LATE_OBJECTION if late else PaperKind.RULING_OBJECTION
    kind = PaperKind.DECISION_OBJECTION if ruling.kind == Kind.OUTSIDE_SERVICE else objection
    asked = urlencode({"kind": kind.value, "filing": ruling.filing_id, "ruling": ruling.pk})
    return f"{reverse('commutation:opinion_new')}?{asked}"


def _act(
    request: HttpRequest, ruling: Ruling, name: str, form: Form, done: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    if form.is_valid():
        messages.success(request, done(form.cleaned_data))
        return redirect(ruling)
    return _page(request, ruling, {name: form})


def _picked(request: HttpRequest, name: str) -> int:
    """The row ticked on the page."""
    picked = whole(request.POST.get(name))
    if picked is None:
        raise Unacceptable("没有选定要对应的一件，请回到裁定页选择。")
    return picked


@for_both
@require_POST
def match(request: HttpRequest, pk: int) -> HttpResponse:
    ruling, actor = ruling_of(request, pk), actor_of(request)
    demand(may_match(actor, ruling), act="commutation.match_ruling", target=ruling)
    filing = get_object_or_404(awaiting(actor), pk=_picked(request, "filing"))
    match_ruling(ruling=ruling, filing=filing, actor=actor, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"已对应到 {filing.number}。")
    return redirect(ruling)


@for_both
@require_POST
def unmatch(request: HttpRequest, pk: int) -> HttpResponse:
    ruling = ruling_of(request, pk)
    demand(may_match(actor_of(request), ruling), act="commutation.unmatch_ruling", target=ruling)

    def done(told: dict[str, Any]) -> str:
        at = request.at  # type: ignore[attr-defined]
        unmatch_ruling(ruling=ruling, reason=told["reason"], actor=actor_of(request), at=at)
        return "已撤销对应，原来的对应和撤销的原因都留存。"

    return _act(request, ruling, "why_form", WhyForm(request.POST), done)


@for_both
@require_POST
def void(request: HttpRequest, pk: int) -> HttpResponse:
    ruling = ruling_of(request, pk)
    demand(may_match(actor_of(request), ruling), act="commutation.void_ruling", target=ruling)
    form = WhyForm(request.POST)
    if form.is_valid():
        at, why = request.at, form.cleaned_data["reason"]  # type: ignore[attr-defined]
        void_ruling(ruling=ruling, reason=why, actor=actor_of(request), at=at)
        messages.success(request, "这份登记已作废。")
        return redirect("commutation:rulings")
    return _page(request, ruling, {"why_form": form})


@for_both
@require_POST
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    ruling = ruling_of(request, pk)
    demand(may_register(actor_of(request)), act="commutation.note_receipt", target=ruling)

    def done(told: dict[str, Any]) -> str:
        note_receipt(ruling=ruling, on=told["on"], actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
        due = f"，审查期限至 {ruling.clock.due_on}" if ruling.clock else ""
        return f"已登记收到日 {told['on']}{due}。"

    return _act(request, ruling, "on_form", OnForm(request.POST), done)


@for_both
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    ruling = ruling_of(request, pk)
    demand(may_review(actor_of(request), ruling), act="commutation.accept_ruling", target=ruling)

    def done(told: dict[str, Any]) -> str:
        accept_ruling(ruling=ruling, words=told["words"], actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
        return "审查完毕，没有纠正意见。"

    return _act(request, ruling, "words_form", WordsForm(request.POST), done)


@for_both
@require_POST
def rehearing(request: HttpRequest, pk: int) -> HttpResponse:
    """The court received the objection, on a day; its month runs."""
    ruling = ruling_of(request, pk)
    demand(may_watch(actor_of(request)), act="commutation.watch_rehearing", target=ruling)

    def done(told: dict[str, Any]) -> str:
        at = request.at  # type: ignore[attr-defined]
        clock = watch_rehearing(ruling=ruling, received_on=told["on"], actor=actor_of(request), at=at)
        whose, again = rehearing_words(ruling.kind)
        return f"{whose}应在 {clock.due_on} 前{again}。"

    return _act(request, ruling, "on_form", OnForm(request.POST), done)


@for_both
@require_POST
def final(request: HttpRequest, pk: int) -> HttpResponse:
    """The final ruling, registered before, takes the place of this one."""
    ruling, actor = ruling_of(request, pk), actor_of(request)
    demand(may_watch(actor), act="commutation.note_rehearing", target=ruling)
    rows = rulings_of(actor).filter(state=RulingState.UNMATCHED)
    new_one = get_object_or_404(rows, pk=_picked(request, "final"))
    note_rehearing(ruling=ruling, final=new_one, actor=actor, at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"已登记{rehearing_words(ruling.kind)[1]}的结果。")
    return redirect(new_one)


@for_both
@require_POST
def term(request: HttpRequest, pk: int) -> HttpResponse:
    """The new term enters the dossier."""
    ruling = ruling_of(request, pk)
    record_new_term(ruling=ruling, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "新刑期已登记入档案。")
    return redirect(ruling)


@for_both
@require_POST
def service(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    rows = RulingService.objects.filter(ruling__in=Ruling.objects.visible_to(actor))
    found = get_object_or_404(rows.select_related("ruling"), pk=pk)
    demand(may_register(actor), act="commutation.record_service", target=found.ruling)

    def done(told: dict[str, Any]) -> str:
        record_service(service=found, actor=actor, at=request.at, **told)  # type: ignore[attr-defined]
        return f"已登记送达{found.get_recipient_display()}。"

    return _act(request, ruling_of(request, found.ruling_id), "service_form", ServiceForm(request.POST), done)
