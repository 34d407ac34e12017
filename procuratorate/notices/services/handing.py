"""A post handed over: drafts go to the taker; the steps go on telling who began them, and that one never signs."""

from __future__ import annotations

from procuratorate.notices.models import Notice
from procuratorate.notices.states import WRITING
from procuratorate.organs.models import Assignment


def hand_over_drafts(*, giver: Assignment, taker: Assignment) -> int:
    """The taker writes on what the giver began."""
    rows = Notice.objects.filter(drafter=giver.officer_id, office=giver.organ_id, state__in=WRITING)
    return int(rows.update(drafter=taker.officer_id))
