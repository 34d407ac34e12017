"""The clerk's world: a batch being put together, its people, the files kept apart from everybody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commutation.models import Batch, Upload
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import open_jobs, run_job
from tests.cast import Cast, sign_in
from tests.commutation.factories import MOMENT, batch_of, sheet


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def monday(set_clock: Callable[[datetime | None], None]) -> None:
    set_clock(MOMENT)


@pytest.fixture
def batch(cast: Cast) -> Batch:
    return batch_of(cast)


@pytest.fixture
def upload(cast: Cast) -> Callable[..., Upload]:
    """`upload(batch, rows_or_bytes, by="tang")` sends a file through the page, runs its job, returns the upload."""

    def send(batch: Batch, data: Any, by: str = "tang", name: str = "名单.xlsx") -> Upload:
        given = data if isinstance(data, bytes) else sheet(data)
        client = sign_in(cast.officers[by])
        answer = client.post(f"/batches/{batch.pk}/import/", {"file": SimpleUploadedFile(name, given)})
        assert answer.status_code == 302, answer.content.decode()
        for job in open_jobs():
            run_job(job_id=job)
        with acting_as(BUILDER):
            return Upload.objects.get(pk=answer.url.strip("/").split("/")[-1])

    return send
