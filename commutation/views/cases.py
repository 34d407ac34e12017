"""The procurator's side: sent batches, the queue by days left, the list as sent, one case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from commutation.clocks.questions import AGREED_RUNS_ON, RUNS_ON, RUNS_ON_OUTSIDE
from commutation.forms import ReasonForm
from commutation.forms.reviews import AdviceForm, NoteForm, QuestionForm
from commutation.models import Filing, Sending
from commutation.permissions import may_extend
from commutation.permissions.reviews import acts_on, may_advise
from commutation.rendering.cases import case_page
from commutation.rendering.outside import outside_of
from commutation.rendering.queues import SEEN, queue_page, sheet_page
from commutation.selectors.progress import filtered_by
from commutation.selectors.queueing import Queue, figures, groups_of, queue, running
from commutation.selectors.reviews import batches_under_review
from commutation.services.reading import open_case
from commutation.services.sending import extend_review
from commutation.states import Kind
from commutation.views.access import actor_of, batch_of, filing_of, for_readers
from commutation.views.people import filtered
from procuratorate.audit.services import record_list_read, record_read
from procuratorate.dispatch.services import open_dispatch
from procuratorate.lib.errors import Refusal, Refused, Unacceptable, demand
from procuratorate.organs.states import PROCURATORS

PAGE, BATCHES = 50, 12
UNFILTERED = {"page", "batches"}  # asked for nothing else, the list is what the figures count


@for_readers
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """案件: batches above, filings by days left below. Whose clock runs; by `?due=all` or a search, all."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    due = request.GET.get("due", "")
    everything = due == "all" or bool(request.GET.get("q") and not due)
    every_batch = due == "all" or request.GET.get("batches") == "all"
    rows = filtered_by(_due(filtered(queue(actor), request.GET), request), request.GET.get("seen", ""), actor)
    counted = list(groups_of(running(queue(actor))))
    page = queue_page(
        batches=batches_under_review(actor, on, ended=due == "all", most=None if every_batch else BATCHES + 1),
        most=None if every_batch else BATCHES,
        counts=figures(counted, on),
        page=_page(Queue(rows, everything, counted if set(request.GET) <= UNFILTERED else None), request),
        due=due,
        everything=everything,
        actor=actor,
        on=on,
    )
    _note_list(actor, page.page)
    return render(request, "commutation/cases.html", {"page": page, "seen": SEEN})


def _due(rows: QuerySet[Filing], request: HttpRequest) -> QuerySet[Filing]:
    """The figure that was pressed: overdue, today, soon; all; else those whose clock runs."""
    on = request.on  # type: ignore[attr-defined]
    open_rows = running(rows)
    return {
        "all": lambda: rows,
        "over": lambda: open_rows.filter(clock__due_on__lt=on),
        "today": lambda: open_rows.filter(clock__due_on=on),
        "soon": lambda: open_rows.filter(clock__due_on__gt=on, clock__soon_on__lte=on),
    }.get(request.GET.get("due", ""), lambda: rows if request.GET.get("q") else open_rows)()


def _page(rows: Queue, request: HttpRequest) -> Page[Any]:
    """Sorted as bare ids, and only the page's fifty fetched whole: facts of a hundred thousand need not be carried."""
    page: Page[Any] = Paginator(range(rows.people), PAGE).get_page(request.GET.get("page"))
    ids = rows.between(max(page.start_index() - 1, 0), page.end_index())
    found = Filing.objects.select_related("ward", "batch", "clock", "prison").in_bulk(ids)
    page.object_list = [found[pk] for pk in ids]
    return page


def _note_list(actor: Any, page: Any) -> None:
    ids = [filing.pk for filing in page.object_list]
    if ids:
        record_list_read(actor=actor, kind="commutation.filing", ids=ids)


@for_readers
@require_GET
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as it was sent, with receipt and clock. Opening it is evidence, and is written."""
    found, actor = batch_of(request, pk), actor_of(request)
    sendings = list(
        Sending.objects.visible_to(actor)
        .filter(batch=found)
        .select_related("dispatch", "recipient", "clock", "by")
        .order_by("-at")
    )
    if not sendings:  # the prison was another office's when this was sent: the receipt stays between the two parties
        why = "这一批是发给原派驻检察室的，回执和名单由原收件单位查看。各案可从案件列表打开。"
        raise Refused(Refusal("not_the_recipient", why), act="commutation.read_batch", target=found)
    sending = next((one for one in sendings if one.stage == request.GET.get("stage")), sendings[0])
    open_dispatch(dispatch=sending.dispatch, actor=actor)
    listed = Filing.objects.visible_to(actor).filter(sent_lines__sending=sending).select_related("ward", "clock")
    rows = filtered_by(filtered(listed, request.GET), request.GET.get("seen", ""), actor)
    rows = rows.order_by("sent_lines__position")
    everything = request.GET.get("print") == "1"
    pages = Paginator(rows, max(len(rows), 1) if everything else PAGE)
    page = sheet_page(
        found,
        sending,
        sendings,
        listed=listed.select_related(None).only("name", "kind"),
        page=pages.get_page(request.GET.get("page")),
        actor=actor,
        on=request.on,  # type: ignore[attr-defined]
    )
    _note_list(actor, page.page)
    advises = may_advise(actor, found, request.on) is None  # type: ignore[attr-defined]
    told = {"page": page, "batch": found, "everything": everything, "seen": SEEN}
    return render(request, "commutation/case_batch.html", told | {"agree_in": found.pk if advises else None})


@for_readers
@require_GET
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One person on one screen: papers, facts, the law line by line, levels, what happened. Opening it is a Reading."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    filing = filing_of(request, pk)
    record_read(actor=actor, target=filing)
    may = {"extend": may_extend(actor, filing) is None, **acts_on(actor, filing, on)}
    reading = open_case(filing=filing, actor=actor, at=request.at) if actor.role in PROCURATORS else None  # type: ignore[attr-defined]
    page = case_page(filing, actor, on)
    drafted = page.merits.opinion if page.merits else None
    may["advise"] &= not (drafted and drafted.given_at)
    forms = {
        "form": ReasonForm(),
        "note_form": NoteForm(),
        "question_form": QuestionForm(),
        "advice_form": AdviceForm(initial={"advice": drafted.advice, "words": drafted.words} if drafted else None),
    }
    told = {"page": page, "filing": filing, "may": may, "reading": reading, "runs_on": _runs_on(filing), **forms}
    return render(request, "commutation/case.html", told | {"outside": outside_of(filing, actor, on)})


def _runs_on(filing: Filing) -> str:
    """What a question does not do to the clock of the review."""
    if filing.filed_at is None:
        return AGREED_RUNS_ON
    return RUNS_ON_OUTSIDE if filing.kind == Kind.OUTSIDE_SERVICE else RUNS_ON


@for_readers
@require_POST
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    filing = filing_of(request, pk)
    demand(may_extend(actor_of(request), filing), act="commutation.extend_review", target=filing)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Unacceptable("请写明延长的理由（案情复杂或者情况特殊之处）。", fields={"reason": "必填"})
    clock = extend_review(filing=filing, actor=actor_of(request), reason=form.cleaned_data["reason"], at=request.at)  # type: ignore[attr-defined]
    messages.success(request, f"已批准延长，本件审查到 {clock.due_on} 止。")
    return redirect(filing)
