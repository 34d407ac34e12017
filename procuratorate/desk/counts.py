"""The small figures on the rail and the bell: three or four questions a page, each over an index."""

from __future__ import annotations

from datetime import date

from commutation.models import Sending
from commutation.selectors.acceptances import waiting_parcels
from commutation.selectors.opinions import waiting_count
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.selectors import figures
from procuratorate.deadlines.states import State
from procuratorate.dispatch.selectors import reads, shown, unread_count
from procuratorate.notices.selectors.lists import to_sign as notices_to_sign
from procuratorate.notices.selectors.lists import waiting_count as notices_waiting
from procuratorate.organs.actors import Actor
from procuratorate.organs.states import PROCURATORS, Role


def rail_counts(actor: Actor, on: date) -> dict[str, str]:
    """By address: lists whose clock runs, papers to sign, clocks that press, arrivals. Nothing is no figure."""
    if not reads(actor):
        return {}
    counts = {"/inbox/": unread_count(actor), "/deadlines/": _pressing(actor, on), "/notices/": notices_waiting(actor)}
    if actor.role in PROCURATORS:
        counts["/opinions/to-sign/"] = waiting_count(actor, on) + notices_to_sign(actor, on).order_by().count()
        counts["/cases/"] = Sending.objects.visible_to(actor).filter(clock__state=State.OPEN).count()
    if actor.role == Role.CASE_MANAGER:
        counts["/acceptance/"] = waiting_parcels(actor)
    return {address: shown(count) for address, count in counts.items() if count}


def _pressing(actor: Actor, on: date) -> int:
    counted = figures(Deadline.objects.filter(organ__in=actor.desks), on)
    return counted["overdue"] + counted["today"] + counted["soon"]
