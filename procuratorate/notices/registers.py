"""检察纠正违法情况登记表: every notice sent to a site, by the day it was sent (S112); and the diary's line about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from procuratorate.documents.registers import Line, fills
from procuratorate.lib.clock import day_of
from procuratorate.notices.selectors.register import Period, lines_of, registered
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

DIARY = "其他检察工作情况记录"


@fills("registers.prison_violations")
@fills("registers.centre_violations")
def corrected(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """One line for a notice, with its points and what became of them."""
    for notice, cells in lines_of(registered(actor, Period(since, until), unit=site.pk)):
        on = day_of(notice.issued_at) if notice.issued_at else since
        yield Line(f"notice-{notice.pk}", on, cells, tuple(notice.persons), notice.get_absolute_url())


@fills("registers.prison_diary")
@fills("registers.centre_diary")
def told(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """Oral corrections, notices and suggestions of the day, by name and number."""
    for notice in registered(actor, Period(since, until), unit=site.pk).order_by("issued_at", "pk"):
        on = notice.spoken_on or day_of(notice.issued_at)
        if since <= on <= until:
            number = f"（{notice.number}）" if notice.number else ""
            yield Line(f"day-{on}", on, {DIARY: f"{'作出' if notice.is_oral else '发出'}{notice.name}{number}"})
