"""留所服刑: who serves in the centre, and the dossier under which one is put forward."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from commutation.forms.serving import DossierForm
from commutation.permissions.serving import may_open_dossier
from commutation.selectors.serving import dossiers_of, serving
from commutation.services.serving import open_dossier
from commutation.views.access import actor_of
from procuratorate.audit.services import record_list_read
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import CENTRE_STAFF

for_centres = for_roles(CENTRE_STAFF)


@for_centres
@require_GET
def serving_list(request: HttpRequest) -> HttpResponse:
    """Everybody who serves here; whose dossier is open may be put on a list."""
    people = list(serving(actor_of(request)))
    known = dossiers_of(people)
    if people:
        ids = [one.pk for one in people]
        record_list_read(actor=actor_of(request), kind="detention.detainee", ids=ids, act="read_list")
    rows = [(one, known.get(one.custody_id)) for one in people]
    return render(request, "commutation/serving.html", {"rows": rows, "on": request.on})  # type: ignore[attr-defined]


@for_centres
@require_http_methods(["GET", "POST"])
def serving_dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a dossier, or go to the one there is."""
    actor = actor_of(request)
    detainee = get_object_or_404(serving(actor).select_related("stage"), pk=pk)
    if known := dossiers_of([detainee]).get(detainee.custody_id):
        return redirect("prisons:inmate", pk=known.pk)
    demand(may_open_dossier(actor, detainee), act="commutation.open_dossier", target=detainee)
    start = {
        "effective_on": detainee.effective_on, "ends_on": detainee.sentence_ends_on,
        "delivered_on": detainee.papers_on or detainee.stage.since,
    }  # fmt: skip
    form = DossierForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_dossier(detainee=detainee, told=form.cleaned_data, actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已建档。考核、奖惩、财产性判项在档案里补录，然后列入批次提请。")
            return redirect("prisons:inmate", pk=made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "commutation/serving_dossier.html", {"form": form, "detainee": detainee}, status=status)
