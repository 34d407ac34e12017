"""Who writes down what the papers say: the prison of its own people, the office of what was sent to it."""

from __future__ import annotations

from datetime import date

from commutation.models import Filing
from commutation.particulars import SUBJECTS
from commutation.permissions.levels import WARD_STAFF
from commutation.permissions.materials import may_add_paper
from commutation.permissions.reviews import may_handle
from commutation.states import FilingState
from commutation.states.particulars import Topic
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS


def may_tell(actor: Actor, filing: Filing, topic: Topic | None, on: date) -> Refusal | None:
    """Write down a topic, or any at all. What wards may not read they do not write."""
    if actor.role in PROCURATORS:
        return _may_check(actor, filing, topic, on)
    if topic and SUBJECTS[topic].of_office:
        return Refusal("role", f"{topic.label}由检察院核查后登记。")
    if topic and SUBJECTS[topic].restricted and actor.role in WARD_STAFF:
        return Refusal("role", f"{topic.label}由刑罚执行科登记。请把材料交刑罚执行科内勤。")
    return may_add_paper(actor, filing)


def _may_check(actor: Actor, filing: Filing, topic: Topic | None, on: date) -> Refusal | None:
    if topic == Topic.COPY and filing.filed_at is not None:
        return Refusal("state", "本件已在本系统登记报送并抄送副本，收到的时间见送达记录，不另登记。")
    if filing.state in (FilingState.DROPPED, FilingState.WITHDRAWN):
        return Refusal("state", f"本件{filing.get_state_display()}，核查情况不再登记。")
    return may_handle(actor, filing.prison_id, on)
