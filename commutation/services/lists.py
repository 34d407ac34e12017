"""The three ways onto a list: a sheet read by a job, ticks on screen, rows over the API. One check behind them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from commutation.checks import Row
from commutation.columns import LAYOUT
from commutation.models import Batch, Upload
from commutation.permissions import may_nominate
from commutation.services.checking import check_list
from commutation.services.nominating import commit_upload
from commutation.services.uploads import new_upload, record_rows
from commutation.states import UPLOAD_MOVES, UploadState
from commutation.tables import read_mappings
from procuratorate.audit.services import record
from procuratorate.lib import files
from procuratorate.lib.cells import Raw
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.garbage import kept
from procuratorate.lib.moves import move
from procuratorate.lib.sheets import Unreadable, open_sheet, read_rows
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Assignment
from procuratorate.organs.reach import acting_as, actor_for
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.services import start_job

CHECK = "commutation.check_upload"
MOST_ROWS = 5000


def upload_sheet(*, batch: Batch, actor: Actor, data: bytes, filename: str, at: datetime) -> Upload:
    """Keep a clerk's file and have it checked; the answer is on the upload's page, with progress meanwhile."""
    demand(may_nominate(actor, batch), act="commutation.upload", target=batch)
    if not data:
        raise Unacceptable("文件是空的。请核对选的是不是要传的文件。", fields={"file": "文件是空的"})
    upload = new_upload(
        batch=batch,
        actor=actor,
        at=at,
        source=Upload.Source.SHEET,
        filename=filename,
        stored=files.keep(data),
        size=len(data),
    )
    upload.job = start_job(
        kind=CHECK,
        title=f"检查名单 {filename}"[:120],
        args={"upload": upload.pk},
        actor=actor,
        address=upload.get_absolute_url(),
    )
    upload.save(update_fields=["job"])
    record(actor=actor, act="commutation.upload", target=upload, detail={"sm3": upload.stored})
    return upload


@kept()
def check_upload(job: Job, progress: Progress) -> dict[str, int]:
    """Runner of the job: read in a sandbox, check as the officer who sent it, write once. Safe to run twice."""
    actor = _clerk(job)
    with acting_as(actor):
        upload = Upload.objects.select_related("batch").get(pk=job.args["upload"])
        if upload.state != UploadState.WAITING:
            return {"rows": upload.total}
    progress.step(0, 0, "读取文件")
    try:
        sheet = open_sheet(files.fetch(upload.stored), upload.filename, LAYOUT)
    except Unreadable as fault:
        return _unreadable(upload, actor, fault)
    rows = [Row(read) for read in read_rows(sheet, LAYOUT)]
    with acting_as(actor) as at:
        check_list(batch=upload.batch, rows=rows, actor=actor, on=day_of(at))
    progress.step(len(rows), len(rows), "写入结果")
    with acting_as(actor) as at:
        notes = [*sheet.notes, *(f"第{number}行{why}" for number, why in sheet.skipped)]
        record_rows(upload=upload, rows=rows, at=at, notes=notes)
    return {"rows": len(rows)}


def _clerk(job: Job) -> Actor:
    """Who asked for the check: what the runner may see is what that officer may see today."""
    with acting_as(service_actor("jobs")) as at:
        assignment = Assignment.objects.select_related("organ__house", "officer", "acting_for__officer").get(
            pk=job.assignment_id
        )
        return actor_for(assignment, day_of(at))


def _unreadable(upload: Upload, actor: Actor, fault: Unreadable) -> dict[str, int]:
    with acting_as(actor) as at:
        move(upload, "fail", UPLOAD_MOVES, fault=str(fault)[:300], checked_at=at)
    return {"rows": 0}


def take_rows(
    *, batch: Batch, actor: Actor, rows: Iterable[Mapping[str, Raw]], source: Upload.Source, at: datetime, commit: bool
) -> Upload:
    """Check rows that came without a file, and put the good ones on the list if asked to. The refused stay readable."""
    demand(may_nominate(actor, batch), act="commutation.upload", target=batch)
    given = list(rows)
    if not given:
        raise Unacceptable("没有选人。请先勾选要提名的人。", fields={"rows": "一行也没有"})
    if len(given) > MOST_ROWS:
        raise Unacceptable(f"一次最多{MOST_ROWS}行，请分几次报送。", fields={"rows": f"{len(given)}行"})
    read = [Row(row) for row in read_mappings(given)]
    check_list(batch=batch, rows=read, actor=actor, on=day_of(at))
    upload = new_upload(batch=batch, actor=actor, at=at, source=source)
    record_rows(upload=upload, rows=read, at=at)
    record(actor=actor, act="commutation.upload", target=upload, detail={"rows": len(read)})
    if commit and upload.good:
        return commit_upload(upload=upload, actor=actor, at=at)
    return upload
