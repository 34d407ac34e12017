"""The diary's figures: came, left, held, day by day. Counted as a service: recusal changes no figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q

from procuratorate.custody.models import Custody
from procuratorate.documents.registers.filling import Line, fills
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind

COUNTING = service_actor("registers")
HEADS = {Kind.PRISON.value: ("收监", "出监"), Kind.CENTRE.value: ("收押", "出所")}


@fills("registers.prison_diary")
@fills("registers.centre_diary")
def figures(actor: Actor, site: Organ, since: date, until: date) -> Iterator[Line]:
    """A line a day. Held: at the end of the day; who leaves that day is counted among those who left."""
    came, left, held = _counted(site, since, until)
    into, out = HEADS[site.kind]
    day = since
    while day <= until:
        held += came.get(day, 0) - left.get(day, 0)
        cells = {"登记日期": str(day), into: str(came.get(day, 0)), out: str(left.get(day, 0)), "实有": str(held)}
        yield Line(f"day-{day}", day, cells)
        day += timedelta(days=1)


def _counted(site: Organ, since: date, until: date) -> tuple[dict[date, int], dict[date, int], int]:
    with acting_as(COUNTING):
        rows = Custody.objects.filter(organ=site).order_by()
        came = dict(rows.filter(since__range=(since, until)).values_list("since").annotate(Count("pk")))
        left = dict(rows.filter(until__range=(since, until)).values_list("until").annotate(Count("pk")))
        before = Q(since__lt=since) | Q(since=None)
        held = rows.filter(before).filter(Q(until=None) | Q(until__gte=since)).count()
    return came, left, held
