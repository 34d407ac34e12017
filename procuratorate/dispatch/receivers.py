"""What follows an arrival, and what clocks have to say. Safe to run twice: the outbox key says whether it was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.dispatch import receiver

from procuratorate.deadlines.events import deadline_moved, reminder_due
from procuratorate.deadlines.models import Deadline, Shift
from procuratorate.deadlines.states import ReminderStep
from procuratorate.dispatch.events import acknowledged
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import mailing, passing, pushing, reminding
from procuratorate.dispatch.states import News
from procuratorate.organs.actors import Actor
from procuratorate.organs.events import taken_over
from procuratorate.organs.models import Organ, Pairing
from procuratorate.organs.reach import acting_as
from procuratorate.work.registry import handles


@handles("dispatch.arrived")
def arrived(payload: dict[str, Any], *, at: datetime) -> None:
    mailing.tell_at_once(dispatch_id=payload["id"], at=at)
    arrival = Dispatch.objects.select_related("recipient", "sender").defer("content").get(pk=payload["id"])
    pushing.note_news(dispatch=arrival, news=News.ARRIVED)


@receiver(acknowledged, dispatch_uid="dispatch.push_acknowledged")
def registered(*, dispatch: Dispatch, **kwargs: Any) -> None:
    with acting_as(pushing.PUSHER):
        pushing.note_news(dispatch=dispatch, news=News.ACKNOWLEDGED)


@handles("dispatch.mail")
def mail(payload: dict[str, Any], *, at: datetime) -> None:
    mailing.send_arrival_mail(dispatch_id=payload["id"], officer_id=payload["officer"])


@handles("dispatch.digest")
def digest(payload: dict[str, Any], *, at: datetime) -> None:
    mailing.send_digest_mail(officer_id=payload["officer"], at=at)


@handles("dispatch.reminder")
def reminder(payload: dict[str, Any], *, at: datetime) -> None:
    reminding.send_reminder(officer_id=payload["officer"], words=payload["words"], name=payload["name"])


@receiver(taken_over, dispatch_uid="dispatch.taken_over")
def site_passed(*, pairing: Pairing, giver: Organ, actor: Actor, at: datetime, **kwargs: Any) -> tuple[str, int]:
    site, taker = pairing.counterpart, pairing.procuratorate
    with acting_as(replace(actor, home=(giver.pk,))):  # sent from the former office, by nobody in person
        return "未登记来件", passing.pass_on(giver=giver, taker=taker, site=site, actor=actor, at=at)


@receiver(reminder_due, dispatch_uid="dispatch.remind")
def clock_near(*, deadline: Deadline, step: ReminderStep, on: date, **kwargs: Any) -> None:
    reminding.remind(deadline=deadline, step=step, on=on)


@receiver(deadline_moved, dispatch_uid="dispatch.moved")
def clock_moved(*, shift: Shift, at: datetime, **kwargs: Any) -> None:
    reminding.tell_moved(shift=shift, at=at)
