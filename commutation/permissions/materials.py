"""Who may put papers to a filing, and replace them."""

from __future__ import annotations

from commutation.models import Filing
from commutation.permissions.batches import CLERKS, SENDERS
from commutation.permissions.levels import WARD_STAFF
from commutation.states import BatchState, FilingState
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor

_SETTLED = frozenset({FilingState.DROPPED, FilingState.WITHDRAWN, FilingState.RULED})


def may_add_paper(actor: Actor, filing: Filing) -> Refusal | None:
    """A ward for its own people while the list is open, the execution section until the ruling."""
    if not actor.owns(filing.ward_id):
        return Refusal("not_yours", "这一名不在本监区，不能上传材料。")
    if filing.state in _SETTLED:
        return Refusal("state", f"这一名{filing.get_state_display()}，材料不再增改。")
    if actor.role in CLERKS | SENDERS:
        return None
    if actor.role in WARD_STAFF and filing.batch.state == BatchState.OPEN:
        return None
    return Refusal("role", "名单定稿以后，材料由刑罚执行科增改。请联系刑罚执行科内勤。")
