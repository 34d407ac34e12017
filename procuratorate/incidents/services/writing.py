"""What every act goes through: one at a time, its moments looked at, the row it leaves, what crosses to the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.incidents.law import Kind, Place
from procuratorate.incidents.law.instruments import DEATHS_CENTRE, DEATHS_PRISON, PRISONS_2012, PRISONS_2026, SHARING
from procuratorate.incidents.models import Incident, IncidentAct
from procuratorate.incidents.states import OF_SITE, SHARED, Act
from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.lib.errors import Conflict, Unacceptable
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor

AGREED = "与派驻检察室约定通报"
LATE = "登记日晚于发生日的，写明补录原因；两个时间都会显示"


@dataclass(frozen=True)
class Doing:
    """One act about an event as its form was opened (`version`), with what the form told."""

    incident: Incident
    act: Act
    told: Mapping[str, Any]
    actor: Actor
    at: datetime

    @property
    def happened_at(self) -> datetime:
        moment: datetime = self.told["happened_at"]
        return moment

    @property
    def on(self) -> date:
        return day_of(self.happened_at)

    @property
    def words(self) -> str:
        return said(self.told, "words")


def said(told: Mapping[str, Any], name: str) -> str:
    return str(told.get(name) or "").strip()


def hold(doing: Doing, version: int) -> None:
    """One act of a side at a time: the loser of a race, a double click, a stale page gets a Conflict."""
    name = version_of(doing.act)
    changed = Incident.objects.filter(pk=doing.incident.pk, **{name: version}).update(**{name: F(name) + 1})
    if not changed:
        why = "本件刚有新的登记，您打开的页面已经过时（或者按了两次）。请刷新后核对，再登记。"
        raise Conflict(why, title=str(doing.incident))
    doing.incident.refresh_from_db()


def version_of(act: Act) -> str:
    """Which version guards an act: each side has its own, so that neither learns what the other writes."""
    return "version" if act in OF_SITE else "office_version"


def check_moment(told: Mapping[str, Any], field: str, label: str, at: datetime, after: datetime | None = None) -> None:
    """A moment lies neither ahead nor before what it follows; entered on a later day, it says why."""
    moment = told[field]
    if moment > at:
        raise Unacceptable(f"{label}不能晚于现在。", fields={field: "不能晚于现在"})
    if after is not None and moment < after:
        why = f"{label}不能早于事件发生的时间（{after.astimezone(SHANGHAI):%Y-%m-%d %H:%M}）"
        raise Unacceptable(f"{why}。", fields={field: why})
    if day_of(at) > day_of(moment) and not said(told, "late_why"):
        raise Unacceptable(f"{LATE}。", fields={"late_why": LATE})


def enter(doing: Doing, facts: Mapping[str, Any] | None = None, **links: Any) -> IncidentAct:
    """Write the act's row; days and moments in its facts as text."""
    made: IncidentAct = IncidentAct.objects.create(
        incident=doing.incident,
        act=doing.act,
        happened_at=doing.happened_at,
        late_why=said(doing.told, "late_why"),
        facts={name: plain(value) for name, value in (facts or {}).items() if value not in (None, "")},
        words=doing.words,
        is_shared=doing.act in SHARED,
        by_id=doing.actor.officer_id,
        at=doing.at,
        **links,
    )
    return made


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else value


def tell_office(doing: Doing, content: Mapping[str, Any]) -> Dispatch:
    """Tell the office of the site: 视为通报 from a centre, 抄送 from a prison. A late entry says so in its title."""
    incident, nth = doing.incident, IncidentAct.objects.filter(incident=doing.incident).count() + 1
    late = "（补录）" if day_of(doing.at) > doing.on else ""
    name = mask(incident.person.name) if incident.person else ""
    title = f"{incident.site.short_name}{name}{Kind(incident.kind).label}：{doing.act.label}{late}"
    return send(
        actor=doing.actor, sender=incident.site, recipient=incident.office, legal_mode=mode_of(incident),
        kind=f"incidents.{doing.act.value}", title=title, masked_title=title,
        summary=said(doing.told, "late_why"), basis=basis_of(incident),
        content={
            "incident": incident.pk, "kind": incident.kind, "act": doing.act.value, "number": incident.number,
            "happened_at": doing.happened_at, "entered_at": doing.at, "late_why": said(doing.told, "late_why"),
            "words": doing.words, **{name: plain(value) for name, value in content.items()},
        },
        key=f"incident:{incident.pk}:{nth}", address=incident.get_absolute_url(),
        sender_address=incident.get_absolute_url(), at=doing.at,
    )  # fmt: skip


def mode_of(incident: Incident) -> Mode:
    return Mode.NOTIFIED if incident.law_place is Place.CENTRE else Mode.COPY


def basis_of(incident: Incident) -> str:
    """The text a report stands on, of the day of the event; of what no text orders, the agreement of both sides."""
    on, is_death = day_of(incident.occurred_at), incident.kind == Kind.DEATH
    if incident.law_place is Place.CENTRE:
        more = f"；{DEATHS_CENTRE.cite('5').formal}" if is_death else ""
        return f"{SHARING.name}第三部分{more}"
    if not is_death:
        return AGREED
    prisons = PRISONS_2026.cite("81") if on >= PRISONS_2026.since else PRISONS_2012.cite("55")
    return f"{prisons.formal}；{DEATHS_PRISON.cite('5').formal}"
