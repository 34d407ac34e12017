"""Clues: those to check, one with its worked sums, what a person makes of it and what follows; the record of rules."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from procuratorate.audit.services import record_list_read, record_read
from procuratorate.deadlines.rendering.faces import face
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.notices.states import Kind
from procuratorate.screening.fields import FIELDS
from procuratorate.screening.forms import NoticeForm, OutcomeForm, SettleForm, SnoozeForm
from procuratorate.screening.models import Clue, Snooze, Suspicion
from procuratorate.screening.permissions import may_check
from procuratorate.screening.rendering import Line, explained, points_of, rule_records
from procuratorate.screening.selectors import became, records_of
from procuratorate.screening.services import settling
from procuratorate.screening.states import Outcome, Standing
from procuratorate.screening.views.access import actor_of, clue_of, for_readers, whole

PAGE = 50
TABS = (("", "待核查"), ("verified", "查证属实"), ("excluded", "排除"), ("unclear", "无法判断"), ("all", "全部"))


@for_readers
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Clues within reach, by what was made of them."""
    actor, tab = actor_of(request), request.GET.get("tab", "")
    rows = Clue.objects.visible_to(actor).select_related("site", "organ", "sending__clock")
    if sending := request.GET.get("sending"):
        rows = rows.filter(sending=whole(sending) or 0)
    counts = rows.aggregate(**{state.value: Count("pk", filter=_with(state), distinct=True) for state in Standing})
    if tab != "all":
        rows = rows.filter(_with(Standing(tab) if tab in Standing.values else Standing.OPEN)).distinct()
    page = Paginator(rows.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    lines = _lines(list(page.object_list), actor, request.on)  # type: ignore[attr-defined]
    tabs = [(code, word, counts.get(code or "open")) for code, word in TABS]
    return render(request, "screening/clues.html", {"page": page, "lines": lines, "tabs": tabs})


def _with(state: Standing) -> Q:
    return Q(suspicions__state=state)


def _lines(clues: list[Clue], actor: Any, on: Any) -> list[tuple[Clue, Any, list[Any], Any]]:
    records = records_of([(one.partition_id, one.record) for one in clues], actor)
    if clues:
        record_list_read(actor=actor, kind="screening.clue", ids=[one.pk for one in clues])
    raised: dict[int, list[Any]] = {}
    for one in Suspicion.objects.filter(clue__in=clues).order_by("pk"):
        raised.setdefault(one.clue_id, []).append(one)
    faces = {one.sending_id: face(one.sending.clock, on) for one in clues if one.sending.clock}
    return [
        (
            one,
            records.get(one.record),
            [(_title(one, row.rule), row) for row in raised.get(one.pk, [])],
            faces.get(one.sending_id),
        )
        for one in clues
    ]


def _title(clue: Clue, code: str) -> str:
    rule = FIELDS[clue.field].rule(code)
    return rule.title if rule else code


@for_readers
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One clue: the case, each suspicion with its sum under the law then and now, what a person made of it."""
    clue = clue_of(request, pk)
    return _page(request, clue)


def _page(request: HttpRequest, clue: Clue, status: int = 200, **forms: Any) -> HttpResponse:
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    found = records_of([(clue.partition_id, clue.record)], actor).get(clue.record)
    if found is None:
        raise Http404
    record_read(actor=actor, target=clue)
    raised = list(clue.suspicions.select_related("settled_by").order_by("pk"))
    told = explained(found, [one.rule for one in raised], on)
    now = {line.code: (line, later) for line, later in told.pairs}
    rules = [(one.rule, _title(clue, one.rule)) for one in raised]
    context = {
        "clue": clue, "one": found, "told": told, "may": may_check(actor, clue) is None,
        "raised": [(one, _title(clue, one.rule), *now.get(one.rule, (None, None))) for one in raised],
        "clock": face(clue.sending.clock, on) if clue.sending.clock else None,
        "followed": clue.followed.select_related("notice", "by"),
        "verified": any(one.state == Standing.VERIFIED for one in raised),
        "snoozes": [
            (_title(clue, row.rule), row)
            for row in Snooze.objects.visible_to(actor).on(on).filter(key=clue.key).select_related("by")
        ],
        "others": Clue.objects.visible_to(actor).filter(key=clue.key).exclude(pk=clue.pk),
        "outcome": OutcomeForm(), "notice": NoticeForm(), "snooze": SnoozeForm(rules=rules), **forms,
    }  # fmt: skip
    return render(request, "screening/clue.html", context, status=status)


@for_readers
@require_POST
def settle(request: HttpRequest, pk: int, suspicion: int) -> HttpResponse:
    """查证属实, 排除, 无法判断; or look again."""
    clue, actor = clue_of(request, pk), actor_of(request)
    row = get_object_or_404(clue.suspicions.select_related("clue__sending__clock", "clue__organ"), pk=suspicion)
    form = SettleForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        given = {"suspicion": row, "reason": told["reason"], "actor": actor, "at": request.at}  # type: ignore[attr-defined]
        if told["act"] == "reopen":
            settling.reopen(**given)
        else:
            settling.settle(act=told["act"], **given)
        messages.success(request, f"已认定：{row.get_state_display()}。")
        return redirect(clue)
    demand(may_check(actor, clue), act="screening.settle_clue", target=clue)
    raise Unacceptable("请选一项认定。")


@for_readers
@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what followed: a paper begun elsewhere, or why nothing was put."""
    clue, form = clue_of(request, pk), OutcomeForm(request.POST)
    demand(may_check(actor_of(request), clue), act="screening.note_outcome", target=clue)
    if form.is_valid():
        told = form.cleaned_data
        try:
            settling.note_outcome(
                clue=clue, outcome=Outcome(told["outcome"]), number=told["number"], words=told["words"],
                actor=actor_of(request), at=request.at,  # type: ignore[attr-defined]
            )  # fmt: skip
            return redirect(clue)
        except Unacceptable as error:
            form.tell(error)
    return _page(request, clue, 422, outcome=form)


@for_readers
@require_POST
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a notice to the place from the verified suspicions, and go to its editor."""
    clue, actor, form = clue_of(request, pk), actor_of(request), NoticeForm(request.POST)
    demand(may_check(actor, clue), act="screening.draft_notice", target=clue)
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = settling.draft_notice_from(
                clue=clue, points=_points(request, clue), kind=Kind(told["kind"]), title=told["title"], actor=actor,
                at=request.at,  # type: ignore[attr-defined]
            )  # fmt: skip
            return redirect("notices:edit", made.pk)
        except Unacceptable as error:
            form.tell(error)
    return _page(request, clue, 422, notice=form)


def _points(request: HttpRequest, clue: Clue) -> list[tuple[str, str]]:
    found = records_of([(clue.partition_id, clue.record)], actor_of(request)).get(clue.record)
    codes = list(clue.suspicions.filter(state=Standing.VERIFIED).values_list("rule", flat=True))
    if found is None or not codes:
        return []
    lines: list[Line] = explained(found, codes, request.on).then  # type: ignore[attr-defined]
    return points_of(lines, found)


@for_readers
@require_POST
def snooze(request: HttpRequest, pk: int) -> HttpResponse:
    """One rule is silent of this person until a day; or speaks again."""
    clue, actor = clue_of(request, pk), actor_of(request)
    demand(may_check(actor, clue), act="screening.snooze", target=clue)
    if request.POST.get("end"):
        row = get_object_or_404(
            Snooze.objects.visible_to(actor).filter(key=clue.key), pk=whole(request.POST["end"]) or 0
        )
        settling.end_snooze(snoozed=row, clue=clue, actor=actor, at=request.at)  # type: ignore[attr-defined]
        return redirect(clue)
    form = SnoozeForm(request.POST, rules=[(one.rule, one.rule) for one in clue.suspicions.all()])
    if form.is_valid():
        try:
            settling.snooze(clue=clue, actor=actor, at=request.at, **form.cleaned_data)  # type: ignore[attr-defined]
            return redirect(clue)
        except Unacceptable as error:
            form.tell(error)
    return _page(request, clue, 422, snooze=form)


@for_readers
@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """What became of the clues of each rule, version by version."""
    rows = rule_records(list(became(actor_of(request))), FIELDS)
    return render(request, "screening/records.html", {"rows": rows})
