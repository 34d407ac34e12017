"""Recordings: named, exported, looked at. The picture comes from the site's own gateway, never through here."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from procuratorate.incidents.forms import ExportForm, RecordingForm, ViewingForm
from procuratorate.incidents.models import Recording, Viewing
from procuratorate.incidents.permissions import READERS, may_export, may_note, may_view
from procuratorate.incidents.rendering.recordings import address_of, host_of
from procuratorate.incidents.services import ask_viewing, note_export, note_recording
from procuratorate.incidents.views.access import actor_of, incident_of, recording_of
from procuratorate.incidents.views.incidents import page
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.gate import for_roles

for_readers = for_roles(READERS)
OPEN_FOR = timedelta(hours=1)  # of one viewing: afterwards one says again what for


@for_readers
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a recording of an event."""
    incident, actor = incident_of(request, pk), actor_of(request)
    demand(may_note(actor, incident), act="incidents.note_recording", target=incident)
    form = RecordingForm(request.POST)
    if form.is_valid():
        try:
            note_recording(incident=incident, told=form.cleaned_data, actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已登记录像。")
            return redirect(incident)
    return page(request, incident_of(request, pk), "", recording=form, status=422)


@for_readers
@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down an export and the hash of its file."""
    recording, actor = recording_of(request, pk), actor_of(request)
    demand(may_export(actor, recording), act="incidents.export_recording", target=recording)
    form = ExportForm(request.POST)
    if form.is_valid():
        try:
            note_export(recording=recording, told=form.cleaned_data, actor=actor, at=request.at)  # type: ignore[attr-defined]
        except Unacceptable as error:
            form.tell(error)
        else:
            messages.success(request, "已登记导出和校验值。")
            return redirect(recording)
    return _page(request, recording, ViewingForm(), form, status=422)


@for_readers
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The reference itself; a POST says what for, and opens the player."""
    recording = recording_of(request, pk)
    demand(may_view(actor_of(request), recording), act="incidents.view_recording", target=recording)
    form = ViewingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        viewing = ask_viewing(recording=recording, actor=actor_of(request), at=request.at, **told)  # type: ignore[attr-defined]
        return redirect("incidents:play", recording.pk, viewing.pk)
    status = 422 if request.method == "POST" else 200
    return _page(request, recording, form, ExportForm(), status=status)


@for_readers
@require_http_methods(["GET"])
def play(request: HttpRequest, pk: int, viewing: int) -> HttpResponse:
    """The player, for the officer who asked and for an hour. Without a gateway it says so."""
    recording, actor = recording_of(request, pk), actor_of(request)
    since = request.at - OPEN_FOR  # type: ignore[attr-defined]
    asked = get_object_or_404(Viewing, pk=viewing, recording=recording, officer_id=actor.officer_id, at__gte=since)
    address = address_of(recording)
    response = render(request, "incidents/player.html", {"recording": recording, "viewing": asked, "address": address})
    if address:  # this page alone, and this host alone
        host = host_of(address)
        response._csp_update = {"media-src": [host], "connect-src": [host]}  # type: ignore[attr-defined]
    return response


def _page(
    request: HttpRequest, recording: Recording, form: ViewingForm, exporting: ExportForm, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    viewings = Viewing.objects.filter(recording=recording, organ_id__in=actor.organs)
    context = {
        "recording": recording,
        "form": form,
        "export_form": exporting if recording.exported_at is None and may_export(actor, recording) is None else None,
        "viewings": viewings.select_related("officer", "organ")[:100],
        "address": address_of(recording),
    }
    return render(request, "incidents/recording.html", context, status=status)
