"""The wall of a centre, its cells, and the admission."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from detention.forms import AdmitForm
from detention.permissions import READERS, may_admit
from detention.rendering.wall import grouped, months, rows_of
from detention.selectors.centres import centre_of
from detention.selectors.wall import TABS, cells, counts, listed, with_course
from detention.services import admit
from detention.views.access import actor_of
from procuratorate.audit.services import record_list_read
from procuratorate.lib.errors import Unacceptable
from procuratorate.organs.gate import for_roles
from procuratorate.organs.states import CENTRE_STAFF, PROCURATORS

PAGE = 60
for_readers = for_roles(READERS)


@for_readers
@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """By days left; names masked unless `?names=full`."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else ""
    page = Paginator(listed(actor, tab, request.GET.get("q", ""), on), PAGE).get_page(request.GET.get("page"))
    people = list(with_course(page.object_list))
    full = request.GET.get("names") == "full"
    if people:
        act = "read_list" if full else "read_masked_list"
        record_list_read(actor=actor, kind="detention.detainee", ids=[one.pk for one in people], act=act)
    found = counts(actor, on)
    context = {
        "page": page,
        "groups": grouped(rows_of(people, on), on),
        "tabs": [(code, word, found.get(code)) for code, word in TABS.items()],
        "names": [("", "遮名", None), ("full", "全名", None)],
        "kept": [(name, request.GET.get(name, "")) for name in ("tab", "names")],
        "months": months(on),
        "full": full,
        "held": found[""],
        "reads_findings": actor.role in PROCURATORS,
        "may_admit": may_admit(actor) is None,
        "several": len({one.centre_id for one in people}) > 1,
    }
    return render(request, "detention/wall.html", context)


@for_readers
@require_GET
def cell_list(request: HttpRequest) -> HttpResponse:
    """Cells in use, and who lies there with whom he should not."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    return render(
        request, "detention/cells.html", {"cells": cells(actor, on), "reads_findings": actor.role in PROCURATORS}
    )


@for_roles(CENTRE_STAFF)
@require_http_methods(["GET", "POST"])
def admission(request: HttpRequest) -> HttpResponse:
    """Register somebody who came."""
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    form = AdmitForm(request.POST if request.method == "POST" else None, initial={"entered_on": on, "start": on})
    if request.method == "POST" and form.is_valid():
        try:
            made = admit(centre=centre_of(actor), told=form.cleaned_data, actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已登记收押，羁押期限已起算。")
            return redirect(made)
    status = 422 if request.method == "POST" else 200
    return render(request, "detention/admit.html", {"form": form}, status=status)
