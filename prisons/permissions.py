"""Who reads and who writes the records of inmates."""

from __future__ import annotations

from prisons.models import Departure, Inmate, Roster
from prisons.states import DEPARTURE_MOVES, Presence, RosterState
from procuratorate.custody.permissions import may_record
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import CENTRE_STAFF, PROCURATORS, SERVING_STAFF, Kind, Role

READERS = SERVING_STAFF | PROCURATORS | {Role.BUREAU_OFFICER, Role.CASE_MANAGER}
CLERKS = CENTRE_STAFF | {Role.EXECUTION_CLERK, Role.EXECUTION_HEAD}
WARDS = frozenset({Role.WARD_OFFICER, Role.WARD_HEAD})  # see no medical kinds (practice.md §5.2)


def may_edit(actor: Actor, inmate: Inmate) -> Refusal | None:
    """Change an inmate's dossier: the execution section of the prison that holds the inmate."""
    return may_record(actor, inmate.person)


def may_import(actor: Actor) -> Refusal | None:
    """Upload a roster: the execution section."""
    if actor.role in CLERKS:
        return None
    return Refusal("role", "花名册由监狱刑罚执行科导入。请联系刑罚执行科内勤。")


def may_commit(actor: Actor, roster: Roster) -> Refusal | None:
    """Write the good rows of a checked roster, or discard it."""
    refusal = may_import(actor)
    if refusal is not None:
        return refusal
    if not actor.owns(roster.organ_id):
        return Refusal("not_yours", "这份花名册不是本监狱的。")
    if roster.state != RosterState.CHECKED:
        return Refusal("state", f"这份花名册{roster.get_state_display()}，不能再写入。")
    return None


def may_register_departure(actor: Actor, inmate: Inmate) -> Refusal | None:
    """Register that somebody leaves: the execution section of the prison that holds the inmate."""
    if inmate.prison.kind == Kind.CENTRE:
        return Refusal("centre", "留所服刑的人，出所在看守所的羁押登记里办理。")
    if inmate.state != Presence.IN:
        return Refusal("state", "已经登记离监。需要恢复的，请在档案的“离监”一栏登记返回。")
    return may_record(actor, inmate.person)


def may_register_return(actor: Actor, departure: Departure) -> Refusal | None:
    """Register that somebody is back: the same section, while nobody else has received them."""
    if departure.state not in DEPARTURE_MOVES["come_back"].sources:
        return Refusal("state", f"这次离监{departure.get_state_display()}，不能再登记返回。")
    if actor.role not in CLERKS or not actor.owns(departure.prison_id):
        return Refusal("role", "返回由原监狱刑罚执行科登记。")
    return None


def may_receive(actor: Actor, departure: Departure) -> Refusal | None:
    """Confirm 调入: the execution section of the receiving prison."""
    if actor.role not in CLERKS or not actor.owns(departure.receiver_id):
        return Refusal("role", "调入由接收监狱刑罚执行科确认。")
    if departure.state not in DEPARTURE_MOVES["receive"].sources:
        return Refusal("state", f"这次调动{departure.get_state_display()}，不能再确认。")
    return None
