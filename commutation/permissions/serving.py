"""Who opens a dossier for somebody who serves in a centre."""

from __future__ import annotations

from detention.law import Phase
from detention.models import Detainee
from detention.states import Presence
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import CENTRE_STAFF


def may_open_dossier(actor: Actor, detainee: Detainee) -> Refusal | None:
    """Officers of the very centre, of who serves there now."""
    if actor.role not in CENTRE_STAFF or not actor.owns(detainee.centre_id):
        return Refusal("role", "留所服刑罪犯的档案由所在看守所建立。")
    if detainee.state != Presence.IN or detainee.stage is None or detainee.stage.phase != Phase.SERVING:
        return Refusal("phase", "只有留所服刑的罪犯在这里建档；先在羁押登记里变更环节为“留所服刑”。")
    return None
