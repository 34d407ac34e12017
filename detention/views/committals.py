"""Committal for execution, for both ends and for whoever supervises either."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detention import permissions, services
from detention.forms.committals import FORMS, CommittalForm, DeliverForm
from detention.models import Committal
from detention.permissions import BOTH_ENDS, READERS, may_deliver
from detention.rendering.committals import course_of, findings_of, lacking, next_of
from detention.selectors.committals import TABS, counts, due_of, listed, sentenced
from detention.services.refusing import competent_for
from detention.states import EXECUTION_PAPERS
from detention.views.access import actor_of, detainee_of
from procuratorate.audit.services import record_list_read, record_read
from procuratorate.deadlines.rendering.faces import face
from procuratorate.lib.errors import Refusal, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import PROCURATORS, Side

PAGE = 50
Guard = Callable[[Actor, Committal], Refusal | None]
GUARDS: dict[str, Guard] = {
    "admit": permissions.may_admit_committed, "refuse": permissions.may_refuse_intake,
    "view": permissions.may_view_refusal, "oblige": permissions.may_oblige, "refer": permissions.may_refer,
    "family": permissions.may_note_family, "call-back": permissions.may_call_back,
}  # fmt: skip
VERBS: dict[str, Callable[..., Any]] = {
    "admit": services.admit_committed, "refuse": services.refuse_intake, "view": services.view_refusal,
    "oblige": services.oblige, "refer": services.refer_refusal,
    "family": services.note_family, "call-back": services.call_back,
}  # fmt: skip


@for_roles(BOTH_ENDS)
@require_GET
def committal_list(request: HttpRequest) -> HttpResponse:
    """Committals under way; for the centre and those above it also who is sentenced and still there."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else ""
    page = Paginator(listed(actor, tab, request.GET.get("q", "")[:60]), PAGE).get_page(request.GET.get("page"))
    held = sentenced(actor, on) if actor.role in READERS and not tab else None
    read = [one.pk for one in page]
    if read:
        record_list_read(actor=actor, kind="detention.committal", ids=read, act="read_list")
    if held:
        ids = [one.detainee.pk for one in held]
        record_list_read(actor=actor, kind="detention.detainee", ids=ids, act="read_masked_list")
    found = counts(actor)
    context = {
        "page": page,
        "rows": [(one, next_of(one)) for one in page],
        "tabs": [(code, word, found.get(code)) for code, word in TABS.items()],
        "held": held,
        "of_prison": actor.side == Side.PRISON,
        "of_procuratorate": actor.role in PROCURATORS,
        "tab": tab,
    }
    return render(request, "detention/committals.html", context)


@for_roles(READERS)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand somebody to a prison."""
    detainee, actor, on = detainee_of(request, pk), actor_of(request), request.on  # type: ignore[attr-defined]
    demand(may_deliver(actor, detainee), act="detention.send_to_prison", target=detainee)
    start = {"on": on, "sentence_ends_on": detainee.sentence_ends_on, "papers": list(EXECUTION_PAPERS)}
    form = DeliverForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.deliver(detainee=detainee, told=form.cleaned_data, actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已登记送交，移送到接收监狱。")
            return redirect(made)
    status = 422 if request.method == "POST" else 200
    return render(request, "detention/commit.html", {"form": form, "detainee": detainee}, status=status)


def _delivery(request: HttpRequest, pk: int) -> Committal:
    rows = Committal.objects.visible_to(actor_of(request))
    related = ("centre", "prison", "family_clock", "statement", "opinion__organ", "viewed_by", "referral")
    found: Committal = get_object_or_404(rows.select_related(*related), pk=pk)
    return found


@for_roles(BOTH_ENDS)
@require_GET
def committal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """`?act=` opens the form of an act."""
    committal = _delivery(request, pk)
    record_read(actor=actor_of(request), target=committal)
    return _page(request, committal, request.GET.get("act", ""), None)


@for_roles(BOTH_ENDS)
@require_POST
def committal_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Record an act of one's own end; what is wrong stands beside its field."""
    if act not in FORMS:
        raise Http404
    committal, actor = _delivery(request, pk), actor_of(request)
    demand(GUARDS[act](actor, committal), act=f"detention.{act}", target=committal)
    form = FORMS[act](request.POST, committal=committal)
    if form.is_valid():
        try:
            VERBS[act](committal=committal, told=form.cleaned_data, actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, f"已办理：{form.title}。")
            return redirect(committal)
    return _page(request, committal, act, form)


def _page(request: HttpRequest, committal: Committal, act: str, form: CommittalForm | None) -> HttpResponse:
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    acts = [(code, FORMS[code].title) for code in FORMS if GUARDS[code](actor, committal) is None]
    status = 422 if form is not None else 200
    if form is None and acts:
        act = act if act in dict(acts) else acts[0][0]
        form = FORMS[act](initial={"on": on}, committal=committal)
    reads_stay = actor.role in READERS and actor.sees(committal.centre_id)
    due = due_of(committal, actor) if reads_stay else None
    clock = committal.family_clock
    context = {
        "committal": committal,
        "course": course_of(committal),
        "next": next_of(committal),
        "lacking": lacking(committal),
        "acts": acts,
        "act": act,
        "form": form,
        "due": due,
        "reads_stay": reads_stay,
        "clock": face(clock, on) if clock and actor.side != Side.DETENTION else None,
        "found": findings_of(committal, due, on) if actor.role in PROCURATORS else None,
        "competent": competent_for(committal, on) if committal.refused_on and actor.role in PROCURATORS else None,
        "of_office": actor.role in PROCURATORS,
    }
    return render(request, "detention/committal.html", context, status=status)
