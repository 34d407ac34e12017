"""Facts nobody touched go on changing: days pass, a calendar is put right. Daily each open list is judged again."""

from __future__ import annotations

from datetime import date, datetime

from commutation.models import Batch
from commutation.services.rejudging import TOPIC
from commutation.states import OPEN_FILINGS, SENT
from procuratorate.deadlines.models import CalendarNotice
from procuratorate.lib.clock import day_of
from procuratorate.organs.actors import service_actor
from procuratorate.work.models import Outbox
from procuratorate.work.services import enqueue

SWEEPER = service_actor("sweep_findings")
AT_ONCE = 100


def sweep_findings(*, at: datetime) -> int:
    """Leave word to judge the open lists not judged today by today's calendar: at most a hundred, the rest next time.

    Returns how many. What was settled stays, what did not change is not written (`refresh_findings`).
    """
    waiting = _waiting(day_of(at))
    for key, pk in waiting.items():
        enqueue(topic=TOPIC, key=key, payload={"model": "commutation.batch", "pk": pk})
    return len(waiting)


def _waiting(on: date) -> dict[str, int]:
    """Key → list, of those sent whose court has not ruled on everybody; a new notice of holidays asks once more."""
    calendar = CalendarNotice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = Batch.objects.filter(state__in=SENT, filings__state__in=OPEN_FILINGS).order_by("pk").distinct()
    keys = {f"daily:{on}:{calendar}:{pk}": pk for pk in rows.values_list("pk", flat=True)}
    known = set(Outbox.objects.filter(key__in=keys).values_list("key", flat=True))
    return dict([(key, pk) for key, pk in keys.items() if key not in known][:AT_ONCE])
