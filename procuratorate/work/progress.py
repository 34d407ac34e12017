"""How a runner tells how far it is, and learns that it was cancelled."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

from procuratorate.lib.clock import Clock
from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Job, JobState

LEASE = timedelta(seconds=30)


class Cancelled(Exception):
    """The person who started the job asked for it to stop."""


class Progress:
    """Writes progress at most five times a second, each time in a transaction of its own, renewing the lease."""

    def __init__(self, job: Job) -> None:
        self.job, self.attempt, self._last = job, job.attempts, 0.0

    def step(self, done: int, total: int, text: str = "") -> None:
        """Report `done` of `total`. Raises Cancelled when asked to stop, or when another worker took the job over."""
        if monotonic() - self._last < 0.2 and done < total:
            return
        self._last = monotonic()
        with acting_as(service_actor("jobs")):
            rows = Job.objects.filter(pk=self.job.pk, attempts=self.attempt, state=JobState.RUNNING, cancel_asked=False)
            kept = rows.update(done=done, total=total, step=text[:120], lease_until=Clock() + LEASE)
        if not kept:
            raise Cancelled
