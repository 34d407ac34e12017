"""What is done with one ruling: matched, received, reviewed, heard anew, recorded, served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from commutation.clocks.courts import rehearing_words
from commutation.forms.courts import OnForm, ServiceForm, WhyForm, WordsForm
from commutation.models import Ruling, RulingService
from commutation.permissions.courts import may_match, may_register, may_review, may_watch
from commutation.selectors.matching import awaiting
from commutation.selectors.rulings import rulings_of
from commutation.services.rulings import (
    accept_ruling,
    match_ruling,
    note_receipt,
    note_rehearing,
    record_new_term,
    record_service,
    unmatch_ruling,
    void_ruling,
    watch_rehearing,
)
from commutation.states.courts import RulingState
from commutation.views.access import actor_of, whole
from commutation.views.courts import for_both
from commutation.views.ruling import page_of, ruling_of
from procuratorate.lib.errors import Unacceptable, demand


def _act(
    request: HttpRequest, ruling: Ruling, name: str, form: Form, done: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    if form.is_valid():
        messages.success(request, done(form.cleaned_data))
        return redirect(ruling)
    return page_of(request, ruling, {name: form})


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
    return page_of(request, ruling, {"why_form": form})


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
