"""Wake-ups of this field: the check of an uploaded list."""

from __future__ import annotations

from typing import Any

from commutation.services.lists import CHECK, check_upload
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.registry import runs


@runs(CHECK)
def run_check(job: Job, progress: Progress) -> dict[str, Any]:
    return dict(check_upload(job, progress))
