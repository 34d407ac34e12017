"""A site changes hands: its meetings go on with the office that supervises it now; minutes stay whose they were."""

from __future__ import annotations

from meetings.models import AgreedItem, Meeting, Series
from meetings.states import BEFORE, FollowUp
from procuratorate.audit.services import record
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

UNFINISHED = (FollowUp.RUNNING, FollowUp.REPORTED)


def pass_on(*, giver: Organ, taker: Organ, site: Organ, actor: Actor) -> int:
    """Series of `giver` with the site and all within it become the taker's; how many.

    With them go meetings not yet begun, and what was agreed and is not done: the clocks of it have moved already. A
    series the taker has with the same organ stays as it is.
    """
    moved = 0
    for series in Series.objects.filter(office=giver, site__path__startswith=site.path):
        if Series.objects.filter(office=taker, site=series.site_id).exists():
            continue
        Series.objects.filter(pk=series.pk).update(office=taker, former=[*series.former, giver.pk])
        coming = Meeting.objects.filter(series=series, state__in=BEFORE)
        coming.filter(host=giver).update(host=taker, office=taker)
        coming.update(office=taker)
        left = AgreedItem.objects.filter(item__meeting__series=series, state__in=UNFINISHED)
        left.filter(organ=giver).update(organ=taker)
        left.filter(reporter=giver).update(reporter=taker)
        record(actor=actor, act="meetings.take_over", target=series, detail={"from": giver.pk, "to": taker.pk})
        moved += 1
    return moved
