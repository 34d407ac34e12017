"""Wake-ups of this field: the check of an uploaded list, the law on a sent one; what stands open for one who leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from commutation.selectors.leaving import standing_against
from commutation.services.findings import judge_sending
from commutation.services.lists import CHECK, check_upload
from prisons.events import Obstacle, leaving
from prisons.models import Inmate
from procuratorate.custody.states import Ended
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.registry import handles, runs


@runs(CHECK)
def run_check(job: Job, progress: Progress) -> dict[str, Any]:
    return dict(check_upload(job, progress))


@handles("commutation.findings")
def find(payload: dict[str, Any], *, at: datetime) -> None:
    judge_sending(sending_id=payload["sending"], at=at)


@receiver(leaving, dispatch_uid="commutation.leaving")
def tell_open_filings(sender: object, inmate: Inmate, kind: Ended, **kwargs: object) -> list[Obstacle]:
    return standing_against(inmate, kind)
