"""One meeting: agenda, roster, and the steps from the call to the issue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from meetings import services
from meetings.forms import ItemForm, PersonForm
from meetings.models import Attendance, Meeting
from meetings.permissions import collects, may_host, may_propose, side_of
from meetings.selectors.pages import agenda_of, last_agreed
from meetings.states import BEFORE, MeetingState
from meetings.views.access import actor_of, for_readers, item_of, meeting_of, said
from procuratorate.audit.services import record_read
from procuratorate.lib.errors import Unacceptable, demand

STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "call": (services.call_meeting, "通知已发出。"),
    "begin": (services.begin_meeting, "会议开始。"),
    "end": (services.end_meeting, "会议结束，纪要稿已生成。"),
    "cancel": (services.cancel_meeting, "会议已取消。"),
    "share": (services.share_minutes, "纪要稿已送对方核对。"),
    "offer": (services.offer_minutes, "已提请双方会签。"),
    "take-back": (services.take_back_minutes, "已退回核对。"),
    "sign": (services.sign_minutes, "已会签。"),
    "issue": (services.issue_minutes, "纪要已编号印发，议定事项已列入责任方的时限。"),
}
REASONED = frozenset({"cancel", "take-back"})
LEADS = {"begin": "room", "end": "minutes", "share": "minutes", "offer": "minutes", "take-back": "minutes"}
LEADS |= {"sign": "minutes", "issue": "minutes"}


@for_readers
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda on the left, roster and further acts on the right."""
    meeting = meeting_of(request, pk)
    record_read(actor=actor_of(request), target=meeting)
    return _page(request, meeting)


def _page(
    request: HttpRequest, meeting: Meeting, item: ItemForm | None = None, person: PersonForm | None = None
) -> HttpResponse:
    actor, at, on = actor_of(request), request.at, request.on  # type: ignore[attr-defined]
    hosts = may_host(actor, meeting) is None
    own = side_of(actor, meeting)
    open_to_us = meeting.state in BEFORE if hosts else collects(meeting, at)
    may_bring = may_propose(actor, meeting) is None and open_to_us
    page = {
        "meeting": meeting,
        "items": agenda_of(meeting, actor),
        "people": list(Attendance.objects.filter(meeting=meeting).select_related("organ")),
        "hosts": hosts,
        "may_bring": may_bring,
        "own": own.pk if own else 0,
        "item_form": item or (ItemForm() if may_bring else None),
        "person_form": person or (PersonForm(meeting, initial={"organ": own.pk}) if own and may_bring else None),
        "may_change": hosts and meeting.state in BEFORE,
        "may_begin": hosts and meeting.state == MeetingState.CALLED and on >= meeting.held_on,
        "before": last_agreed(meeting, on),
    }
    bad = any(form and form.errors for form in (item, person))
    return render(request, "meetings/meeting.html", page, status=422 if bad else 200)


@for_readers
@require_POST
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """An item of either side."""
    meeting, form = meeting_of(request, pk), ItemForm(request.POST)
    demand(may_propose(actor_of(request), meeting), act="meetings.propose", target=meeting)
    if form.is_valid():
        at = request.at  # type: ignore[attr-defined]
        services.propose_item(meeting=meeting, told=form.cleaned_data, actor=actor_of(request), at=at)
        return redirect((request.POST.get("back") == "room" and "meetings:room") or "meetings:meeting", pk=pk)
    return _page(request, meeting, item=form)


@for_readers
@require_POST
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody more who comes."""
    meeting = meeting_of(request, pk)
    demand(may_propose(actor_of(request), meeting), act="meetings.add_person", target=meeting)
    form = PersonForm(meeting, request.POST)
    if form.is_valid():
        at = request.at  # type: ignore[attr-defined]
        try:
            services.add_person(meeting=meeting, told=form.told(), actor=actor_of(request), at=at)
        except Unacceptable as error:
            form.tell(error)
        else:
            return redirect("meetings:meeting", pk=pk)
    return _page(request, meeting, person=form)


@for_readers
@require_POST
def change(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Drop an item, or let it change places."""
    found = item_of(request, pk)
    actor, at = actor_of(request), request.at  # type: ignore[attr-defined]
    if act == "drop":
        services.drop_item(item=found, actor=actor, at=at)
    elif act in ("up", "down"):
        services.move_item(item=found, up=act == "up", actor=actor, at=at)
    else:
        raise Http404
    return redirect("meetings:meeting", pk=found.meeting_id)


@for_readers
@require_POST
def step(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One step on. What hinders it is told on the page it was asked from."""
    meeting = meeting_of(request, pk)
    if act not in STEPS:
        raise Http404
    verb, done = STEPS[act]
    told: dict[str, Any] = {"meeting": meeting, "actor": actor_of(request), "at": request.at}  # type: ignore[attr-defined]
    if act in REASONED:
        told["why"] = said(request, "reason")
    if act == "sign":
        told["content_hash"] = said(request, "hash")
    try:
        verb(**told)
    except Unacceptable as error:
        messages.error(request, error.message)
        page = "room" if act == "end" else "meeting" if act in ("call", "begin", "cancel") else "minutes"
        return redirect(f"meetings:{page}", pk=pk)
    messages.success(request, done)
    return redirect(f"meetings:{LEADS.get(act, 'meeting')}", pk=pk)
