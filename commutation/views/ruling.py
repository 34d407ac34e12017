"""One ruling beside its proposal, and what may be done with it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from commutation.clocks.courts import rehearing_words, whom
from commutation.forms.courts import OnForm, RecordAnswerForm, ServiceForm, WhyForm, WordsForm
from commutation.models import Ruling
from commutation.permissions.courts import may_match, may_record_term, may_register, may_review, may_watch
from commutation.permissions.opinions import may_draft
from commutation.rendering.clocks import face_of
from commutation.rendering.records import record_told
from commutation.selectors.matching import candidates, finals_for
from commutation.selectors.objections import objection_to
from commutation.selectors.rulings import rulings_of, side_by_side, words_of
from commutation.services.rulings import (
    RECEIPTS,
)
from commutation.states import Kind
from commutation.states.courts import RULING_MOVES, RulingState
from commutation.states.reviews import PaperKind
from commutation.views.access import actor_of
from commutation.views.courts import for_both
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import SERVING_SIDES


def ruling_of(request: HttpRequest, pk: int) -> Ruling:
    found: Ruling = get_object_or_404(rulings_of(actor_of(request)), pk=pk)
    return found


@for_both
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return page_of(request, ruling_of(request, pk), {})


def page_of(request: HttpRequest, ruling: Ruling, forms: dict[str, Form]) -> HttpResponse:
    actor, on = actor_of(request), request.on  # type: ignore[attr-defined]
    waiting = ruling.state == RulingState.UNMATCHED and may_match(actor, ruling) is None
    objection = None if actor.side in SERVING_SIDES else objection_to(ruling)
    follows = ruling.state == RulingState.OBJECTED and may_watch(actor) is None
    page = {
        "ruling": ruling,
        "words": words_of(ruling),
        "clock": face_of(ruling.clock, on) if ruling.clock else None,
        "columns": side_by_side(ruling, actor),
        "candidates": candidates(ruling, actor) if waiting else [],
        "services": [(whom(one.recipient, ruling.ruled_on), one) for one in ruling.services.select_related("by")],
        "matches": list(ruling.matches.select_related("filing", "by", "undone_by")),
        **record_told(ruling, actor, on),
        "objection_url": _objection_url(ruling, on) if may_draft(actor) is None else "",
        "objection": objection,
        "who_again": rehearing_words(ruling.kind),
        "watch": face_of(objection.watch, on) if objection and objection.watch else None,
        "may_watch": follows and objection is not None and objection.in_time,
        "finals": finals_for(ruling, actor) if follows else [],
        "may_match": may_match(actor, ruling) is None,
        "may_review": may_review(actor, ruling) is None,
        "may_register": may_register(actor) is None,
        "may_receive": may_register(actor) is None and _is_awaited(ruling, actor),
        "may_record_term": ruling.filing is not None and may_record_term(actor, ruling) is None,
        "on_form": OnForm(initial={"on": on}),
        "why_form": WhyForm(),
        "words_form": WordsForm(),
        "record_form": RecordAnswerForm(),
        "service_form": ServiceForm(initial={"served_on": on}),
        "on": on,
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "commutation/ruling.html", page, status=422 if wrong else 200)


def _is_awaited(ruling: Ruling, actor: Actor) -> bool:
    """Whether the actor's side has not entered its receipt yet: entered, it stays."""
    return ruling.state != RulingState.VOID and getattr(ruling, RECEIPTS[actor.side]) is None


def _objection_url(ruling: Ruling, on: date) -> str:
    """Where an objection is drafted; after the period, the kind that has none (practice.md F8)."""
    if ruling.state not in RULING_MOVES["object"].sources:
        return ""
    late = ruling.clock is not None and ruling.clock.due_on < on
    objection = PaperKind.LATE_OBJECTION if late else PaperKind.RULING_OBJECTION
    kind = PaperKind.DECISION_OBJECTION if ruling.kind == Kind.OUTSIDE_SERVICE else objection
    asked = urlencode({"kind": kind.value, "filing": ruling.filing_id, "ruling": ruling.pk})
    return f"{reverse('commutation:opinion_new')}?{asked}"
