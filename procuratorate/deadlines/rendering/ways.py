"""Where a line of a list of clocks leads."""

from __future__ import annotations

from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import opens
from procuratorate.organs.states import Side


def way_to(clock: Deadline, actor: Actor) -> str:
    """The page where an officer of this post handles it; "" where that is another post's or the other side's.

    A superior 院 reads on below; a bureau sees that its prison's clock runs, and not what the prison was told.
    """
    is_party = clock.organ_id in actor.desks or clock.counterpart_id in actor.desks
    if not is_party and actor.side != Side.PROCURATORATE:
        return ""
    address: str = clock.address
    return address if address and opens(actor, address) else ""
