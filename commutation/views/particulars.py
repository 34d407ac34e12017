"""材料所载 and 核查情况: what the papers of a filing say, told by the prison; checked by the office."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commutation.forms.particulars import ParticularsForm
from commutation.models import Filing
from commutation.permissions.particulars import may_tell
from commutation.rendering.particulars import Told, local_words, told_of
from commutation.services.particulars import tell_particulars
from commutation.states.particulars import By, Topic
from commutation.views.access import actor_of, batch_of, filing_of, for_procurators, for_staff
from procuratorate.audit.services import record_read
from procuratorate.lib.errors import Unacceptable, demand


@for_staff
@require_http_methods(["GET", "POST"])
def particulars(request: HttpRequest, pk: int, filing_id: int) -> HttpResponse:
    """The prison's own page."""
    return _page(request, filing_of(request, filing_id, batch_of(request, pk)), By.PRISON)


@for_procurators
@require_http_methods(["GET", "POST"])
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """The office's page: beside each word of the prison what a check found. The prison never sees it."""
    return _page(request, filing_of(request, pk), By.PROCURATORATE)


def _page(request: HttpRequest, filing: Filing, side: By) -> HttpResponse:
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    rows = told_of(filing, actor)
    asked = request.POST.get("topic") or request.GET.get("topic", "")
    open_ = [one for one in rows if may_tell(actor, filing, one.topic, on) is None]
    chosen = next((one for one in open_ if one.topic == asked), None)
    if request.method == "POST":
        refusing = Topic(asked) if asked in Topic.values else None
        demand(may_tell(actor, filing, refusing, on), act="commutation.tell_particulars", target=filing)
    else:
        record_read(actor=actor, target=filing)
    form = _form(request, chosen or next(iter(open_), None), side)
    if request.method == "POST" and chosen and form and form.is_valid() and _kept(request, filing, chosen, form):
        return redirect(request.path)
    page = {
        "filing": filing, "batch": filing.batch, "rows": rows, "form": form, "of_office": side == By.PROCURATORATE,
        "local": local_words(filing, on), "may_tell": {one.topic.value for one in open_},
    }  # fmt: skip
    bad = request.method == "POST"
    return render(request, "commutation/particulars.html", page, status=422 if bad else 200)


def _form(request: HttpRequest, told: Told | None, side: By) -> ParticularsForm | None:
    if told is None:
        return None
    return ParticularsForm(request.POST or None, topic=told.topic, standing=told.of(side))


def _kept(request: HttpRequest, filing: Filing, told: Told, form: ParticularsForm) -> bool:
    words = {"source": form.cleaned_data["source"], "why": form.cleaned_data.get("why", "")}
    try:
        tell_particulars(
            filing=filing, topic=told.topic, told=form.told(), actor=actor_of(request), at=request.at, **words  # type: ignore[attr-defined]
        )  # fmt: skip
    except Unacceptable as error:
        form.tell(error)
        return False
    messages.success(request, f"已登记：{told.topic.label}。")
    return True
