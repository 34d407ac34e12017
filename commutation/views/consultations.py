"""Opinions while the prison asks: drafted and given by the procurator, answered by the prison, what changes by them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from commutation.columns import PARSERS
from commutation.forms.reviews import AdjustForm, AdviceForm
from commutation.models import Adjustment, Batch, ConsultationOpinion
from commutation.permissions.reviews import may_adjust, may_adopt, may_advise, may_give
from commutation.rendering.clocks import face_of
from commutation.selectors.changes import adjustments_of
from commutation.selectors.consultations import drafts_of, given, unadvised
from commutation.services.adjusting import Proposal, adjust_filing
from commutation.services.adopting import Answer, answer_advice
from commutation.services.advising import agree_to_many, draft_advice, give_advice
from commutation.states import Stage
from commutation.states.reviews import Advice
from commutation.views.access import actor_of, back_to, batch_of, filing_of, for_procurators, for_readers, for_staff
from commutation.views.reviewing import chosen, cleaned
from procuratorate.lib.errors import Unacceptable, demand

ADOPTED, REFUSED = "yes", "no"


@for_procurators
@require_POST
def advise(request: HttpRequest, pk: int) -> HttpResponse:
    filing = filing_of(request, pk)
    demand(may_advise(actor_of(request), filing.batch, request.on), act="commutation.draft_advice", target=filing)  # type: ignore[attr-defined]
    told = cleaned(AdviceForm(request.POST), "没有拟稿。")
    draft_advice(filing=filing, actor=actor_of(request), at=request.at, **told)  # type: ignore[attr-defined]
    messages.success(request, f"已拟“{Advice(told['advice']).label}”，在批次的意见页一并提出。")
    return redirect(filing)


@for_procurators
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft 同意 for the ticked rows of one batch."""
    batch = batch_of(request, pk)
    rows = chosen(request)
    count = agree_to_many(batch=batch, filings=rows, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"已拟“同意” {count} 件，在批次的意见页一并提出。")
    return redirect(back_to(request, f"/cases/batches/{batch.pk}/"))


@for_readers
@require_http_methods(["GET", "POST"])
def ours(request: HttpRequest, pk: int) -> HttpResponse:
    """The opinions on a batch: drafts to give, those given, what the prison made of them."""
    batch, actor = batch_of(request, pk), actor_of(request)
    refusal = may_give(actor, batch, request.on)  # type: ignore[attr-defined]
    if request.method == "POST":
        demand(refusal, act="commutation.give_advice", target=batch)
        rows = give_advice(batch=batch, actor=actor, at=request.at)  # type: ignore[attr-defined]
        messages.success(request, f"已提出 {len(rows)} 人的意见，{batch.prison.name}已收到。")
        return redirect("commutation:our_opinions", batch.pk)
    sending = batch.sendings.filter(stage=Stage.CONSULTATION).select_related("clock").first()
    page = {
        "batch": batch,
        "drafts": drafts_of(batch),
        "given": given(batch),
        "without": unadvised(batch).count(),
        "clock": face_of(sending.clock, request.on) if sending else None,  # type: ignore[attr-defined]
        "refusal": refusal,
    }
    return render(request, "commutation/our_opinions.html", page)


@for_staff
@require_http_methods(["GET", "POST"])
def theirs(request: HttpRequest, pk: int) -> HttpResponse:
    """The prison's page: each opinion with the answer to it. Those chosen are answered together, by one dispatch."""
    batch, actor = batch_of(request, pk), actor_of(request)
    refusal = may_adopt(actor, batch)
    problem: Unacceptable | None = None
    if request.method == "POST":
        demand(refusal, act="commutation.adopt_advice", target=batch)
        try:
            adoptions, dispatch = answer_advice(
                batch=batch,
                answers=_answers(request.POST, batch),
                actor=actor,
                at=request.at,  # type: ignore[attr-defined]
            )
        except Unacceptable as error:
            problem = error
        else:
            messages.success(
                request, f"已答复 {len(adoptions)} 人，{dispatch.recipient.name}已收到，{dispatch.number}。"
            )
            return redirect("commutation:opinions_received", batch.pk)
    page = {
        "batch": batch,
        "lines": [_line(one, request.POST, problem) for one in given(batch)],
        "problem": problem,
        "refusal": refusal,
    }
    return render(request, "commutation/opinions_received.html", page, status=422 if problem else 200)


