"""In the room: one screen for the secretary; what is typed is kept as it is typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from meetings.forms import told_item, told_person
from meetings.models import Attendance
from meetings.permissions import may_host
from meetings.selectors.pages import asides_of, items_of, last_agreed
from meetings.services import note_item, note_person
from meetings.states import EDITABLE, MeetingState, Outcome, Presence
from meetings.views.access import actor_of, for_readers, item_of, meeting_of, person_of
from procuratorate.lib.clock import SHANGHAI
from procuratorate.lib.errors import Conflict, Unacceptable, demand

KEYS = ("123456789", "ABCDEGHIK", "PQRSTUVWX")  # of the office, the site, those who sit in; D, F, J are not taken


@for_readers
@require_GET
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretary of the host, while the meeting is open; afterwards, until the minutes are offered, to mend."""
    meeting, actor = meeting_of(request, pk), actor_of(request)
    demand(may_host(actor, meeting), act="meetings.note", target=meeting)
    if meeting.state not in EDITABLE | {MeetingState.OPEN}:
        return redirect(meeting)
    asides, total = asides_of(meeting), last_agreed(meeting, request.on)  # type: ignore[attr-defined]
    items = items_of(meeting)
    for one in items:
        one.aside = asides.get(one.pk, "")  # type: ignore[attr-defined]
    page = {
        "meeting": meeting,
        "items": items,
        "groups": _groups(list(Attendance.objects.filter(meeting=meeting).select_related("organ")), meeting),
        "outcomes": Outcome.choices,
        "presences": Presence.choices,
        "before": total,
        "over": meeting.state != MeetingState.OPEN,
    }
    return render(request, "meetings/room.html", page)


def _groups(people: list[Attendance], meeting: object) -> list[tuple[str, list[tuple[str, Attendance]]]]:
    """(heading, [(key, person)…]) for both sides and those who sit in."""
    office, site = meeting.office, meeting.site  # type: ignore[attr-defined]
    groups = [
        (office.short_name, [one for one in people if one.organ_id == office.pk and not one.sits_in]),
        (site.short_name, [one for one in people if one.organ_id == site.pk and not one.sits_in]),
        ("列席", [one for one in people if one.sits_in]),
    ]
    return [
        (name, [(keys[place] if place < len(keys) else "", one) for place, one in enumerate(rows)])
        for (name, rows), keys in zip(groups, KEYS, strict=True)
    ]


@for_readers
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one item. JSON both ways."""
    item = item_of(request, pk)
    demand(may_host(actor_of(request), item.meeting), act="meetings.note", target=item.meeting)
    try:
        version, told = told_item(request.body, item.meeting, request.on)  # type: ignore[attr-defined]
        at = request.at  # type: ignore[attr-defined]
        kept = note_item(item=item, version=version, told=told, actor=actor_of(request), at=at)
    except (Conflict, Unacceptable) as error:
        return _refused(error)
    return _kept(request, kept)


@for_readers
@require_POST
def attend(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep how somebody came. JSON both ways."""
    person = person_of(request, pk)
    demand(may_host(actor_of(request), person.meeting), act="meetings.attend", target=person.meeting)
    try:
        version, told = told_person(request.body)
        at = request.at  # type: ignore[attr-defined]
        kept = note_person(person=person, version=version, told=told, actor=actor_of(request), at=at)
    except (Conflict, Unacceptable) as error:
        return _refused(error)
    return _kept(request, kept)


def _refused(error: Conflict | Unacceptable) -> JsonResponse:
    return JsonResponse({"message": error.message}, status=409 if isinstance(error, Conflict) else 422)


def _kept(request: HttpRequest, version: int) -> JsonResponse:
    at = request.at.astimezone(SHANGHAI)  # type: ignore[attr-defined]
    return JsonResponse({"version": version, "at": f"{at:%H:%M:%S}"})
