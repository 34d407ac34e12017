"""Papers of the procuratorate: the list, beginning one, writing it, one paper with its way, what was received."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commutation.documents import DRAFTED, PAPERS
from commutation.forms.opinions import BeginForm, CommentForm, OpinionForm, SignForm
from commutation.models import Filing, Opinion, Ruling
from commutation.permissions import READERS, STAFF
from commutation.permissions.opinions import (
    may_draft,
    may_edit,
    may_endorse,
    may_issue,
    may_refer,
    may_send_back,
    may_sign,
)
from commutation.release import columns_in
from commutation.rendering.approvals import approval_slip
from commutation.rendering.opinions import brief_of, leaf_received, paragraphs, rows_of
from commutation.selectors.opinions import by_days_left, mine, papers
from commutation.services import opinions as services
from commutation.services.opinions.issuing import SENT_KIND
from commutation.services.opinions.printing import key_of
from commutation.states.reviews import BY_PROCURATOR, EDITABLE, OpinionState, PaperKind
from commutation.views.access import actor_of, for_readers, whole
from procuratorate.audit.services import record_read
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import open_dispatch
from procuratorate.documents.papers import APPROVAL
from procuratorate.documents.rendering import sheet_page
from procuratorate.documents.selectors import issued_as, received_as
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind as OrganKind
from procuratorate.organs.states import Role

PAGE = 50
CHIPS = [
    ("", "本室在拟", None),
    (OpinionState.WITH_HEAD.value, OpinionState.WITH_HEAD.label, None),
    (OpinionState.WITH_CHIEF.value, OpinionState.WITH_CHIEF.label, None),
    (OpinionState.COMMITTEE.value, OpinionState.COMMITTEE.label, None),
    (OpinionState.ISSUED.value, OpinionState.ISSUED.label, None),
    ("all", "全部", None),
]
for_receivers = for_roles(READERS, STAFF, frozenset({Role.BUREAU_OFFICER}))
ADDRESSEES = [OrganKind.COURT, OrganKind.BUREAU, OrganKind.PROCURATORATE, OrganKind.DISPATCHED]


def opinion_of(request: HttpRequest, pk: int) -> Opinion:
    found: Opinion = get_object_or_404(papers(actor_of(request)), pk=pk)
    return found


@for_readers
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """`?state=`: what lies with the office's drafters unless told otherwise."""
    actor, state = actor_of(request), request.GET.get("state", "")
    rows = {"": lambda: mine(actor), "all": lambda: papers(actor)}.get(
        state, lambda: papers(actor).filter(state=state if state in OpinionState.values else OpinionState.DRAFT)
    )()
    ordered = rows.order_by("-issued_at", "-pk") if state in {"all", "issued"} else by_days_left(rows)
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "rows": rows_of(page.object_list, request.on), "states": CHIPS, "state": state}  # type: ignore[attr-defined]
    return render(request, "commutation/opinions.html", told | {"may_draft": may_draft(actor) is None})


