"""The minutes: text and versions, remarks of both sides, signatures."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.forms import TextForm, sections_of
from meetings.models import Attendance, Meeting, Minutes, Remark
from meetings.papers import MINUTES
from meetings.permissions import may_host, may_remark, may_sign, side_of
from meetings.rendering import dated, facts_of
from meetings.selectors.pages import versions_of
from meetings.services import answer_remark, edit_minutes, remark_on
from meetings.states import EDITABLE, MeetingState
from meetings.views.access import actor_of, for_readers, meeting_of, remark_of, said
from procuratorate.audit.services import record_read
from procuratorate.documents.engine.leaf import NOT_ISSUED
from procuratorate.documents.rendering import sheet_page
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.models import Organ

STEPS = (
    (MeetingState.NOTED, "纪要稿"), (MeetingState.SHARED, "双方核对"), (MeetingState.SIGNING, "双方会签"),
    (MeetingState.ISSUED, "编号、印发"),
)  # fmt: skip


@for_readers
@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Read; edit while it is a draft or being compared."""
    meeting = meeting_of(request, pk)
    if request.method == "GET":
        record_read(actor=actor_of(request), target=meeting)
        return _page(request, meeting)
    demand(may_host(actor_of(request), meeting), act="meetings.edit", target=meeting)
    form = TextForm(request.POST)
    if form.is_valid() and _edited(request, meeting, form):
        return redirect("meetings:minutes", pk=pk)
    return _page(request, meeting, form)


def _edited(request: HttpRequest, meeting: Meeting, form: TextForm) -> bool:
    told, at = form.cleaned_data, request.at  # type: ignore[attr-defined]
    try:
        made = edit_minutes(
            meeting=meeting, number=told["number"], sections=sections_of(told["text"]), why=told["why"],
            actor=actor_of(request), at=at,
        )  # fmt: skip
    except Unacceptable as error:
        form.tell(error)
        return False
    messages.success(request, f"已存为{made}。" if made else "没有改动。")
    return True


def _page(request: HttpRequest, meeting: Meeting, form: TextForm | None = None) -> HttpResponse:
    actor, versions = actor_of(request), versions_of(meeting)
    if not versions:
        raise Http404
    shown = _chosen(versions, request)
    hosts, own = may_host(actor, meeting) is None, side_of(actor, meeting)
    signed = [one for one in versions[0].signatures.all() if one.content_hash == versions[0].content_hash]
    people = list(Attendance.objects.filter(meeting=meeting))
    if form is None and hosts and meeting.state in EDITABLE and "edit" in request.GET:
        text = "\n".join(words for _, words in shown.sections)
        form = TextForm(initial={"number": versions[0].number, "text": text})
    remarks = list(Remark.objects.filter(meeting=meeting).select_related("organ", "by", "minutes"))
    page = {
        "meeting": meeting,
        "remarked": {one.paragraph for one in remarks if one.minutes_id == shown.pk},
        "shown": shown,
        "versions": versions,
        "is_last": shown == versions[0],
        "before": next((one for one in versions if one.number == shown.number - 1), None),
        "words": facts_of(meeting, shown, people, signed),
        "day": dated(meeting),
        "paragraphs": [(place, level, words) for place, (level, words) in enumerate(shown.sections, 1)],
        "remarks": remarks,
        "steps": _steps(meeting),
        "signed": signed,
        "sides": [(one, next((sign for sign in signed if sign.organ_id == one.pk), None)) for one in _sides(meeting)],
        "form": form,
        "hosts": hosts,
        "may_edit": hosts and meeting.state in EDITABLE,
        "may_remark": may_remark(actor, meeting) is None and shown == versions[0],
        "may_sign": may_sign(actor, meeting) is None and own is not None and own.pk not in [s.organ_id for s in signed],
        "may_take_back": meeting.state == MeetingState.SIGNING and (hosts or may_sign(actor, meeting) is None),
        "may_issue": hosts and meeting.state == MeetingState.SIGNING and len(signed) == len(_sides(meeting)),
    }
    return render(request, "meetings/minutes.html", page, status=422 if form and form.errors else 200)


def _chosen(versions: Sequence[Minutes], request: HttpRequest) -> Minutes:
    return next((one for one in versions if str(one.number) == request.GET.get("version")), versions[0])


@for_readers
@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as it will be printed, page by page, before it is issued. `?version=` picks an earlier text."""
    meeting = meeting_of(request, pk)
    versions = versions_of(meeting)
    if not versions:
        raise Http404
    shown, host = _chosen(versions, request), meeting.host
    record_read(actor=actor_of(request), target=meeting, act="meetings.print")
    signed = [one for one in shown.signatures.all() if one.content_hash == shown.content_hash]
    facts = facts_of(meeting, shown, list(Attendance.objects.filter(meeting=meeting)), signed)
    leaf = {"title": meeting.title, "day": dated(meeting), "watermark": "" if meeting.paper else NOT_ISSUED}
    leaf["number"] = meeting.paper.number if meeting.paper else ""
    return HttpResponse(sheet_page(MINUTES, (host.house or host).name, facts, **leaf))


def _sides(meeting: Meeting) -> tuple[Organ, Organ]:
    return meeting.office, meeting.site


def _steps(meeting: Meeting) -> list[dict[str, str]]:
    order = [state for state, _ in STEPS]
    here = order.index(MeetingState(meeting.state)) if meeting.state in order else 0
    done = meeting.state == MeetingState.ISSUED
    return [
        {"name": name, "state": "done" if place < here or done else "at" if place == here else "ahead", "text": ""}
        for place, (_, name) in enumerate(STEPS)
    ]


@for_readers
@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a change in a paragraph."""
    meeting, at = meeting_of(request, pk), request.at  # type: ignore[attr-defined]
    place = request.POST.get("paragraph", "")
    paragraph = int(place) if place.isascii() and place.isdigit() and len(place) < 5 else 0
    try:
        remark_on(meeting=meeting, paragraph=paragraph, words=said(request, "words"), actor=actor_of(request), at=at)
    except Unacceptable as error:
        messages.error(request, error.message)
    return redirect("meetings:minutes", pk=pk)


@for_readers
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Taken up or not."""
    found, at = remark_of(request, pk), request.at  # type: ignore[attr-defined]
    taken, words = request.POST.get("taken") == "yes", said(request, "answer")
    try:
        answer_remark(remark=found, taken=taken, answer=words, actor=actor_of(request), at=at)
    except Unacceptable as error:
        messages.error(request, error.message)
    return redirect("meetings:minutes", pk=found.meeting_id)
