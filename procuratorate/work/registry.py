"""Who answers which topic and which kind of job. Apps register in their `receivers.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from procuratorate.work.models import Job
    from procuratorate.work.progress import Progress

Handler = Callable[..., None]  # handler(payload: dict, *, at: datetime)
Runner = Callable[["Job", "Progress"], dict[str, Any] | None]

HANDLERS: dict[str, Handler] = {}
RUNNERS: dict[str, Runner] = {}


def handles(topic: str) -> Callable[[Handler], Handler]:
    """Register the handler of an outbox topic: `handler(payload, *, at)`, effect and mark in one transaction."""

    def register(handler: Handler) -> Handler:
        HANDLERS[topic] = handler
        return handler

    return register


def runs(kind: str) -> Callable[[Runner], Runner]:
    """Register the runner of a job kind: `runner(job, progress) -> result`. It must be safe to run twice."""

    def register(runner: Runner) -> Runner:
        RUNNERS[kind] = runner
        return runner

    return register


def handle(topic: str, payload: dict[str, Any], *, at: datetime) -> None:
    HANDLERS[topic](payload, at=at)
