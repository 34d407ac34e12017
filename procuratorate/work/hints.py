"""Wake-ups over Redis. They may be lost, doubled or late; nothing depends on them but speed."""

from __future__ import annotations

import logging
from functools import cache

import redis
from celery import current_app
from django.conf import settings

log = logging.getLogger(__name__)
ENOUGH = 4  # hints waiting in the queue; one is as good as a thousand


@cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=0.5)


def alive() -> bool:
    """Whether Redis answers."""
    try:
        return bool(_redis().ping())
    except redis.RedisError:
        return False


def hint_drain() -> None:
    """Ask the hints worker to drain, unless enough hints are waiting already."""
    try:
        if int(_redis().llen("hints")) < ENOUGH:
            _send("work.drain", [], "hints")
    except redis.RedisError as error:
        log.warning("no hint: %s", type(error).__name__)  # beat drains


def hint_job(job_id: int) -> None:
    """Ask the work queue to take up a job; `work.resume_jobs` finds it otherwise."""
    try:
        _redis().ping()
        _send("work.run_job", [job_id], "work")
    except redis.RedisError as error:
        log.warning("no hint: %s", type(error).__name__)


def hint_task(name: str) -> None:
    """Ask the work queue for a task that finds its own work; its sweep finds it otherwise."""
    try:
        _redis().ping()
        _send(name, [], "work")
    except redis.RedisError as error:
        log.warning("no hint: %s", type(error).__name__)


def publish(channel: str, message: str) -> None:
    """Wake the streams listening on a channel."""
    try:
        _redis().publish(channel, message)
    except redis.RedisError as error:
        log.warning("no publish: %s", type(error).__name__)  # streams also look every few seconds


def _send(task: str, args: list[int], queue: str) -> None:
    try:
        current_app.send_task(task, args=args, queue=queue, retry=False)
    except Exception as error:  # noqa: BLE001  kombu wraps connection errors in many classes
        log.warning("no hint: %s", type(error).__name__)


def count(name: str, *, seconds: int) -> int:
    """How often this was counted within its time, this one included; 0 when Redis does not answer."""
    try:
        with _redis().pipeline(transaction=False) as asking:
            asking.set(name, 0, ex=seconds, nx=True)
            asking.incr(name)
            return int(asking.execute()[-1])
    except redis.RedisError as error:
        log.warning("not counted: %s", type(error).__name__)
        return 0
