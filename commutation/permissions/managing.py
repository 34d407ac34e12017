"""The case manager's acts: flow, never merits."""

from __future__ import annotations

from commutation.models import FlowNotice
from commutation.permissions.opinions import DRAFTERS, LEADERS
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import Role

MANAGERS = LEADERS | {Role.CASE_MANAGER}
FLOW_READERS = DRAFTERS | MANAGERS


def may_manage(actor: Actor) -> Refusal | None:
    """Accept, allot, watch the flow, register what was filed before the system began."""
    if actor.role in MANAGERS:
        return None
    return Refusal("role", "受理、分案、流程监控由案件管理人员办理，检察长可以直接办理。")


def may_answer(actor: Actor, notice: FlowNotice) -> Refusal | None:
    """The office the notice was given to answers it."""
    if actor.role in DRAFTERS and notice.office_id in actor.desks:
        return None
    return Refusal("role", "流程监控通知书由收到的办案部门回复。")


def may_close(actor: Actor, notice: FlowNotice) -> Refusal | None:
    """Whoever gave the notice ends it."""
    if may_manage(actor) is None and notice.organ_id in actor.desks:
        return None
    return Refusal("role", "流程监控通知书由发出的案件管理部门办结。")
