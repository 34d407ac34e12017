"""Recordings: named, sealed, exported with a hash, looked at by name and for a reason. No picture passes here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record, record_read
from procuratorate.incidents.models import Incident, Recording, Viewing
from procuratorate.incidents.permissions import may_export, may_note, may_view, source_of
from procuratorate.incidents.services.writing import said
from procuratorate.incidents.states import Source
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

KEPT = ("camera", "channel", "starts_at", "ends_at", "sealed_at", "sealed_by", "witness", "medium", "note")


@transaction.atomic
def note_recording(*, incident: Incident, told: Mapping[str, Any], actor: Actor, at: datetime) -> Recording:
    """Name a recording by camera and time range; the site's are seen by both sides, the office's by it alone."""
    demand(may_note(actor, incident), act="incidents.note_recording", target=incident)
    _check(told, at)
    source = source_of(actor, incident)
    made: Recording = Recording.objects.create(
        incident=incident, source=source, is_shared=source == Source.SITE, by_id=actor.officer_id, at=at,
        **{name: told.get(name) or (None if name == "sealed_at" else "") for name in KEPT},
    )  # fmt: skip
    record(actor=actor, act="incidents.note_recording", target=made, detail={"incident": incident.pk})
    return made


def _check(told: Mapping[str, Any], at: datetime) -> None:
    wrong: dict[str, str] = {}
    if told["ends_at"] <= told["starts_at"]:
        wrong["ends_at"] = "止不能早于起"
    elif told["ends_at"] > at:
        wrong["ends_at"] = "不能晚于现在"
    sealed = told.get("sealed_at")
    if sealed and not said(told, "sealed_by"):
        wrong["sealed_by"] = "已封存的，填写封存人"
    if sealed and (sealed > at or sealed < told["ends_at"]):
        wrong["sealed_at"] = "封存时间应在录像止以后、现在以前"
    if wrong:
        raise Unacceptable("录像没有登记，请改正标出的栏目。", fields=wrong)


@transaction.atomic
def note_export(*, recording: Recording, told: Mapping[str, Any], actor: Actor, at: datetime) -> Recording:
    """Write down an export: when, by whom, the hash of the file. Once: another file is another row."""
    demand(may_export(actor, recording), act="incidents.export_recording", target=recording)
    if told["exported_at"] > at or told["exported_at"] < recording.ends_at:
        why = "导出时间应在录像止以后、现在以前"
        raise Unacceptable(f"{why}。", fields={"exported_at": why})
    fields = {name: told[name] for name in ("exported_at", "exported_by", "digest_kind", "digest")}
    if not Recording.objects.filter(pk=recording.pk, exported_at=None).update(**fields):
        raise Conflict("这一段录像已经登记导出。另行导出的，另登记一条。", title=str(recording))
    recording.refresh_from_db()
    record(actor=actor, act="incidents.export_recording", target=recording, detail={"digest": recording.digest})
    return recording


@transaction.atomic
def ask_viewing(*, recording: Recording, purpose: str, actor: Actor, at: datetime) -> Viewing:
    """Write down who looks, when and what for, before anything is shown."""
    demand(may_view(actor, recording), act="incidents.view_recording", target=recording)
    if not purpose.strip():
        raise Unacceptable("请填写调阅事由。", fields={"purpose": "必填"})
    made: Viewing = Viewing.objects.create(
        recording=recording, officer_id=signer(actor), organ_id=actor.organ_id or 0, purpose=purpose.strip(), at=at
    )
    record_read(actor=actor, target=recording, act="incidents.view_recording", detail={"viewing": made.pk})
    return made


def print_recordings(*, incident: Incident, actor: Actor) -> None:
    """Write down that the list of sealed recordings was printed."""
    record_read(actor=actor, target=incident, act="incidents.print_recordings")
