"""Who reports, records and judges. The custody side reports; what it is worth is the procurator's to say."""

from __future__ import annotations

from procuratorate.incidents.law import Kind
from procuratorate.incidents.models import Incident, Recording
from procuratorate.incidents.states import OF_OFFICE, OF_SITE, Act, Source, State
from procuratorate.incidents.vocabulary import ABOUT, LASTING
from procuratorate.lib.errors import Refusal
from procuratorate.notices.permissions import may_draft
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import CENTRE_STAFF, PRISON_STAFF, PROCURATORS, Role, Side

STAFF = PRISON_STAFF | CENTRE_STAFF
READERS = STAFF | PROCURATORS
DECIDERS = frozenset({Role.PROCURATOR, Role.DEPARTMENT_HEAD, Role.DEPUTY_CHIEF, Role.CHIEF})
HANDLERS = PROCURATORS - {Role.SUPERVISOR}
DECIDED = frozenset(
    {Act.NO_DOUBT, Act.CONCLUDED, Act.OPINION, Act.KIN_ANSWERED, Act.KIN_REVIEWED, Act.CLOSED, Act.REOPENED}
)
VIEWERS = PROCURATORS | frozenset({Role.WARDEN, Role.DEPUTY_WARDEN, Role.CENTRE_HEAD})
AFTER_ALL = frozenset({Act.CORRECTED, Act.SUPPLEMENT, Act.CHECKED, Act.OPINION})  # also of what has been lifted


def may_report(actor: Actor, site: Organ) -> Refusal | None:
    """Write an event down and tell the office: officers of the site itself, in its name."""
    if actor.side == Side.BUILDER or (actor.role in STAFF and actor.owns(site.pk)):
        return None
    return Refusal("role", "事件由监狱、看守所登记并通报。监区发现的，请报告狱政（管教）部门登记。")


def may_record(actor: Actor, incident: Incident, act: Act) -> Refusal | None:
    """Record an act: the site its own, the office its own, and only what its kind and state admit."""
    if act in OF_SITE:
        refusal = may_report(actor, incident.site)
    elif act in OF_OFFICE:
        refusal = _of_office(actor, incident, act)
    else:
        refusal = Refusal("act", "通报随登记一并发出，不用另办。")
    return refusal or _admitted(incident, act)


def _of_office(actor: Actor, incident: Incident, act: Act) -> Refusal | None:
    if actor.side == Side.BUILDER:
        return None
    if actor.role not in HANDLERS or incident.office_id not in actor.desks:
        return Refusal("role", "这一项由承担派驻检察的人民检察院办理。")
    if act in DECIDED and actor.role not in DECIDERS:
        return Refusal("rank", f"“{act.label}”由检察官办理，检察官助理、书记员可以登记核查情况。")
    return None


def _admitted(incident: Incident, act: Act) -> Refusal | None:
    """What the kind and the state of the event leave room for."""
    kind = Kind(incident.kind)
    if kind not in ABOUT.get(act, frozenset(Kind)):
        return Refusal("kind", f"“{kind.label}”没有“{act.label}”这一项。")
    closed = incident.state == State.CLOSED
    lifted = incident.state == State.LIFTED and act not in AFTER_ALL and kind in LASTING and act in OF_SITE
    if (closed and act != Act.REOPENED) or (act == Act.REOPENED and not closed) or lifted:
        return Refusal("state", f"现在是“{incident.get_state_display()}”，不能再办“{act.label}”。")
    return None


def may_correct(actor: Actor, incident: Incident) -> Refusal | None:
    """Begin a notice to the site about it: the office that keeps the event; who drafts is the notices' to say."""
    if actor.role in HANDLERS and incident.office_id in actor.desks:
        return may_draft(actor)
    return Refusal("role", "纠正文书由承担派驻检察的人民检察院拟稿。")


def may_note(actor: Actor, incident: Incident) -> Refusal | None:
    """Name a recording: the site what it sealed, the office what it asked for."""
    if source_of(actor, incident):
        return None
    return Refusal("role", "录像由监所封存登记，或者由派驻检察人员调取登记。")


def source_of(actor: Actor, incident: Incident) -> str:
    """For which side an actor names a recording, or nobody's."""
    if may_report(actor, incident.site) is None:
        return Source.SITE
    return Source.OFFICE if actor.role in HANDLERS and incident.office_id in actor.desks else ""


def may_export(actor: Actor, recording: Recording) -> Refusal | None:
    """Write down that it was exported, and the hash of the file."""
    return may_note(actor, recording.incident)


def may_view(actor: Actor, recording: Recording) -> Refusal | None:
    """Look at a recording: procurators, and the leaders of the site."""
    if actor.role in VIEWERS and actor.is_officer:
        return None
    return Refusal("role", "录像由检察人员和监所领导调阅，每次调阅都有记录。")
