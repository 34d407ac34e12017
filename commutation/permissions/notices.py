"""Who may post a public notice, end it, and write down objections to it."""

from __future__ import annotations

from commutation.models import Batch, PublicNotice
from commutation.permissions.batches import CLERKS, SENDERS
from commutation.states import PLANNED
from commutation.states.levels import NoticeState
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor

BY_SECTION = CLERKS | SENDERS


def may_post(actor: Actor, batch: Batch) -> Refusal | None:
    """Register a notice as posted: the execution section, while the batch is at work."""
    if actor.role not in BY_SECTION:
        return Refusal("role", "公示由刑罚执行科登记。监区可以打印公示表张贴。")
    if batch.state not in PLANNED:
        return Refusal("state", f"本批次{batch.get_state_display()}，不能再登记公示。")
    return None


def may_handle(actor: Actor, notice: PublicNotice) -> Refusal | None:
    """End or void a notice, add its photographs."""
    if actor.role not in BY_SECTION:
        return Refusal("role", "公示由刑罚执行科登记。")
    if notice.state == NoticeState.VOID:
        return Refusal("state", "这份公示已作废，不能再办理。")
    return None


def may_hear_objections(actor: Actor, notice: PublicNotice) -> Refusal | None:
    """Write down objections and their answers: the section. Who objected stays hidden from wards."""
    if actor.role in BY_SECTION and actor.owns(notice.batch.prison_id):
        return None
    return Refusal("role", "异议由刑罚执行科登记和答复，监区不能查看异议人。")
