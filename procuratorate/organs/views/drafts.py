"""The officer's own unsent words, asked for and kept by the page's script (static/js/drafts.js)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from procuratorate.lib.clock import SHANGHAI
from procuratorate.organs.gate import for_signed_in
from procuratorate.organs.models import Draft
from procuratorate.organs.services import keep_draft


@for_signed_in
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """GET `?page=`: the draft, 204 when there is none. POST `page`, `forms`: keep it; empty forms forget it."""
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    if request.method == "POST":
        keep_draft(actor=actor, page=request.POST.get("page", ""), forms=request.POST.get("forms", ""), at=at)
        return HttpResponse(status=204)
    page = request.GET.get("page", "").replace("\0", "")[:200]
    kept = Draft.objects.filter(officer_id=actor.officer_id, page=page).first()
    if kept is None:
        return HttpResponse(status=204)
    return JsonResponse({"forms": kept.forms, "at": f"{kept.saved_at.astimezone(SHANGHAI):%m-%d %H:%M}"})
