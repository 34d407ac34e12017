"""Papers of a batch: what was issued, and having more of them made."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commutation.permissions.printing import may_print
from commutation.services.printing import Printed, order_papers
from commutation.views.access import actor_of, batch_of, for_staff
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
