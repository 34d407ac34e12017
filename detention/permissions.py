"""Who reads, records and judges in a detention centre."""

from __future__ import annotations

from detention.models import Delivery, Detainee, Finding
from detention.states import FINDING_MOVES, DeliveryState, Presence
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
