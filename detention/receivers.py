"""Wake-ups: the rules asked again after an act, long work, and what is watched after a notice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from detention.services import feeding
from detention.services.following import follow_sentence, held_in_prison
from detention.services.judging import TOPIC, TOPIC_MANY, judge, judge_these
from detention.services.judging_feeds import judge_feeds
from detention.services.sharing import TOPIC as FEED
from detention.services.watching import TOPIC as WATCH
from detention.services.watching import served, watch_notice
from procuratorate.audit.events import acted
from procuratorate.custody.events import dossier_changed
from procuratorate.lib.clock import today
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as, actor_for
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.registry import handles, runs


@handles(TOPIC)
def judge_again(payload: dict[str, Any], *, at: datetime) -> None:
    judge(detainee_id=payload["detainee"], at=at)


@receiver(dossier_changed)
def follow_dossier(sender: object, person_id: int, **kwargs: object) -> None:
    """Whoever changed the dossier, a prison's clerk too: the stay is followed, not shown."""
    if not held_in_prison(person_id):
        with acting_as(service_actor("detention.follow_dossier")):
            follow_sentence(person_id)


@handles(TOPIC_MANY)
def judge_roster(payload: dict[str, Any], *, at: datetime) -> None:
    judge_these(ids=payload["detainees"], at=at)


@handles(FEED)
def judge_feed(payload: dict[str, Any], *, at: datetime) -> None:
    judge_feeds(at=at, only=payload["centre"])


@handles(WATCH)
def watch(payload: dict[str, Any], *, at: datetime) -> None:
    watch_notice(notice_id=payload["notice"], at=at)


@receiver(acted, dispatch_uid="detention.watch")
def follow_notice(sender: object, act: str, target: Any, **kwargs: object) -> None:
    served(act=act, target=target)


@runs("detention.check_delivery")
def check_delivery(job: Job, progress: Progress) -> None:
    feeding.check_delivery(delivery_id=job.args["delivery"], actor=_actor(job), report=progress.step)


@runs("detention.commit_delivery")
def commit_delivery(job: Job, progress: Progress) -> None:
    feeding.write_delivery(delivery_id=job.args["delivery"], actor=_actor(job), report=progress.step)


def _actor(job: Job) -> Actor:
    """The officer, in the post the job was started in, as the reach of that post is today."""
    return actor_for(job.assignment, today())  # type: ignore[arg-type]  # an officer started it: may_tell saw to that
