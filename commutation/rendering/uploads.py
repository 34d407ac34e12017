"""The check of a list while it runs, as `{% job_progress %}` draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commutation.models import Upload
from commutation.states import UploadState
from procuratorate.work.models import JobState


@dataclass(frozen=True, slots=True)
class Progress:
    title: str
    text: str
    done: int
    total: int
    left: float | None
    state: str
    over: bool
    message: str
    result_url: str
    result_label: str = "看结果"


def progress_of(upload: Upload, at: datetime) -> Progress | None:
    """How far the check is; None for a list that came without one."""
    job = upload.job
    if job is None:
        return None
    over = upload.state != UploadState.WAITING or not job.is_open
    spent = (at - job.started_at).total_seconds() if job.started_at else 0.0
    left = spent / job.done * (job.total - job.done) if job.done and job.total and spent > 0 else None
    failed = over and upload.state == UploadState.WAITING and job.state != JobState.CANCELLED
    return Progress(
        title=job.title,
        text=job.step,
        done=job.done,
        total=job.total,
        left=left,
        state="failed" if failed else job.state,
        over=over,
        message=job.error or ("请作废这次导入，再传一次。" if failed else ""),
        result_url=upload.get_absolute_url(),
    )
