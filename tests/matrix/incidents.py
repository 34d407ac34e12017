"""A death in the first ward of 青岑监狱: sealed video, chen's viewing, what kin applied for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from procuratorate.custody.models import Custody
from procuratorate.incidents.law import Kind
from procuratorate.incidents.models import Incident, IncidentAct, Recording, Viewing
from procuratorate.incidents.services import ask_viewing, note_recording, record_act, report_incident
from procuratorate.incidents.states import Act
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.commutation.factories import inmates

DIED, KIN = "金丝雀己", "金丝雀亲属"
PAGES = "incident sealed act add_recording notice bundle"


def let_somebody_die(cast: Cast) -> None:
    """Told by tang, looked at by chen."""
    who = inmates(cast.ward1, 1, first=6, names=[DIED])[0]
    with acting_as(BUILDER):
        tang, chen = cast.actor("tang"), cast.actor("chen")
        stay = Custody.objects.select_related("person", "organ", "ward").get(pk=who.custody_id)
    with acting_as(tang) as at:
        told = {"happened_at": at, "words": DIED, "cause": "unknown", "where": "监狱医院"}
        one = report_incident(site=cast.qingcen, kind=Kind.DEATH, stay=stay, told=told, actor=tang, at=at)
        seen = {"camera": "走廊", "channel": "1", "starts_at": at - timedelta(days=1), "ends_at": at}
        video = note_recording(incident=one, told=seen, actor=tang, at=at)
    with acting_as(chen) as at:
        one.refresh_from_db()
        kin = {"happened_at": at, "who": KIN, "words": KIN}
        record_act(incident=one, act=Act.KIN_APPLIED, version=1, told=kin, actor=chen, at=at)
        ask_viewing(recording=video, purpose=KIN, actor=chen, at=at)


def incident_arguments() -> dict[str, dict[str, Any]]:
    """The routes of that death."""
    one, video = Incident.objects.get(), Recording.objects.get()
    asked: dict[str, dict[str, Any]] = {f"incidents:{name}": {"pk": one.pk} for name in PAGES.split()}
    asked["incidents:bundle_file"] = {"pk": one.pk, "job": 1}
    asked["incidents:file"] = {"pk": one.pk, "act": IncidentAct.objects.earliest("pk").pk}
    asked["incidents:act"]["act"] = "kin_told"
    asked |= {f"incidents:{name}": {"pk": video.pk} for name in ("recording", "export_recording", "play")}
    asked["incidents:play"]["viewing"] = Viewing.objects.get().pk
    return asked | {"incidents:report": {"kind": "restraint"}}
