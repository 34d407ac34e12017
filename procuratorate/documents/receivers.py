"""Papers are set by a job: with progress, and stopped when told so."""

from __future__ import annotations

from typing import Any

from procuratorate.documents import services
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.registry import runs


@runs("documents.print")
def print_paper(job: Job, progress: Progress) -> dict[str, Any]:
    return services.print_one(paper_id=job.args["paper"], tell=services.telling(progress))
