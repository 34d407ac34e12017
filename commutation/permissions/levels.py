"""Who may record a level, sign it, invite to it, and say what was said there."""

from __future__ import annotations

from commutation.models import Filing, SitIn, Sitting
from commutation.permissions.batches import CLERKS, SENDERS
from commutation.routes import OF_BUREAU, OF_WARDS
from commutation.states import PLANNED
from commutation.states.levels import Level, SittingState
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS, Role

WARD_STAFF = frozenset({Role.WARD_OFFICER, Role.WARD_HEAD})
SIT_INS = PROCURATORS - {Role.SUPERVISOR}


def may_record(actor: Actor, level: str, organ_id: int) -> Refusal | None:
    """Plan a sitting and write its record: a ward its own meetings, the execution section any of its prison."""
    if actor.role in CLERKS | SENDERS:
        return None
    if level not in OF_WARDS:
        return Refusal("role", f"{Level(level).label}由刑罚执行科登记。您可以登记本监区的会议。")
    if actor.role in WARD_STAFF and actor.owns(organ_id):
        return None
    return Refusal("role", "监区的会议由本监区或者刑罚执行科登记。")


def may_write(actor: Actor, sitting: Sitting) -> Refusal | None:
    """Change the record of a sitting that is not signed, while its batch is at work."""
    if refusal := may_record(actor, sitting.level, sitting.organ_id):
        return refusal
    if sitting.state not in (SittingState.PLANNED, SittingState.HELD):
        return Refusal("state", f"这次会议{sitting.get_state_display()}，记录不能再改。")
    if sitting.batch.state not in PLANNED and sitting.level not in OF_BUREAU:
        return Refusal("state", f"本批次{sitting.batch.get_state_display()}，层级记录不能再增改。")
    return None


def may_sign(actor: Actor, sitting: Sitting) -> Refusal | None:
    """Close a record with one's signature: the head of whoever met."""
    if sitting.level in OF_WARDS:
        if actor.role == Role.WARD_HEAD and actor.owns(sitting.organ_id):
            return None
        return (
            None if actor.role in SENDERS else Refusal("role", "监区会议记录由监区长签署，或者由刑罚执行科科长签署。")
        )
    if sitting.level == Level.SECTION and actor.role != Role.EXECUTION_HEAD:
        return Refusal("role", "刑罚执行科审查由科长签署。")
    return None if actor.role in SENDERS else Refusal("role", "记录由刑罚执行科科长或者监狱领导签署。")


def may_deliberate(actor: Actor, sitting: Sitting, filing: Filing) -> Refusal | None:
    """Record what a sitting said of one filing."""
    if refusal := may_write(actor, sitting):
        return refusal
    if filing.batch_id != sitting.batch_id:
        return Refusal("other_batch", "这一名不在本批次，不能在这次会议评议。")
    return None


def may_invite(actor: Actor, sitting: Sitting) -> Refusal | None:
    """Invite the resident office to sit in: the execution section, before the record is signed."""
    if actor.role not in CLERKS | SENDERS:
        return Refusal("role", "邀请检察机关列席由刑罚执行科办理。")
    if sitting.state not in (SittingState.PLANNED, SittingState.HELD):
        return Refusal("state", f"这次会议{sitting.get_state_display()}，不能再邀请。")
    return None


def may_record_sit_in(actor: Actor, sit_in: SitIn) -> Refusal | None:
    """Say whether one sat in, and what one said: the house the invited office is part of; a superior looks on."""
    if actor.role in SIT_INS and sit_in.office_id in actor.desks:
        return None
    return Refusal("role", "列席情况由受邀的派驻检察机关登记。您可以查看。")