def _answers(data: QueryDict, batch: Batch) -> dict[int, Answer]:
    """What was chosen, by opinion; those left open are answered another day."""
    found = {}
    for one in given(batch):
        choice = data.get(f"adopted_{one.pk}")
        if choice in (ADOPTED, REFUSED):
            found[one.pk] = _answer(data, one, adopted=choice == ADOPTED)
    return found


def _answer(data: QueryDict, one: ConsultationOpinion, *, adopted: bool) -> Answer:
    reason, months = data.get(f"reason_{one.pk}", ""), data.get(f"months_{one.pk}", "").strip()
    if not (adopted and months):
        return Answer(adopted, reason)
    filing = one.filing
    proposal = Proposal(value("months", months, f"months_{one.pk}"), filing.rights_months, filing.probation_until)
    return Answer(adopted, reason, proposal, data.get(f"article_{one.pk}", ""))


def value(name: str, words: str, field: str) -> Any:
    """A typed value read like its column in a list; None for nothing."""
    if not words.strip():
        return None
    parsed = PARSERS[name](words)
    if parsed.problem:
        why = f"{parsed.problem}。{parsed.mending}"
        raise Unacceptable(f"“{words}”{why}", fields={field: why})
    return parsed.value


def _line(one: ConsultationOpinion, data: QueryDict, problem: Unacceptable | None) -> dict[str, Any]:
    """A row with what was typed into it, so that a refused page loses nothing."""
    names = ("adopted", "reason", "months", "article")
    return {
        "opinion": one,
        "filing": one.filing,
        "answer": getattr(one, "adoption", None),
        "typed": {name: data.get(f"{name}_{one.pk}", "") for name in names},
        "fault": (problem.fields.get(f"reason_{one.pk}") or problem.fields.get(f"months_{one.pk}")) if problem else "",
        "adjustable": one.advice == Advice.ADJUST,
    }


@for_staff
@require_http_methods(["GET", "POST"])
def adjust(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    """Change what is asked for between consultation and filing; both stay to be read."""
    batch, actor = batch_of(request, pk), actor_of(request)
    filing = filing_of(request, filing_id, batch)
    refusal = may_adjust(actor, filing)
    form = AdjustForm(request.POST or None, initial={name: filing.facts.get(name, "") for name in vars(Proposal())})
    if request.method == "POST":
        demand(refusal, act="commutation.adjust", target=filing)
        if form.is_valid() and (told := _adjust(request, filing, form)):
            messages.success(request, f"{filing.name}改为{filing.proposal}。报送时副本照此，征求意见名单不变。")
            return redirect("commutation:adjust", told.filing.batch_id, told.filing_id)
    page = {"batch": batch, "filing": filing, "form": form, "refusal": refusal, "adjusted": adjustments_of(filing)}
    return render(request, "commutation/adjust.html", page, status=422 if form.errors else 200)


def _adjust(request: HttpRequest, filing: Any, form: AdjustForm) -> Adjustment | None:
    data = form.cleaned_data
    try:
        proposal = Proposal(**{name: value(name, data[name], name) for name in vars(Proposal())})
        return adjust_filing(
            filing=filing,
            proposal=proposal,
            article=data["article"],
            reason=data["reason"],
            actor=actor_of(request),
            at=request.at,  # type: ignore[attr-defined]
        )
    except Unacceptable as error:
        for name, why in (error.fields or {"": error.message}).items():
            form.add_error(name if name in form.fields else None, why)
        return None
