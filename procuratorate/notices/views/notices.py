"""One notice: a draft with its way to a signature, or what was sent, the same page for both sides."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from procuratorate.audit.services import record_read
from procuratorate.dispatch.services import open_dispatch
from procuratorate.documents.selectors import issued_as, made_on
from procuratorate.notices import permissions as may
from procuratorate.notices.forms.answering import ChargeForm, CheckForm
from procuratorate.notices.forms.leading import ClosingForm, CommentForm, DecideForm, EasingForm, SignForm
from procuratorate.notices.models import Easing, File, Notice, Rung
from procuratorate.notices.papers import REPLY
from procuratorate.notices.querysets import READERS
from procuratorate.notices.rendering.ladder import ladder_of
from procuratorate.notices.rendering.leaves import changes, leaf_of
from procuratorate.notices.rendering.pages import clock_of, due_words, log_of, points_of, slips_of, tally
from procuratorate.notices.selectors.ladder import asides_of, filing_day, outsiders
from procuratorate.notices.selectors.lists import siblings_of
from procuratorate.notices.selectors.organs import addressed
from procuratorate.notices.services.closing import open_ends
from procuratorate.notices.services.files import look_at
from procuratorate.notices.services.printing import preview_of
from procuratorate.notices.services.sending import paper_key
from procuratorate.notices.states import IN_HAND, STANDING, WRITING, EasingState, Kind, State
from procuratorate.notices.views.access import actor_of, for_both, hanging, notice_of
from procuratorate.organs.actors import Actor

LIGHTER = {Kind.ORAL: [Kind.CORRECTION, Kind.VIOLATION, Kind.SUGGESTION], Kind.VIOLATION: [Kind.CORRECTION]}


@for_both
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    notice, actor = notice_of(request, pk), actor_of(request)
    record_read(actor=actor, target=notice)
    if notice.state in IN_HAND | {State.DROPPED}:
        return render(request, "notices/draft.html", _draft(notice, actor, request))
    if notice.dispatch is not None:
        open_dispatch(dispatch=notice.dispatch, actor=actor)  # written for the addressee alone
    return render(request, "notices/notice.html", _sent(notice, actor, request))


def _draft(notice: Notice, actor: Actor, request: HttpRequest) -> dict[str, Any]:
    steps, state = list(notice.steps.select_related("officer").order_by("pk")), notice.state
    writing = state in WRITING and may.may_work(actor, notice) is None
    acts = {
        "edit": writing,
        "submit": writing and not notice.is_oral,
        "speak": writing and notice.is_oral and may.may_judge(actor, notice) is None,
        "endorse": state == State.WITH_HEAD and may.may_endorse(actor, notice, request.on) is None,  # type: ignore[attr-defined]
        "issue": state == State.WITH_CHIEF and may.may_issue(actor, notice) is None,
        "send_back": state in {State.WITH_HEAD, State.WITH_CHIEF} and may.may_send_back(actor, notice) is None,
    }
    return {
        "notice": notice, "steps": steps, "changes": changes(steps), "leaf": leaf_of(notice, preview_of(notice)),
        "may": acts, "sign_form": SignForm(initial={"number": notice.number}), "comment_form": CommentForm(),
    }  # fmt: skip


def _sent(notice: Notice, actor: Actor, request: HttpRequest) -> dict[str, Any]:
    on, ours = request.on, actor.role in READERS  # type: ignore[attr-defined]
    views = points_of(notice, on)
    rungs = (
        list(Rung.objects.visible_to(actor).filter(notice=notice).select_related("recipient", "organ")) if ours else []
    )
    told: dict[str, Any] = {
        "notice": notice,
        "clock": clock_of(notice, on),
        "due": due_words(notice),
        "points": views,
        "tally": tally(notice, views),
        "together": [one for one in addressed(notice) if one.pk != notice.addressee_id],
        "ladder": ladder_of(notice, views, rungs, on),
        "log": log_of(notice, actor),
        "slips": slips_of(notice),
        "replies": made_on(actor, notice.get_absolute_url()).filter(kind=REPLY),
        "charge": next(reversed(notice.charges.all()), None),
        "leaf": leaf_of(notice, preview_of(notice)),
        "paper": issued_as(actor, notice.office_id if notice.is_oral else notice.organ_id, paper_key(notice)),
        "ours": ours,
        "may": _may(notice, actor),
    }
    return told | (_ours(notice, actor, rungs, request) if ours else {"charge_form": ChargeForm()})


def _may(notice: Notice, actor: Actor) -> dict[str, bool]:
    """What the page offers: possible in this state, and the actor's to do."""
    standing, closing = notice.state in STANDING, notice.state == State.CLOSING
    works = may.may_work(actor, notice) is None
    judges = may.may_judge(actor, notice) is None
    answers = may.may_answer(actor, notice) is None
    return {
        "answer": standing and answers,
        "register": standing and works,
        "check": standing and judges,
        "serve": works and notice.dispatch is not None and notice.dispatch.needs_slip,
        "rung": standing and judges and not notice.is_oral,
        "ease": (standing or closing) and (works or may.may_lead(actor, notice) is None),
        "mend": (standing or closing)
        and not notice.is_oral
        and notice.joint_id is None
        and may.may_issue(actor, notice) is None,
        "propose": standing and judges,
        "close": closing and may.may_close(actor, notice) is None,
        "follow": works and notice.kind in LIGHTER,
    }


def _ours(notice: Notice, actor: Actor, rungs: list[Rung], request: HttpRequest) -> dict[str, Any]:
    """What the procuratorate has beside the shared page."""
    easings = list(Easing.objects.visible_to(actor).filter(notice=notice).select_related("by", "decided_by"))
    positions = [one.position for one in notice.points.all()]
    objections = list(notice.objections.select_related("proposed_by", "decided_by", "clock"))
    return {
        "rungs": [(one, may.may_send_rung(actor, one) is None) for one in rungs],
        "easings": [(one, one.state == EasingState.ASKED and may.may_ease(actor, one) is None) for one in easings],
        "objections": [(one, may.may_decide(actor, one) is None) for one in objections],
        "ends": open_ends(notice) if notice.state in STANDING else [],
        "siblings": siblings_of(notice, actor),
        "asides": asides_of(notice),
        "outsiders": outsiders(),
        "file_by": filing_day(notice, rungs),
        "check_form": CheckForm(),
        "decide_form": DecideForm(),
        "closing_form": ClosingForm(),
        "easing_form": EasingForm(positions=positions, initial={"asked_on": request.on}),  # type: ignore[attr-defined]
        "follow_kinds": LIGHTER.get(Kind(notice.kind), []),
    }


@for_both
@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """A proof or a scanned 回证. Every look is written."""
    found: File = hanging(request, File, pk)
    data = look_at(file=found, actor=actor_of(request))
    answer = HttpResponse(data, content_type=found.media_type)
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
