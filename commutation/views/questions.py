"""Questions from both sides: the procurator asks, chases, withdraws; the prison answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.forms import ReasonForm
from commutation.forms.reviews import QuestionForm, ReplyForm
from commutation.models import Question
from commutation.permissions import STAFF
from commutation.permissions.reviews import may_answer, may_ask
from commutation.rendering.clocks import face_of
from commutation.services.questions import answer_question, ask_question, chase_question, withdraw_question
from commutation.states.reviews import QuestionState
from commutation.views.access import actor_of, filing_of, for_procurators, for_staff
from commutation.views.reviewing import cleaned
from procuratorate.dispatch.services import open_dispatch
from procuratorate.lib.errors import demand
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import PROCURATORS

for_both = for_roles(STAFF, PROCURATORS)


def question_of(request: HttpRequest, pk: int) -> Question:
    rows = Question.objects.visible_to(actor_of(request)).select_related(
        "filing__batch", "filing__ward", "dispatch", "clock", "office", "prison", "asked_by", "replied_by"
    )
    question: Question = get_object_or_404(rows, pk=pk)
    return question


@for_procurators
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    filing = filing_of(request, pk)
    demand(may_ask(actor_of(request), filing, request.on), act="commutation.ask_question", target=filing)  # type: ignore[attr-defined]
    told = cleaned(QuestionForm(request.POST), "没有发出。")
    question = ask_question(filing=filing, actor=actor_of(request), at=request.at, **told)  # type: ignore[attr-defined]
    due = question.clock.due_on if question.clock else ""
    messages.success(request, f"已发给监狱，约定 {due} 前答复。本件的审查期限继续计算。")
    return redirect(filing)


@for_procurators
@require_POST
def chase(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_of(request, pk)
    chase_question(question=question, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"已催办，第 {question.chased} 次。")
    return redirect(question.filing)


@for_procurators
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    question = question_of(request, pk)
    filing, on = question.filing, request.on  # type: ignore[attr-defined]
    demand(may_ask(actor_of(request), filing, on), act="commutation.withdraw_question", target=filing)
    reason = cleaned(ReasonForm(request.POST), "没有撤回。")["reason"]
    withdraw_question(question=question, reason=reason, actor=actor_of(request), at=request.at)  # type: ignore[attr-defined]
    messages.success(request, "提问已撤回，监狱已收到。")
    return redirect(question.filing)


@for_staff
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """The prison's list: what waits for an answer first, then what was answered."""
    rows = Question.objects.visible_to(actor_of(request)).select_related("filing__batch", "filing__ward", "clock")
    lines = [
        (one, face_of(one.clock, request.on, plain=True))  # type: ignore[attr-defined]
        for one in rows.order_by("-state", "-pk")[:200]
    ]
    lines.sort(key=lambda line: line[0].state != QuestionState.ASKED)
    return render(request, "commutation/questions.html", {"lines": lines})


@for_both
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with its answer, the same page for both sides. The prison's opening it is evidence."""
    question, actor = question_of(request, pk), actor_of(request)
    refusal = may_answer(actor, question)
    if request.method == "POST":
        demand(refusal, act="commutation.answer_question", target=question.filing)
    elif question.dispatch and actor.owns(question.prison_id):
        open_dispatch(dispatch=question.dispatch, actor=actor)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_question(question=question, actor=actor, at=request.at, **form.cleaned_data)  # type: ignore[attr-defined]
        messages.success(request, f"已答复，{question.office.name}已收到。")
        return redirect(question)
    page = {
        "question": question,
        "filing": question.filing,
        "clock": face_of(question.clock, request.on),  # type: ignore[attr-defined]
        "form": form,
        "may_answer": question.state == QuestionState.ASKED and refusal is None,
    }
    return render(request, "commutation/question.html", page, status=422 if form.errors else 200)
