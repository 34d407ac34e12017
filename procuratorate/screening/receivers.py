"""Wake-ups of the screening: a file of historic cases is read."""

from __future__ import annotations

from typing import Any

from procuratorate.screening.services import importing
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.registry import runs


@runs(importing.JOB)
def run_import(job: Job, progress: Progress) -> dict[str, Any]:
    return dict(importing.read_import(job=job, progress=progress))
