"""授权代行: the register of a house's leaders who acted for one another, and giving one's own post for a time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from procuratorate.lib.errors import demand
from procuratorate.organs import services
from procuratorate.organs.forms.common import ReasonForm
from procuratorate.organs.forms.delegations import DelegationForm
from procuratorate.organs.gate import for_roles
from procuratorate.organs.models import Assignment
from procuratorate.organs.permissions import may_delegate
from procuratorate.organs.selectors import delegations_of, takers_of
from procuratorate.organs.states import LEADERS
from procuratorate.organs.views.pages import actor_of, attempt

for_leaders = for_roles(LEADERS)


@require_http_methods(["GET", "POST"])
@for_leaders
def delegations(request: HttpRequest) -> HttpResponse:
    """The register; for a chief or deputy in the own post a form below it."""
    actor, on, at = actor_of(request), request.on, request.at  # type: ignore[attr-defined]
    if request.method == "POST":
        demand(may_delegate(actor), act="organs.delegate")
    post = Assignment.objects.select_related("organ__house").get(pk=actor.assignment_id)
    takers = takers_of(post, on)
    form = DelegationForm(request.POST or None, takers=takers, initial={"since": on})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.delegate(actor=actor, at=at, **form.told()))
        if made is not None:
            messages.success(request, "已授权。签发的文书、签发单和发文登记同时写明两人姓名。")
            return redirect("organs:delegations")
    told = {
        "rows": delegations_of(actor)[:200], "form": form if takers and may_delegate(actor) is None else None,
        "own": actor.assignment_id, "on": on, "takers": takers, "acting_for": actor.acting_for,
    }  # fmt: skip
    return render(request, "organs/delegations.html", told, status=422 if form.errors else 200)


@require_POST
@for_leaders
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one back at once."""
    actor, at = actor_of(request), request.at  # type: ignore[attr-defined]
    row: Assignment = get_object_or_404(delegations_of(actor), pk=pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    services.end_delegation(row=row, reason=reason, actor=actor, at=at)
    messages.success(request, "授权已终止，代行人下一步操作起不再有权签发。")
    return redirect("organs:delegations")
