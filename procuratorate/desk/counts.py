"""The small figures on the rail and the bell: three or four questions a page, each over an index."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


def rail_counts(actor: Actor, on: date, known: Mapping[str, int]) -> dict[str, str]:
    """By address: lists whose clock runs, papers to sign, clocks that press, arrivals. Nothing is no figure.

    `known`: what the page has counted itself for this answer, and need not be counted again.
    """
    if not reads(actor):
        return {}
    asked: dict[str, Callable[[], int]] = {
        "/inbox/": lambda: unread_count(actor),
        "/deadlines/": lambda: pressing(figures(Deadline.objects.filter(organ__in=actor.desks), on)),
        "/notices/": lambda: notices_waiting(actor),
    }
    if actor.role in PROCURATORS:
        asked["/opinions/to-sign/"] = lambda: waiting_count(actor, on) + notices_to_sign(actor, on).order_by().count()
        asked["/cases/"] = lambda: Sending.objects.visible_to(actor).filter(clock__state=State.OPEN).count()
    if actor.role == Role.CASE_MANAGER:
        asked["/acceptance/"] = lambda: waiting_parcels(actor)
    counts = {address: known[address] if address in known else count() for address, count in asked.items()}
    return {address: shown(count) for address, count in counts.items() if count}


def pressing(counted: Mapping[str, int]) -> int:
    """Of the figures of one's clocks those that stand on the rail."""
    return counted["overdue"] + counted["today"] + counted["soon"]
