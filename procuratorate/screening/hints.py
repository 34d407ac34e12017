"""Waking the workers. A hint may be lost: beat looks for free parts."""

from __future__ import annotations

from procuratorate.work import hints

WORKERS = 2  # tasks hinted at once; each takes parts until there is none, or its turn is over


def hint_run(workers: int = WORKERS) -> None:
    """Ask the work queue to take up parts of runs."""
    for _ in range(workers):
        hints.hint_task("screening.work")
