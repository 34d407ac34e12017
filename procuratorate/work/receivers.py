"""A scheduled task that ends leaves its heartbeat, and a handed-over post its jobs."""

from __future__ import annotations

from datetime import date
from typing import Any

from celery.signals import task_success
from django.conf import settings
from django.dispatch import receiver

from procuratorate.organs.events import handed_over
from procuratorate.organs.models import Assignment
from procuratorate.work.models import Job
from procuratorate.work.services import beat

SCHEDULED = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


@task_success.connect(dispatch_uid="work.heartbeat")  # type: ignore[untyped-decorator]
def heartbeat(sender: Any = None, **kwargs: Any) -> None:
    if sender is not None and sender.name in SCHEDULED:
        beat(name=sender.name)


@receiver(handed_over, dispatch_uid="work.handed_over")
def move_jobs(sender: object, giver: Assignment, taker: Assignment, on: date, **kwargs: Any) -> tuple[str, int]:
    return "未完任务", Job.objects.open().filter(assignment=giver).update(assignment=taker)
