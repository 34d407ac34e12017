"""A list comes in: what was found of it is kept, row by row; or it is given up. The commit: `nominating`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from commutation.checks import Row, as_json, said, shown_or_empty
from commutation.columns import HEADERS, PROPOSAL
from commutation.dossiers import Dossier
from commutation.models import Batch, Upload, UploadRow
from commutation.permissions import may_handle_upload, may_nominate
from commutation.states import GOOD, UPLOAD_MOVES, Kind, RowStatus
from procuratorate.audit.services import record
from procuratorate.lib.digest import Packing, sm3
from procuratorate.lib.errors import demand
from procuratorate.lib.moves import move
from procuratorate.lib.sheets import Problem
from procuratorate.lib.sql import insert_rows
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@transaction.atomic
def record_rows(*, upload: Upload, rows: list[Row], at: datetime, notes: Iterable[str] = ()) -> None:
    """Keep what was found. A second run of the same check finds the upload moved on, and writes nothing."""
    counts = Counter(row.status for row in rows)
    move(
        upload,
        "check",
        UPLOAD_MOVES,
        total=len(rows),
        accepted=counts[RowStatus.ACCEPTED],
        warned=counts[RowStatus.WARNED],
        refused=counts[RowStatus.REFUSED],
        known=counts[RowStatus.KNOWN],
        notes=list(notes),
        checked_at=at,
    )
    given, facts = Packing(HEADERS, lambda _, raw: shown_or_empty(raw)), Packing(HEADERS, said)
    stored = [_stored(row, given.pack(row.read.given), facts.pack(row.values)) for row in rows]
    insert_rows(UploadRow, stored, upload_id=upload.pk, organ_id=upload.organ_id)


def _stored(row: Row, given: str, facts: str) -> dict[str, str | None]:
    """The columns of one row. What is hashed is worked out here, once, and listed so at the commit."""
    dossier, status = row.dossier, row.status
    return {
        "number": str(row.number),
        "status": status.value,
        "ward_name": str(row.value("ward") or row.given("ward"))[:80],
        "inmate_name": str(row.value("name") or row.given("name"))[:120],
        "inmate_id": str(dossier.inmate_id) if dossier else None,
        "person_id": str(dossier.person_id) if dossier else None,
        "given": given,
        "values": facts,
        "problems": _problems(row.problems) if row.problems else "[]",
        "replaces": str(row.replaces) if row.replaces else None,
        **(_ready(row, dossier, facts) if dossier and status in GOOD else NOT_READY),
    }


def _problems(problems: list[Problem]) -> str:
    return json.dumps([as_json(problem) for problem in problems], ensure_ascii=False)


def _ready(row: Row, dossier: Dossier, facts: str) -> dict[str, str | None]:
    """The filing this row would become."""
    kind = Kind(row.value("kind"))
    proposal = {name: str(value) if (value := row.value(name)) else None for name in PROPOSAL}
    return {"kind": kind.value, "route": dossier.route(kind).value, **proposal, "facts_hash": sm3(facts.encode())}


NOT_READY: dict[str, str | None] = {"kind": "", "route": "", **dict.fromkeys(PROPOSAL), "facts_hash": ""}


def has_hidden_rows(upload: Upload) -> bool:
    """Whether somebody stands on this list from whom the actor is recused: the row policy shows the others alone."""
    return upload.checked_at is not None and upload.rows.count() < upload.total


def discard_upload(*, upload: Upload, actor: Actor, at: datetime) -> None:
    """Give an upload up; nothing of it reaches the list."""
    demand(may_handle_upload(actor, upload), act="commutation.discard_upload", target=upload)
    move(upload, "discard", UPLOAD_MOVES)
    record(actor=actor, act="commutation.discard_upload", target=upload)


def new_upload(
    *,
    batch: Batch,
    actor: Actor,
    at: datetime,
    source: Upload.Source,
    filename: str = "",
    stored: str = "",
    size: int = 0,
) -> Upload:
    """Open an upload for a batch whose list is open."""
    demand(may_nominate(actor, batch), act="commutation.upload", target=batch)
    made: Upload = Upload.objects.create(
        batch=batch,
        organ_id=actor.organ_id or 0,
        source=source,
        filename=filename[:200],
        stored=stored,
        size=size,
        by_id=signer(actor),
        at=at,
    )
    return made
