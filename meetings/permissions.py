"""Who may prepare, note, remark, sign and follow up. A side is the half of the series one's own house belongs to."""

from __future__ import annotations

from meetings.models import AgreedItem, Meeting
from meetings.states import SECRETARIES, SIGNERS, MeetingState
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import PROCURATORS, Role

NOT_SECRETARY = Refusal("role", "会议的筹备、记录由双方的会议秘书（书记员、检察官助理、承办检察官；刑罚执行科）办理。")
NOT_HOST = Refusal("not_host", "这一步由本次会议的主办单位办理。对方可以提出议题、核对意见。")
NOT_A_SIDE = Refusal("not_a_side", "您所在的单位不是本次会议的一方。")


def office_of(meeting: Meeting) -> Organ:
    """The procuratorial side: who met, and once the minutes are issued whoever supervises the site by now."""
    office: Organ = meeting.series.office if meeting.state == MeetingState.ISSUED else meeting.office
    return office


def side_of(actor: Actor, meeting: Meeting) -> Organ | None:
    """The side an actor's post belongs to; never both. A superior 院 or the bureau reads, and acts for neither."""
    return next((one for one in (office_of(meeting), meeting.site) if one.pk in actor.desks), None)


def may_found(actor: Actor, office: Organ, site: Organ) -> Refusal | None:
    """Begin a series: the procuratorial side, for an organ it supervises."""
    if actor.role not in SECRETARIES | SIGNERS or actor.role not in PROCURATORS | {Role.SECRETARY}:
        return Refusal("role", "联席会议由检察机关一方建立。")
    if office.pk not in actor.desks or not actor.sees(site.pk):
        return Refusal("outside", f"{site.name}不由{office.name}监督，不能建立联席会议。")
    return None


def may_host(actor: Actor, meeting: Meeting) -> Refusal | None:
    """Prepare and note: a secretary of the host."""
    if actor.role not in SECRETARIES:
        return NOT_SECRETARY
    return None if meeting.host_id in actor.desks else NOT_HOST


def may_plan(actor: Actor, host: Organ) -> Refusal | None:
    if actor.role not in SECRETARIES:
        return NOT_SECRETARY
    return None if host.pk in actor.desks else NOT_HOST


def may_propose(actor: Actor, meeting: Meeting) -> Refusal | None:
    """Bring an item: either secretary, while items are collected."""
    if actor.role not in SECRETARIES:
        return NOT_SECRETARY
    return None if side_of(actor, meeting) else NOT_A_SIDE


def may_remark(actor: Actor, meeting: Meeting) -> Refusal | None:
    """Remark on the draft: anybody of either side who reads it, while it is being compared."""
    if side_of(actor, meeting) is None or actor.role not in SECRETARIES | SIGNERS:
        return NOT_A_SIDE
    if meeting.state != MeetingState.SHARED:
        return Refusal("state", f"现在是“{meeting.get_state_display()}”，核对意见在双方核对时提出。")
    return None


def may_sign(actor: Actor, meeting: Meeting) -> Refusal | None:
    """Countersign for one's side: its leaders."""
    if actor.role not in SIGNERS:
        return Refusal("role", "纪要由双方负责人会签。")
    if side_of(actor, meeting) is None:
        return NOT_A_SIDE
    if meeting.state != MeetingState.SIGNING:
        return Refusal("state", f"现在是“{meeting.get_state_display()}”，还不能会签。")
    return None


def may_report(actor: Actor, agreed: AgreedItem) -> Refusal | None:
    """Say that it is done: the side that owes it, or either where both do."""
    side = side_of(actor, agreed.item.meeting)
    if side is None or actor.role not in SECRETARIES | SIGNERS:
        return NOT_A_SIDE
    if agreed.organ_id is not None and agreed.organ_id != side.pk:
        return Refusal("not_the_owner", f"这一项由{agreed.organ}办理，由其报办结。")
    return None


def may_close(actor: Actor, agreed: AgreedItem) -> Refusal | None:
    """Close or send back: a person of the other side than reported it."""
    side = side_of(actor, agreed.item.meeting)
    if side is None or actor.role not in SECRETARIES | SIGNERS:
        return NOT_A_SIDE
    if agreed.reporter_id == side.pk:
        return Refusal("own_report", "本方报办结的事项由对方核对后销号。")
    return None


def collects(meeting: Meeting, at: object) -> bool:
    """Whether items are still collected from the other side (to the end of the last day)."""
    return meeting.state == MeetingState.CALLED and day_of(at) <= meeting.proposals_until  # type: ignore[arg-type]
