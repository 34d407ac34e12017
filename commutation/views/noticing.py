"""发出通知 from a case: verified findings ticked into a notice; ticked at first is only what a verified rule breaks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commutation.forms.noticing import NoticeFromForm
from commutation.models import Filing
from commutation.permissions.reviews import may_handle
from commutation.selectors.noticing import notices_of, verified_beside
from commutation.services.noticing import draft_notice_from
from commutation.services.opinions.composing import is_ticked_at_first
from commutation.views.access import actor_of, filing_of, for_procurators, whole
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.notices.models import Notice
from procuratorate.notices.states import Kind, Matter


@for_procurators
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The verified findings of the case and its list; a POST drafts the notice and leads to its editor."""
    filing, actor = filing_of(request, pk), actor_of(request)
    demand(may_handle(actor, filing.prison_id, request.on), act="commutation.draft_notice", target=filing)  # type: ignore[attr-defined]
    form = NoticeFromForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _drafted(request, filing, form)):
        messages.success(request, "已把勾选的疑点逐项带入初稿，请核改后送审。")
        return redirect("notices:edit", made.pk)
    ticked = _ticked(request)
    rows = [(one, one.pk in ticked if ticked else _at_first(one, filing)) for one in verified_beside(filing, actor)]
    told = {"filing": filing, "form": form, "rows": rows, "notices": notices_of(filing, actor)}
    return render(request, "commutation/case_notice.html", told, status=422 if form.errors else 200)


def _ticked(request: HttpRequest) -> set[int]:
    return {number for given in request.POST.getlist("finding")[:200] if (number := whole(given))}


def _at_first(finding: object, filing: Filing) -> bool:
    return finding.filing_id == filing.pk and is_ticked_at_first(finding)  # type: ignore[attr-defined,arg-type]


def _drafted(request: HttpRequest, filing: Filing, form: NoticeFromForm) -> Notice | None:
    told = form.cleaned_data
    try:
        return draft_notice_from(
            filing=filing, findings=sorted(_ticked(request)), kind=Kind(told["kind"]), matter=Matter(told["matter"]),
            title=told["title"], actor=actor_of(request), at=request.at,  # type: ignore[attr-defined]
        )  # fmt: skip
    except Unacceptable as error:
        form.tell(error)
        return None
