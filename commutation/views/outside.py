"""Execution outside prison, for both sides: the list by what is due, one case as a chain, its acts."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.forms.outside import FORMS, ActForm, StartForm, WatchForm
from commutation.models import Filing, OutsideAct, OutsideCase
from commutation.permissions import READERS, STAFF
from commutation.permissions.outside import may_correct, may_record, may_start, may_watch
from commutation.rendering.clocks import face_of
from commutation.rendering.outside import chain_of
from commutation.rendering.outside_list import COLUMNS, rows_of
from commutation.rendering.outside_papers import typed
from commutation.selectors.outside import cases_of, counts, listed, prisons_of, tabs, to_start
from commutation.services.outside import record_act, start_outside_case, watch_diagnosis
from commutation.states.outside import DECIDES, Act, Decider, Ground
from commutation.views.access import actor_of, filing_of, whole
from procuratorate.audit.services import record_list_read, record_read
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.sheets import write_csv
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import PROCURATORS, SERVING_SIDES
from procuratorate.organs.states import Kind as OrganKind

PAGE = 50
WORK = "work"  # the tab a plain address shows
MOST_EXPORTED = 20_000

for_both = for_roles(STAFF | READERS)


@for_both
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The list, what is due first; filings not begun yet above it."""
    actor, on, tab = actor_of(request), request.on, _tab(request)  # type: ignore[attr-defined]
    page = Paginator(listed(actor, tab, request.GET, on), PAGE).get_page(request.GET.get("page"))
    found = counts(actor, on)
    _note(request, [case.pk for case in page], "read_list")
    context = {
        "page": page,
        "lines": [(case, face_of(case.clock, on), case.is_recheck_late(on)) for case in page],
        "tabs": [("" if code == WORK else code, label, found[code]) for code, (label, _) in tabs(on).items()],
        "grounds": [("", "全部情形", None), *((one.value, one.label, None) for one in Ground)],
        "prisons": [("", "全部监狱", None), *((str(pk), name, None) for pk, name in prisons_of(actor))],
        "kept": [(name, request.GET.get(name, "")) for name in ("tab", "ground", "prison")],
        "waiting": to_start(actor),
        "of_office": actor.role in PROCURATORS,
    }
    return render(request, "commutation/outside_cases.html", context)


def _tab(request: HttpRequest) -> str:
    asked = request.GET.get("tab", "")
    return asked if asked in tabs(request.on) else WORK  # type: ignore[attr-defined]


def _note(request: HttpRequest, ids: list[int], act: str) -> None:
    if ids:
        record_list_read(actor=actor_of(request), kind="commutation.outsidecase", ids=ids, act=act)


@for_both
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The list exactly as filtered, as CSV."""
    on = request.on  # type: ignore[attr-defined]
    rows = listed(actor_of(request), _tab(request), request.GET, on)[:MOST_EXPORTED]
    cases = list(rows)
    _note(request, [case.pk for case in cases], "commutation.export_outside")
    response = HttpResponse(write_csv(COLUMNS, rows_of(cases)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="outside-{on}.csv"'
    return response


@for_both
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Begin the chain of a nomination."""
    filing, actor = filing_of(request, filing_id), actor_of(request)
    known = OutsideCase.objects.visible_to(actor).filter(filing=filing).first()
    if known is not None and request.method == "GET":
        return redirect(known)
    demand(may_start(actor, filing), act="commutation.start_outside", target=filing)
    usual = DECIDES.get(OrganKind(filing.prison.kind), Decider.BUREAU)
    form = StartForm(request.POST or None, initial={"on": request.on, "decider": usual})  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid() and (case := _started(request, filing, form)):
        return redirect(case)
    page = {"form": form, "filing": filing}
    return render(request, "commutation/outside_start.html", page, status=422 if form.errors else 200)


def _started(request: HttpRequest, filing: Filing, form: StartForm) -> OutsideCase | None:
    told, at = form.cleaned_data, request.at  # type: ignore[attr-defined]
    try:
        case = start_outside_case(filing=filing, on=told["on"], told=told, actor=actor_of(request), at=at)
    except Unacceptable as error:
        form.tell(error)
        return None
    messages.success(request, "已启动。下一步：诊断前至少一个工作日通报检察院。")
    return case