@for_readers
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose the paper and its addressee for the filings of the address (`?filing=1&filing=2&ruling=3`)."""
    actor = actor_of(request)
    demand(may_draft(actor), act="commutation.draft_opinion")
    filings, ruling = _filings(request, actor), _ruling(request, actor)
    organs = Organ.objects.filter(kind__in=ADDRESSEES, until=None).order_by("path")
    kind = request.GET.get("kind", "")
    form = BeginForm(request.POST or None, organs=organs, initial={"kind": kind if kind in DRAFTED else DRAFTED[0]})
    if request.method == "POST" and form.is_valid():
        try:
            opinion = _draft(request, form, filings, ruling)
        except Unacceptable as error:
            _blame(form, error)
        else:
            messages.success(request, "已按案件和查证属实的疑点拟出初稿，请核改。")
            return redirect("commutation:opinion_edit", opinion.pk)
    told = {"form": form, "filings": filings, "ruling": ruling, "notes": [PAPERS[kind] for kind in DRAFTED]}
    return render(request, "commutation/opinion_new.html", told, status=422 if form.errors else 200)


def _draft(request: HttpRequest, form: BeginForm, filings: list[Filing], ruling: Ruling | None) -> Opinion:
    return services.draft_opinion(
        kind=PaperKind(form.cleaned_data["kind"]),
        filings=filings,
        addressee=form.cleaned_data["addressee"],
        ruling=ruling,
        actor=actor_of(request),
        at=request.at,  # type: ignore[attr-defined]
    )


def _filings(request: HttpRequest, actor: Actor) -> list[Filing]:
    """Those of the address, all of them in sight; else 404."""
    asked = {number for given in request.GET.getlist("filing")[:500] if (number := whole(given))}
    rows = Filing.objects.visible_to(actor).filter(pk__in=asked).select_related("prison", "ward", "batch")
    found = list(rows.order_by("ward__path", "number", "pk"))
    if len(found) != len(asked):
        raise Http404
    return found


def _ruling(request: HttpRequest, actor: Actor) -> Ruling | None:
    asked = whole(request.GET.get("ruling"))
    if asked is None:
        return None
    rows = Ruling.objects.visible_to(actor).select_related("court")
    ruling: Ruling = get_object_or_404(rows, pk=asked)
    return ruling


def _blame(form: Any, error: Unacceptable) -> None:
    """What the service refuses, at its field; what has none, above the form."""
    form.add_error(None, error.message)
    for name, why in error.fields.items():
        if name in form.fields:
            form.add_error(name, why)


@for_readers
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    opinion, actor = opinion_of(request, pk), actor_of(request)
    record_read(actor=actor, target=opinion)
    told = {"brief": brief_of(opinion, request.on), "opinion": opinion, "may": acts_of(opinion, actor, request)}  # type: ignore[attr-defined]
    told["paper"] = issued_as(actor, opinion.organ_id, key_of(opinion))
    told |= {"sign_form": SignForm(initial={"number": opinion.number}), "comment_form": CommentForm()}
    return render(request, "commutation/opinion.html", told)


@for_readers
@require_GET
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """发文签发单: who drafted, reviewed and signed, when, on which content; to print."""
    opinion = opinion_of(request, pk)
    record_read(actor=actor_of(request), target=opinion, act="commutation.print_approval")
    brief = brief_of(opinion, request.on)  # type: ignore[attr-defined]
    facts = approval_slip(opinion, brief.leaf.name, len(brief.lines))
    return HttpResponse(sheet_page(APPROVAL, opinion.organ.name, facts, number=opinion.number))


def acts_of(opinion: Opinion, actor: Actor, request: HttpRequest) -> dict[str, bool]:
    """What the page offers: possible in this state, and the actor's to do."""
    on, state = request.on, opinion.state  # type: ignore[attr-defined]
    writing = state in EDITABLE and may_edit(actor, opinion) is None
    alone = may_sign(actor, opinion) is None
    return {
        "edit": writing,
        "submit": writing and opinion.kind not in BY_PROCURATOR,
        "sign": writing and alone,
        "endorse": state == OpinionState.WITH_HEAD and may_endorse(actor, opinion, on) is None,
        "issue": state == OpinionState.WITH_CHIEF and may_issue(actor, opinion) is None,
        "refer": state == OpinionState.WITH_CHIEF and may_refer(actor, opinion) is None,
        "resolve": state == OpinionState.COMMITTEE and may_refer(actor, opinion) is None,
        "return": state in {OpinionState.WITH_HEAD, OpinionState.WITH_CHIEF} and may_send_back(actor, opinion) is None,
    }


@for_readers
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Words at the left, the paper at the right; ticked findings come in as paragraphs when saved."""
    opinion, actor = opinion_of(request, pk), actor_of(request)
    demand(may_edit(actor, opinion), act="commutation.edit_opinion", target=opinion)
    form = OpinionForm(request.POST or None, initial=_words(opinion))
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, opinion, form)
        except Unacceptable as error:
            _blame(form, error)
        else:
            messages.success(request, "草稿已保存。")
            return redirect(opinion if request.POST.get("then") == "show" else request.path)
    told = {"form": form, "brief": brief_of(opinion, request.on), "opinion": opinion}  # type: ignore[attr-defined]
    told |= {"editable": opinion.state in EDITABLE, "seen": request.POST.get("seen") or opinion.content_hash}
    return render(request, "commutation/opinion_edit.html", told, status=422 if form.errors else 200)


def _words(opinion: Opinion) -> dict[str, str]:
    return {name: getattr(opinion, name) for name in ("title", "facts", "grounds", "request", "number")}


def _save(request: HttpRequest, opinion: Opinion, form: OpinionForm) -> None:
    services.edit_opinion(
        opinion=opinion,
        words=form.words(),
        findings=[number for given in request.POST.getlist("finding") if (number := whole(given))],
        seen=request.POST.get("seen", ""),
        number=form.cleaned_data["number"],
        actor=actor_of(request),
        at=request.at,  # type: ignore[attr-defined]
    )


@for_readers
@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as it would look with what is typed now. Nothing is saved."""
    opinion = opinion_of(request, pk)
    demand(may_edit(actor_of(request), opinion), act="commutation.edit_opinion", target=opinion)
    brief = brief_of(opinion, request.on)  # type: ignore[attr-defined]
    said = {name: request.POST.get(name, "")[:20_000] for name in ("facts", "grounds", "request", "number")}
    leaf = {
        "leaf": brief.leaf,
        "number": said["number"],
        "paragraphs": paragraphs(said["facts"], said["grounds"], said["request"]),
        "columns": columns_in(said["facts"]),
    }
    return render(request, "commutation/opinion_paper.html", leaf)


@for_receivers
@require_GET
def received(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as it reached the addressee, or the prison as a copy; opening it is evidence, and is written."""
    actor = actor_of(request)
    rows = Dispatch.objects.received_by(actor).filter(kind=SENT_KIND, content__opinion=pk)
    dispatch = rows.select_related("sender", "recipient").order_by("pk").first()
    if dispatch is None:
        raise Http404
    open_dispatch(dispatch=dispatch, actor=actor)
    told = {"leaf": leaf_received(dispatch.content, dispatch.sent_at), "dispatch": dispatch}
    told["paper"] = received_as(actor, dispatch.sender, f"opinion:{pk}")
    return render(request, "commutation/opinion_received.html", told)
