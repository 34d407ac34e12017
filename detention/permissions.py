"""Who reads, records and judges in a detention centre."""

from __future__ import annotations

from detention.models import Committal, Delivery, Detainee, Finding
from detention.states import COMMITTAL_MOVES, FINDING_MOVES, CommittalState, DeliveryState, Presence, View
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import CENTRE_STAFF, PROCURATORS, Role, Side

READERS = CENTRE_STAFF | PROCURATORS
SETTLERS = frozenset({Role.PROCURATOR, Role.DEPARTMENT_HEAD, Role.DEPUTY_CHIEF, Role.CHIEF})
MACHINES = frozenset({Side.BUILDER, Side.SERVICE})


def may_admit(actor: Actor) -> Refusal | None:
    """Register somebody who came: officers of a centre."""
    if actor.side == Side.BUILDER or actor.role in CENTRE_STAFF:
        return None
    return Refusal("role", "收押由看守所民警登记。发现有误，请告知看守所。")


def may_record(actor: Actor, detainee: Detainee) -> Refusal | None:
    """Write down what happened to somebody: officers of the very centre, while he is there."""
    if actor.side == Side.BUILDER:
        return None
    if actor.role not in CENTRE_STAFF or not actor.owns(detainee.centre_id):
        return Refusal("role", "羁押登记由所在看守所办理。发现有误，请告知看守所。")
    if detainee.state != Presence.IN:
        return Refusal("left", "此人已经出所，不能再登记。")
    return None


def may_issue_notice(actor: Actor, detainee: Detainee) -> Refusal | None:
    """Sign a notice that a period is about to end: the head of the centre, or the officer he lets."""
    return may_record(actor, detainee)


def may_propose(actor: Actor, centre: Organ) -> Refusal | None:
    """Propose or sign the list of shared items: the head of the centre, a procurator of its office."""
    if actor.side == Side.BUILDER or side_of(actor, centre):
        return None
    return Refusal("role", "共享项目由看守所所长和驻所检察官双方签署。")


def side_of(actor: Actor, centre: Organ) -> str:
    """For which side an actor signs: "centre", "office" or nobody's."""
    if actor.role == Role.CENTRE_HEAD and actor.owns(centre.pk):
        return "centre"
    return "office" if actor.role in SETTLERS and actor.sees(centre.pk) else ""


def may_tell(actor: Actor, centre: Organ) -> Refusal | None:
    """Send the seven items of a day: officers of the centre."""
    if actor.side == Side.BUILDER or (actor.role in CENTRE_STAFF and actor.owns(centre.pk)):
        return None
    return Refusal("role", "每日七项由看守所民警发送。")


def may_commit(actor: Actor, delivery: Delivery) -> Refusal | None:
    """Write or give up a checked roster: officers of the centre it is of."""
    if refusal := may_tell(actor, delivery.centre):
        return refusal
    if delivery.state not in {DeliveryState.CHECKED, DeliveryState.COMMITTING}:
        return Refusal("state", f"这份名册现在是“{delivery.get_state_display()}”，不能这样办理。")
    return None


def may_settle(actor: Actor, finding: Finding, act: str) -> Refusal | None:
    """Decide what a finding is: a procurator whose reach has the centre."""
    if actor.role not in SETTLERS or not actor.sees(finding.centre_id):
        return Refusal("role", "疑点由承办检察官核查认定。")
    if act not in FINDING_MOVES or finding.state not in FINDING_MOVES[act].sources:
        return Refusal("state", f"这条疑点现在是“{finding.get_state_display()}”，不能这样办理。")
    return None


def may_draft_correction(actor: Actor, centre_id: int) -> Refusal | None:
    """Draft a notice from findings: a procurator whose reach has the centre."""
    if actor.role in SETTLERS and actor.sees(centre_id):
        return None
    return Refusal("role", "纠正文书由承办检察官拟制。")


INTAKE = frozenset({Role.EXECUTION_CLERK, Role.EXECUTION_HEAD, Role.DEPUTY_WARDEN, Role.WARDEN})
REFUSERS = INTAKE - {Role.EXECUTION_CLERK}
OBLIGERS = frozenset({Role.DEPUTY_CHIEF, Role.CHIEF})
BOTH_ENDS = READERS | INTAKE


def may_deliver(actor: Actor, detainee: Detainee) -> Refusal | None:
    """Hand somebody to a prison: officers of the centre that holds him."""
    return may_record(actor, detainee)


def may_call_back(actor: Actor, committal: Committal) -> Refusal | None:
    """End an attempt without result: the centre that made it."""
    if actor.role not in CENTRE_STAFF or not actor.owns(committal.centre_id):
        return Refusal("role", "撤回送交由送交的看守所办理。")
    return _open_to(committal, "call_back")


def may_admit_committed(actor: Actor, committal: Committal) -> Refusal | None:
    """Take somebody in: the execution section or the leaders of the prison he is sent to."""
    if actor.role not in INTAKE or not actor.owns(committal.prison_id):
        return Refusal("role", "收监由接收监狱的刑罚执行科办理。")
    return _open_to(committal, "admit")


def may_refuse_intake(actor: Actor, committal: Committal) -> Refusal | None:
    """Not take somebody in: signed by the head of the section or a leader."""
    if actor.role not in REFUSERS or not actor.owns(committal.prison_id):
        return Refusal("role", "不予收监由监狱刑罚执行科科长或者监狱领导签署。")
    return _open_to(committal, "refuse")


def may_note_family(actor: Actor, committal: Committal) -> Refusal | None:
    """Write down that the family was told, once: the prison that took him in."""
    if actor.role not in INTAKE or not actor.owns(committal.prison_id):
        return Refusal("role", "通知家属由收监的监狱登记。")
    if committal.state != CommittalState.ADMITTED or committal.family_told_on:
        return Refusal("state", "没有收监，或者已经登记过通知家属。")
    return None


def may_view_refusal(actor: Actor, committal: Committal) -> Refusal | None:
    """Weigh the reasons of a refusal: a procurator with duty over the prison, not only over the centre."""
    if actor.role not in SETTLERS or not actor.sees(committal.prison_id):
        return Refusal("role", "不予收监的理由，由对该监狱承担检察职责的检察院审查；驻看守所的可以通报。")
    return _open_to(committal, "oblige")


def may_oblige(actor: Actor, committal: Committal) -> Refusal | None:
    """Sign that the prison has to take him in: the chief or the deputy in charge, on a procurator's view."""
    if actor.role not in OBLIGERS or not actor.sees(committal.prison_id):
        return Refusal("role", "书面意见由检察长或者分管副检察长签发。")
    if committal.view != View.FAILS:
        return Refusal("view", "承办检察官还没有提出“理由不成立”的审查意见。")
    return _open_to(committal, "oblige")


def may_refer(actor: Actor, committal: Committal) -> Refusal | None:
    """Tell the 院 of the prison's place of a refusal: procurators of the centre's office, once."""
    if actor.role not in SETTLERS or not actor.sees(committal.centre_id) or actor.sees(committal.prison_id):
        return Refusal("role", "通报由驻看守所检察室向监狱所在地的检察院办理；本院对该监狱有检察职责的，直接审查。")
    if committal.referral_id is not None:
        return Refusal("state", "已经通报过。")
    return _open_to(committal, "oblige")


def _open_to(committal: Committal, act: str) -> Refusal | None:
    if committal.state in COMMITTAL_MOVES[act].sources:
        return None
    return Refusal("state", f"这一次送交现在是“{committal.get_state_display()}”，不能这样办理。")
