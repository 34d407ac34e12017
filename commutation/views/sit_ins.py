"""列席, the procurator's side: invitations, and what came of each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from commutation.forms.levels import SitInForm
from commutation.models import SitIn
from commutation.permissions.levels import may_record_sit_in
from commutation.selectors.sittings import listed_people, sit_ins_of
from commutation.services.sit_ins import attend_sitting, miss_sitting
from commutation.states.levels import SitInState
from commutation.views.access import actor_of, for_readers, whole
from procuratorate.dispatch.services import open_dispatch
from procuratorate.lib.errors import Unacceptable, demand

PAGE = 50


@for_readers
@require_GET
def sit_ins(request: HttpRequest) -> HttpResponse:
    """All invitations, the latest meeting first. An invitation's own address leads on to its page."""
    rows = sit_ins_of(actor_of(request))
    if (asked := whole(request.GET.get("sitting"))) and (one := rows.filter(sitting=asked).first()):
        return redirect(one)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "commutation/sit_ins.html", {"page": page})


@for_readers
@require_http_methods(["GET", "POST"])
def sit_in(request: HttpRequest, pk: int) -> HttpResponse:
    """One invitation: the list, and saying whether one came and what one remarked."""
    found: SitIn = get_object_or_404(sit_ins_of(actor_of(request)), pk=pk)
    if request.method == "GET":
        return _page(request, found, SitInForm())
    demand(may_record_sit_in(actor_of(request), found), act="commutation.sit_in", target=found)
    form = SitInForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    try:
        _record(request, found, form.cleaned_data)
    except Unacceptable as error:
        form.add_error("why_not" if "why_not" in error.fields else None, error.message)
        return _page(request, found, form, 422)
    messages.success(request, f"已登记为{found.get_state_display()}，并告知监狱。")
    return redirect(found)


def _record(request: HttpRequest, found: SitIn, told: dict[str, Any]) -> None:
    actor, at = actor_of(request), request.at  # type: ignore[attr-defined]
    if request.POST.get("came") == "yes":
        attend_sitting(sit_in=found, actor=actor, remarks=told["remarks"], at=at)
    else:
        miss_sitting(sit_in=found, actor=actor, why_not=told["why_not"], at=at)


def _page(request: HttpRequest, found: SitIn, form: SitInForm, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    open_now = found.state == SitInState.INVITED and may_record_sit_in(actor, found) is None
    open_dispatch(dispatch=found.dispatch, actor=actor)
    context = {
        "sit_in": found,
        "form": form,
        "people": listed_people(found, actor),
        "may_record": open_now,
        "may_attend": found.held_on <= request.on,  # type: ignore[attr-defined]
    }
    return render(request, "commutation/sit_in.html", context, status=status)
