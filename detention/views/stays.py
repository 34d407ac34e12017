"""One stay: its line, its clocks with their sums, its acts, and who lies beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from detention import services
from detention.forms import FORMS, ActForm, SettleForm
from detention.models import Detainee
from detention.permissions import READERS, SETTLERS, may_record
from detention.rendering.stays import open_acts, shown
from detention.rendering.wall import months, row_of
from detention.selectors.findings import found_on
from detention.selectors.receipts import with_receipts
from detention.views.access import actor_of, detainee_of
from procuratorate.audit.services import record_read
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.gate import for_roles

VERBS: dict[str, Callable[..., Any]] = {
    "notice": services.issue_notice, "grant": services.grant, "pass_on": services.pass_on,
    "handed": services.note_handover, "stop": services.stop, "resume": services.resume, "anew": services.count_anew,
    "report": services.note_report, "edit": services.edit, "correct": services.correct, "leave": services.leave,
}  # fmt: skip


@for_roles(READERS)
@require_GET
def detainee_page(request: HttpRequest, pk: int) -> HttpResponse:
    """`?act=` opens the form of an act."""
    detainee = detainee_of(request, pk)
    record_read(actor=actor_of(request), target=detainee)
    return _page(request, detainee, request.GET.get("act", ""), None)


@for_roles(READERS)
@require_POST
def detainee_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Record an act; what is wrong stands beside its field."""
    if act not in FORMS:
        raise Http404
    detainee, actor = detainee_of(request, pk), actor_of(request)
    demand(may_record(actor, detainee), act=f"detention.{act}", target=detainee)
    form = FORMS[act](request.POST, detainee=detainee, stage=_stage(request, detainee))
    if form.is_valid():
        told, version = form.told(), form.cleaned_data["version"]
        try:
            VERBS[act](detainee=detainee, version=version, told=told, actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, f"已登记：{form.title}。")
            return redirect(detainee)
    return _page(request, detainee, act, form, status=422)


@for_roles(READERS)
@require_POST
def draft_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the notice and open it."""
    detainee = detainee_of(request, pk)
    paper = services.draft_notice(detainee=detainee, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    return redirect(paper.get_absolute_url())


def _stage(request: HttpRequest, detainee: Any) -> Any:
    """The stage that runs, or the earlier one a correction names."""
    asked = request.POST.get("stage") or request.GET.get("stage", "")
    return next((one for one in detainee.course if str(one.pk) == asked), detainee.course[-1])


def _page(request: HttpRequest, detainee: Detainee, act: str, form: ActForm | None, status: int = 200) -> HttpResponse:
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    row = row_of(detainee, on)
    with_receipts(detainee.course, actor)  # type: ignore[attr-defined]  # read by `detainee_of`
    recording = may_record(actor, detainee) is None
    acts = open_acts(row.stage, on) if recording else []
    if form is None and acts:
        act = act if act in {code for code, _ in acts} else acts[0][0]
        day = {"handed": "handed_on"}.get(act, "on")
        stage = _stage(request, detainee)
        form = FORMS[act](initial={"version": detainee.version, day: on}, detainee=detainee, stage=stage)
    context = {
        "detainee": detainee,
        "row": row,
        "months": months(on),
        "stages": shown(detainee, on),
        "corrections": detainee.corrections.select_related("by", "stage").order_by("pk"),
        "acts": acts,
        "act": act,
        "form": form if recording else None,
        "findings": found_on(detainee, actor),
        "settle_form": SettleForm() if actor.role in SETTLERS else None,
        "mates": Detainee.objects.visible_to(actor).beside(detainee).select_related("person", "stage"),
    }
    return render(request, "detention/detainee.html", context, status=status)
