"""Telling officers that a clock of their house gets near its end, or was moved by a holiday notice.

On screen the desk shows it anyway; mail is for those who want to be told at once. The outbox key says which news it is,
so that a sweep run twice, or late, tells it once.
"""

from __future__ import annotations

from datetime import date, datetime

from procuratorate.deadlines.models import Deadline, Shift
from procuratorate.deadlines.states import ReminderStep
from procuratorate.dispatch import selectors
from procuratorate.dispatch.services.mailing import CLOSING, post
from procuratorate.lib.clock import day_of
from procuratorate.organs.models import Organ
from procuratorate.work.services import enqueue


def remind(*, deadline: Deadline, step: ReminderStep, on: date) -> None:
    """Write one mail for every officer of the holder's house who wants to be told at once."""
    words = f"{step.label} 1 件，{deadline.due_on:%m-%d} 到期，{deadline.article}"
    _tell(deadline.organ, f"{deadline.pk}:{step.value}:{deadline.due_on}", words, on)


def tell_moved(*, shift: Shift, at: datetime) -> None:
    """Say that a notice moved a clock, from when to when."""
    words = f"放假安排变动，期限 1 件由 {shift.old_due:%m-%d} 移到 {shift.new_due:%m-%d}"
    _tell(shift.deadline.organ, f"moved:{shift.pk}", words, day_of(at))


def send_reminder(*, officer_id: int, words: str, name: str) -> None:
    """Post one officer one reminder. It names no person and no case."""
    post(officer_id, words.partition("，")[0], [f"{words}。", CLOSING], f"reminder-{name}")


def _tell(organ: Organ, name: str, words: str, on: date) -> None:
    for officer in selectors.readers_of(organ, on).filter(news="now").exclude(email=""):
        payload = {"officer": officer.pk, "words": words, "name": name.replace(":", "-")}
        enqueue(topic="dispatch.reminder", key=f"reminder:{name}:{officer.pk}", payload=payload)
