"""Papers of a batch: what was issued, having more of them made, sheets printed straight from the list."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from commutation.models import Filing
from commutation.papers import REVIEW, ROSTER
from commutation.permissions.printing import may_print
from commutation.rendering import papers as rendering
from commutation.selectors.levels import signed_levels
from commutation.services.printing import Printed, order_papers
from commutation.views.access import actor_of, batch_of, filing_of, for_staff
from commutation.views.people import filtered
from procuratorate.audit.services import record_list_read, record_read
from procuratorate.documents.rendering import sheet_page
from procuratorate.documents.selectors import made_on
from procuratorate.lib.errors import Unacceptable, demand

PAGE = 50


@for_staff
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the papers issued from this page. POST `what`, `word`: have them made; leads to the job."""
    actor, batch, wrong = actor_of(request), batch_of(request, pk), ""
    demand(may_print(actor, batch), act="commutation.print_papers", target=batch)
    if request.method == "POST":
        try:
            what = Printed(request.POST.get("what", ""))
            job = order_papers(batch=batch, what=what, word=request.POST.get("word", ""), actor=actor)
            return redirect("work:job", job.pk)
        except ValueError:
            wrong = "请选择要制作的文书。"
        except Unacceptable as error:
            wrong = error.message
    page = Paginator(made_on(actor, request.path), PAGE).get_page(request.GET.get("page"))
    told = {"batch": batch, "page": page, "kinds": Printed.choices, "wrong": wrong}
    return render(request, "commutation/papers.html", told, status=422 if wrong else 200)


@for_staff
@require_GET
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """罪犯花名册, A3 landscape, as filtered: the cover list in one press."""
    batch, actor = batch_of(request, pk), actor_of(request)
    rows = Filing.objects.visible_to(actor).filter(batch=batch).standing().select_related("ward")
    filings = list(filtered(rows, request.GET).order_by("ward__path", "number", "pk"))
    ids = [one.pk for one in filings]
    record_list_read(actor=actor, kind="commutation.filing", ids=ids, act="commutation.print_roster")
    title = f"{batch.prison.short_name}{batch.title}罪犯花名册"
    return HttpResponse(sheet_page(ROSTER, batch.prison.name, rendering.roster(batch, filings), title=title))


@for_staff
@require_GET
def review_form(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    """审核表 of one person with the levels signed so far; the others are left to the hand."""
    batch = batch_of(request, pk)
    filing = filing_of(request, filing_id, batch)
    record_read(actor=actor_of(request), target=filing, act="commutation.print_review_form")
    facts = rendering.review_form(filing, signed_levels(filing))
    title = f"罪犯{filing.get_kind_display()}审核表"
    return HttpResponse(sheet_page(REVIEW, batch.prison.name, facts, title=title))
