"""Wake-ups: a 回证 starts the period, an overdue reply has its next rung drafted, drafts change hands with a post."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from procuratorate.deadlines.events import reminder_due
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.states import ReminderStep
from procuratorate.dispatch.events import served
from procuratorate.dispatch.models import Dispatch, PaperService
from procuratorate.notices.services.handing import hand_over_drafts
from procuratorate.notices.services.rungs import draft_overdue
from procuratorate.notices.services.sending import SENT_KIND
from procuratorate.notices.services.serving import note_service
from procuratorate.organs.actors import Actor
from procuratorate.organs.events import handed_over
from procuratorate.organs.models import Assignment


@receiver(served, dispatch_uid="notices.served")
def begin_the_reply(*, dispatch: Dispatch, service: PaperService, actor: Actor, at: datetime, **kw: Any) -> None:
    if dispatch.kind == SENT_KIND:
        note_service(dispatch=dispatch, slip=service, actor=actor, at=at)


@receiver(reminder_due, dispatch_uid="notices.overdue")
def draft_the_next_rung(*, deadline: Deadline, step: ReminderStep, at: datetime, **kw: Any) -> None:
    if step is ReminderStep.OVERDUE:
        draft_overdue(deadline=deadline, at=at)


@receiver(handed_over, dispatch_uid="notices.handed_over")
def move_drafts(*, giver: Assignment, taker: Assignment, **kw: Any) -> tuple[str, int]:
    return "在拟纠正文书", hand_over_drafts(giver=giver, taker=taker)
