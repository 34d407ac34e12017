"""检察纠正违法情况登记表: every notice sent to a site, by the day it was sent, from what is on record (S112)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from procuratorate.documents.registers import Line, fills
from procuratorate.lib.clock import day_of
from procuratorate.notices.selectors.register import Period, lines_of, registered
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


@fills("registers.prison_violations")
@fills("registers.centre_violations")
def corrected(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """One line for a notice, with its points and what became of them."""
    for notice, cells in lines_of(registered(actor, Period(since, until), unit=site.pk)):
        on = day_of(notice.issued_at) if notice.issued_at else since
        yield Line(f"notice-{notice.pk}", on, cells, tuple(notice.persons), notice.get_absolute_url())