def case_of(request: HttpRequest, pk: int) -> OutsideCase:
    found: OutsideCase = get_object_or_404(cases_of(actor_of(request)), pk=pk)
    return found


@for_both
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The chain on the left; on the right the next act's form, or that of `?act=`, or of the row to put right."""
    case = case_of(request, pk)
    record_read(actor=actor_of(request), target=case)
    return _page(request, case, None)


def _page(
    request: HttpRequest,
    case: OutsideCase,
    form: ActForm | None,
    act: Act | None = None,
    watch: WatchForm | None = None,
) -> HttpResponse:
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    chain = chain_of(case, actor, on)
    wrong = next((one for one in chain.standing if one.pk == whole(request.GET.get("correct"))), None)
    act = act or (Act(wrong.act) if wrong else _asked(request) or chain.next)
    if act is not None and form is None and may_record(actor, case, act, wrong) is None:
        initial = {"on": wrong.on if wrong else on, "version": case.version, "replaces": wrong.pk if wrong else None}
        form = FORMS[act](initial=(typed(wrong) if wrong else {}) | initial)
    page = {
        "case": case,
        "chain": chain,
        "clock": face_of(case.clock, on) if case.clock else None,
        "act": act,
        "form": form,
        "wrong": wrong,
        "acts": [one for one in FORMS if may_record(actor, case, one) is None],
        "whole": chain.whole,
        "of_prison": actor.side in SERVING_SIDES,
        "correctable": [one.value for one in FORMS] if may_correct(actor, case) is None else [],
        "filing": Filing.objects.visible_to(actor).filter(pk=case.filing_id).first(),
        "may_watch": may_watch(actor, case) is None,
        "watch_form": watch or WatchForm(initial={"on": on}),
        "on": on,
    }
    bad = bool(form and form.errors) or bool(watch and watch.errors)
    return render(request, "commutation/outside.html", page, status=422 if bad else 200)


def _asked(request: HttpRequest) -> Act | None:
    asked = request.GET.get("act", "")
    return Act(asked) if asked in FORMS else None


@for_both
@require_POST
def record(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Record one act, or put right one that stands."""
    case, actor = case_of(request, pk), actor_of(request)
    if act not in FORMS:
        raise Http404
    found = Act(act)
    replaces = _replaced(request, case)
    demand(may_record(actor, case, found, replaces), act="commutation.record_outside_act", target=case)
    form = FORMS[found](request.POST)
    if form.is_valid() and _recorded(request, case, found, form, replaces):
        messages.success(request, f"已{'更正' if replaces else '登记'}：{found.label}。")
        return redirect(case)
    return _page(request, case, form, found)


def _replaced(request: HttpRequest, case: OutsideCase) -> OutsideAct | None:
    asked = whole(request.POST.get("replaces"))
    if asked is None:
        return None
    found: OutsideAct = get_object_or_404(OutsideAct, pk=asked, case=case)
    return found


def _recorded(
    request: HttpRequest, case: OutsideCase, act: Act, form: ActForm, replaces: OutsideAct | None
) -> OutsideAct | None:
    on, version = form.cleaned_data["on"], form.cleaned_data["version"]
    told = form.told()
    try:
        return record_act(
            case=case, act=act, on=on, told=told, version=version, actor=actor_of(request),
            at=request.at, replaces=replaces,  # type: ignore[attr-defined]
        )  # fmt: skip
    except Unacceptable as error:
        form.tell(error)
        return None


@for_both
@require_POST
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    """派员监督诊断: noted by the office."""
    case, actor = case_of(request, pk), actor_of(request)
    demand(may_watch(actor, case), act="commutation.watch_diagnosis", target=case)
    form = WatchForm(request.POST)
    if not form.is_valid():
        return _page(request, case, None, watch=form)
    told, at = form.cleaned_data, request.at  # type: ignore[attr-defined]
    try:
        watch_diagnosis(case=case, on=told["on"], told=told, actor=actor, at=at)
    except Unacceptable as error:
        form.tell(error)
        return _page(request, case, None, watch=form)
    messages.success(request, "已登记监督诊断的情况，监狱看不到这条记录。")
    return redirect(case)
