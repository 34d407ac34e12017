"""Writing what must happen later, and doing it. The Celery message is only a hint (docs/decisions/0003)."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from procuratorate.audit.services import record, record_refusal
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Refused, Unacceptable
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as, actor_for
from procuratorate.work import hints
from procuratorate.work.models import Heartbeat, Job, JobState, Outbox
from procuratorate.work.progress import LEASE, Cancelled, Progress
from procuratorate.work.registry import RUNNERS, handle

log = logging.getLogger(__name__)
DRAIN = service_actor("drain")
JOBS = service_actor("jobs")
TRIES = 8  # then the row is dead: shown on the health page, never silently dropped


def enqueue(*, topic: str, key: str, payload: dict[str, Any]) -> None:
    """Write an outbox row in the caller's transaction and hint a drain on commit. A known key is not written again."""
    Outbox.objects.bulk_create([Outbox(topic=topic, key=key, payload=payload)], ignore_conflicts=True)
    transaction.on_commit(hints.hint_drain)


def drain(*, limit: int = 200) -> int:
    """Handle open outbox rows, each in a transaction of its own; returns how many. Any number may drain at once."""
    handled = 0
    while handled < limit and _drain_one():
        handled += 1
    return handled


def _drain_one() -> bool:
    with acting_as(DRAIN) as at:
        rows = Outbox.objects.select_for_update(skip_locked=True).filter(done_at=None, dead_at=None, next_try__lte=at)
        row = rows.order_by("pk").first()
        if row is None:
            return False
        try:
            with transaction.atomic():
                handle(row.topic, row.payload, at=at)
                row.done_at = at
        except Exception as error:  # one poisoned row must not stop the others
            log.exception("outbox %s failed", row.pk)
            _put_off(row, error, at)
        row.save(update_fields=["done_at", "dead_at", "attempts", "next_try", "last_error"])
    return True


def _put_off(row: Outbox, error: Exception, at: datetime) -> None:
    row.attempts += 1
    row.last_error = type(error).__name__
    row.next_try = at + timedelta(seconds=2**row.attempts)
    row.dead_at = at if row.attempts >= TRIES else None


def job_actor(job: Job) -> Actor:
    """Who asked, in the post of that time: what is made is what that officer may make today."""
    if job.assignment is None:
        raise Unacceptable("提交这项任务的岗位已不存在，请重新提交。")
    with acting_as(JOBS) as at:
        return actor_for(job.assignment, day_of(at))


def start_job(*, kind: str, title: str, args: dict[str, Any], actor: Actor, address: str = "") -> Job:
    """Write a job in the caller's transaction; a worker takes it up after commit. `address`: the page of its result."""
    job = Job.objects.create(
        kind=kind, title=title, args=args, assignment_id=actor.assignment_id, organ_id=actor.organ_id, address=address
    )
    record(actor=actor, act="work.start_job", target=job, detail={"kind": kind})
    transaction.on_commit(lambda: hints.hint_job(job.pk))
    return job


def cancel_job(*, job: Job, actor: Actor) -> None:
    """Ask a job to stop. A waiting job stops at once, a running one at its next report of progress."""
    Job.objects.filter(pk=job.pk).open().update(cancel_asked=True)
    with acting_as(JOBS):  # the state of a job is the worker's to write
        Job.objects.filter(pk=job.pk, state=JobState.WAITING, cancel_asked=True).update(state=JobState.CANCELLED)
    record(actor=actor, act="work.cancel_job", target=job)


def run_job(*, job_id: int) -> JobState | None:
    """Claim and run one job; None when another worker holds it or it has ended."""
    job = _claim(job_id)
    if job is None:
        return None
    try:
        result = RUNNERS[job.kind](job, Progress(job)) or {}
        return _end(job, JobState.DONE, result=result)
    except Cancelled:
        return _end(job, JobState.CANCELLED)
    except Refused as refusal:
        _note_refusal(job, refusal)
        return _end(job, JobState.FAILED, error=str(refusal))
    except Exception as error:
        log.exception("job %s failed", job.pk)
        return _end(job, JobState.FAILED, error=getattr(error, "message", "") or "程序出错，已记录，请联系管理员。")


def _note_refusal(job: Job, refused: Refused) -> None:
    """As at the door: after the rollback, of whoever the job acted for. A post may have ended while the job waited."""
    if job.assignment is None:
        return
    with acting_as(JOBS) as at:
        actor = actor_for(job.assignment, day_of(at))
    with acting_as(actor):
        act = (refused.act or f"job {job.kind}")[:80]
        record_refusal(actor=actor, act=act, target=refused.target, reason=refused.refusal.code)


def revive_outbox() -> int:
    """Try rows that were given up once more, after a person removed the cause; returns how many."""
    with acting_as(DRAIN) as at:
        return Outbox.objects.exclude(dead_at=None).update(dead_at=None, attempts=0, next_try=at)


def beat(*, name: str) -> None:
    """Note that a scheduled task ran to its end, at most every ten seconds."""
    with acting_as(DRAIN) as at:
        known = Heartbeat.objects.filter(name=name)
        if not known.filter(at__gt=at - timedelta(seconds=10)).exists():
            Heartbeat.objects.update_or_create(name=name, defaults={"at": at})


def open_jobs() -> list[int]:
    """Ids of jobs waiting, or left by a worker whose lease ran out."""
    with acting_as(JOBS) as at:
        left = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease_until__lt=at)
        return list(Job.objects.filter(left).order_by("pk").values_list("pk", flat=True)[:20])


def _claim(job_id: int) -> Job | None:
    with acting_as(JOBS) as at:
        free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease_until__lt=at)
        claimed = Job.objects.filter(free, pk=job_id, cancel_asked=False).update(
            state=JobState.RUNNING, started_at=at, lease_until=at + LEASE, attempts=F("attempts") + 1
        )
        return (
            Job.objects.select_related("assignment__officer", "assignment__organ").get(pk=job_id) if claimed else None
        )


def _end(job: Job, state: JobState, *, result: dict[str, Any] | None = None, error: str = "") -> JobState:
    with acting_as(JOBS) as at:
        Job.objects.filter(pk=job.pk, attempts=job.attempts).update(
            state=state, result=result or {}, error=error[:300], ended_at=at, lease_until=None
        )
    return state
