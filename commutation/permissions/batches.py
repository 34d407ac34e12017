"""Who may do what with a batch. Each predicate answers a Refusal, or None."""

from __future__ import annotations

from commutation.models import Batch, Filing, Upload
from commutation.states import PLANNED, BatchState, FilingState
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS, SERVING_STAFF, Role

# Of those who serve in a centre, its officers do what the execution section does, its head what section and warden do.
CLERKS = frozenset({Role.EXECUTION_CLERK, Role.EXECUTION_HEAD, Role.CENTRE_OFFICER, Role.CENTRE_HEAD})
NOMINATORS = CLERKS | {Role.WARD_OFFICER, Role.WARD_HEAD}
SENDERS = frozenset({Role.EXECUTION_HEAD, Role.DEPUTY_WARDEN, Role.WARDEN, Role.CENTRE_HEAD})
READERS = PROCURATORS | {Role.CASE_MANAGER}
STAFF = SERVING_STAFF

# Why a list is closed, and what to do instead.
CLOSED = {
    BatchState.READY: "名单已定稿待发送。不能再增改；确需改的，请刑罚执行科在批次页“退回编制”，改好再定稿。",
    BatchState.CONSULTING: "名单已发出征求意见。发出的内容不能再改；不再提请的"
    "由刑罚执行科办理退出，漏报的列入下一批次。",
    BatchState.FILED: "本批次已报送。报送的内容不能再改；漏报的，列入下一批次。",
    BatchState.CANCELLED: "本批次已撤销。请到批次列表打开现在的批次，或由刑罚执行科建立新批次。",
}


def may_plan(actor: Actor, batch: Batch | None = None) -> Refusal | None:
    """Create a batch, or change its name and dates: the execution section."""
    if actor.role not in CLERKS:
        return Refusal("role", "批次和方案由刑罚执行科办理。请联系刑罚执行科内勤或科长。")
    if batch is not None and batch.state not in PLANNED:
        return Refusal("state", f"本批次{batch.get_state_display()}，方案不能再改。")
    return None


def may_nominate(actor: Actor, batch: Batch) -> Refusal | None:
    """Put people on the list: wards for themselves, the execution section for all, while the list is open."""
    if actor.role not in NOMINATORS:
        return Refusal("role", "提名由监区和刑罚执行科办理。您可以查看名单。")
    return None if batch.state == BatchState.OPEN else Refusal("state", CLOSED[BatchState(batch.state)])


def may_ask_of_upload(actor: Actor, upload: Upload) -> Refusal | None:
    """Ask again for what became of an upload, whatever the state of its batch by now."""
    if actor.role not in NOMINATORS:
        return Refusal("role", "提名由监区和刑罚执行科办理。您可以查看名单。")
    return None if actor.owns(upload.organ_id) else Refusal("not_yours", "这次导入不是本单位报送的。")


def may_handle_upload(actor: Actor, upload: Upload) -> Refusal | None:
    """Commit or discard an upload: whoever may nominate, within whose house it was made."""
    return may_ask_of_upload(actor, upload) or may_nominate(actor, upload.batch)


def may_drop(actor: Actor, batch: Batch) -> Refusal | None:
    """Take people off the list, with a reason: wards before the list closes, the execution section until filing."""
    if batch.state == BatchState.CONSULTING and actor.role in CLERKS:
        return None
    return may_nominate(actor, batch)


def may_amend(actor: Actor, filing: Filing) -> Refusal | None:
    """Mend one nomination by hand."""
    if not actor.owns(filing.ward_id):
        return Refusal("not_yours", "这一名不在本监区，不能修改。")
    return may_nominate(actor, filing.batch)


def may_prepare(actor: Actor) -> Refusal | None:
    """Close the list for sending, or open it again: the execution section."""
    return None if actor.role in CLERKS else Refusal("role", "定稿由刑罚执行科办理。")


def may_send(actor: Actor, batch: Batch) -> Refusal | None:
    """Send as consultation or register as filed: the head of the section, the deputy warden or the warden."""
    if actor.role in SENDERS and actor.owns(batch.prison_id):
        return None
    return Refusal("role", "发送由刑罚执行科科长、监狱领导或者看守所所长办理。内勤可以先定稿，再请科长发送。")


def may_cancel(actor: Actor) -> Refusal | None:
    return None if actor.role in SENDERS else Refusal("role", "撤销批次由刑罚执行科科长或监狱领导办理。")


def may_extend(actor: Actor, filing: Filing) -> Refusal | None:
    """Lengthen the review of one case: the chief or the deputy in charge, once the copy has arrived."""
    if actor.role not in (Role.CHIEF, Role.DEPUTY_CHIEF):
        return Refusal("role", "延长审查期限须经检察长批准，由检察长或者分管副检察长办理。")
    if filing.state != FilingState.FILED:
        return Refusal("state", "还没有收到建议书副本，法定审查期限没有开始，不能延长。")
    return None
