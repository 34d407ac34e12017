"""Runners of long work, and what custody tells: three lines, then a service."""

from __future__ import annotations

from django.dispatch import receiver

from prisons.services import refreshing, roster
from procuratorate.custody.events import dossier_changed, stay_ended
from procuratorate.lib.clock import today
from procuratorate.organs.actors import Actor
from procuratorate.organs.reach import actor_for
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.registry import runs


@runs("prisons.check_roster")
def check_roster(job: Job, progress: Progress) -> None:
    roster.check_roster(roster_id=job.args["roster"], actor=_actor(job), on=today(), report=progress.step)


@runs("prisons.commit_roster")
def commit_roster(job: Job, progress: Progress) -> None:
    roster.write_roster(roster_id=job.args["roster"], actor=_actor(job), on=today(), report=progress.step)


@receiver(dossier_changed)
def follow_dossier(sender: object, person_id: int, **kwargs: object) -> None:
    refreshing.refresh_person(person_id)


@receiver(stay_ended)
def follow_stay(sender: object, custody_id: int, **kwargs: object) -> None:
    refreshing.mark_out(custody_id)


def _actor(job: Job) -> Actor:
    """The clerk, in the post the job was started in, as the reach of that post is today."""
    return actor_for(job.assignment, today())  # type: ignore[arg-type]  # a clerk started it: may_import saw to that
