"""Who holds the law against a nomination before it is sent."""

from __future__ import annotations

from commutation.models import Filing
from commutation.permissions.batches import CLERKS, SENDERS
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor


def may_read_law(actor: Actor, filing: Filing) -> Refusal | None:
    """The section and the leaders: it rests on papers wards may not read."""
    if actor.role in CLERKS | SENDERS and actor.owns(filing.prison_id):
        return None
    return Refusal("role", "逐条自查由刑罚执行科办理，其中有监区不能查阅的材料。")
