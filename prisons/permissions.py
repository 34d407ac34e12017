"""Who reads and who writes the records of inmates."""

from __future__ import annotations

from prisons.models import Inmate, Roster
from prisons.states import RosterState
from procuratorate.custody.permissions import may_record
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PRISON_STAFF, PROCURATORS, Role

READERS = PRISON_STAFF | PROCURATORS | {Role.BUREAU_OFFICER, Role.CASE_MANAGER}
CLERKS = frozenset({Role.EXECUTION_CLERK, Role.EXECUTION_HEAD})
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
