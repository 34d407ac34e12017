"""A list comes in: kept, checked, shown, committed. Commit is one transaction and may be asked for twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from commutation.checks import Row, as_json, facts_of
from commutation.columns import HEADERS
from commutation.dossiers import Dossier, dossiers
from commutation.models import Batch, Filing, Upload, UploadRow
from commutation.permissions import may_ask_of_upload, may_handle_upload, may_nominate
from commutation.services.checking import open_filings
from commutation.states import UPLOAD_MOVES, FilingState, Kind, RowStatus, UploadState
from commutation.values import proposal_of, value_of
from prisons.models import Inmate
from procuratorate.audit.services import record
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.lib.sheets import Level, Problem
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

NOMINATING = 0x0F11  # advisory: one prison's lists are committed one after the other


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
    UploadRow.objects.bulk_create((_stored(upload, row) for row in rows), batch_size=1000)


def _stored(upload: Upload, row: Row) -> UploadRow:
    return UploadRow(
        upload=upload,
        organ_id=upload.organ_id,
        number=row.number,
        status=row.status,
        ward_name=str(row.value("ward") or row.given("ward"))[:80],
        inmate_name=str(row.value("name") or row.given("name"))[:120],
        inmate_id=row.dossier.inmate_id if row.dossier else None,
        person_id=row.dossier.person_id if row.dossier else None,
        given={name: said for name in HEADERS if (said := row.given(name))},
        values=facts_of(row.values),
        problems=[as_json(problem) for problem in row.problems],
        replaces=row.replaces,
    )


@transaction.atomic
def commit_upload(*, upload: Upload, actor: Actor, at: datetime) -> Upload:
    """Put the good rows on the list. Rows overtaken since the check are refused, with the reason; the others stand.

    Asked for again by the same click, it answers with what the first did. Raises Conflict on an upload given up.
    """
    demand(may_ask_of_upload(actor, upload), act="commutation.commit_upload", target=upload)
    _lock(upload.batch.prison_id)
    upload.refresh_from_db()
    if upload.state == UploadState.COMMITTED:
        return upload
    upload.batch = Batch.objects.select_for_update(of=("self",)).get(
        pk=upload.batch_id
    )  # a sending waits, or was first
    demand(may_handle_upload(actor, upload), act="commutation.commit_upload", target=upload)
    if has_hidden_rows(upload):
        raise Conflict("名单里有您回避的人，请由其他民警提交。", title=str(upload))
    rows = list(upload.rows.good())
    if not rows:
        raise Unacceptable("没有可以提交的行。请先按“如何改”改正退回的行，再重新导入。")
    move(upload, "commit", UPLOAD_MOVES, committed_at=at)
    people = dossiers(Inmate.objects.visible_to(actor).filter(pk__in=[row.inmate_id for row in rows]))
    _nominate(upload, rows, {dossier.inmate_id: dossier for dossier in people.values()}, actor, at)
    record(actor=actor, act="commutation.commit_upload", target=upload, detail={"rows": len(rows)})
    return upload


def has_hidden_rows(upload: Upload) -> bool:
    """Whether somebody stands on this list from whom the actor is recused: the row policy shows the others alone."""
    return upload.checked_at is not None and upload.rows.count() < upload.total


def _lock(prison_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NOMINATING, prison_id])


def _nominate(upload: Upload, rows: list[UploadRow], people: dict[int, Dossier], actor: Actor, at: datetime) -> None:
    standing = {(filing.inmate_id, filing.kind): filing for filing in open_filings(people)}
    new: list[Filing] = []
    changed: list[Filing] = []
    for row in rows:
        dossier = people.get(row.inmate_id or 0)
        filing = _filing(upload, row, dossier, actor, at) if dossier else None
        old = standing.get((filing.inmate_id, filing.kind)) if filing else None
        if filing is None:
            _overtaken(row, "检查以后已离监或调出", "删去这一行")
        elif old is None:
            new.append(filing)
        elif old.pk == row.replaces and old.state == FilingState.NOMINATED:
            changed.append(_replaced(old, filing))
        else:
            _overtaken(row, f"检查以后已由他人列入{old.batch.title}", "到名单核对；不改的删去这一行")
    Filing.objects.bulk_create(new, batch_size=1000)
    Filing.objects.bulk_update(changed, [*_REPLACED, "version", "edited_by", "edited_at"], batch_size=1000)
    UploadRow.objects.bulk_update([row for row in rows if row.status == RowStatus.REFUSED], ["status", "problems"])
    _link(upload, [*new, *changed])
    _recount(upload, rows)


def _link(upload: Upload, filings: list[Filing]) -> None:
    """Each row knows its filing. The pairs go along: of rows this young the planner has no figures, and would join them
    in a nested loop (20 seconds for three thousand)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE commutation_uploadrow SET filing_id = made.filing FROM unnest(%s::int[], %s::bigint[])"
            " AS made (number, filing) WHERE upload_id = %s AND commutation_uploadrow.number = made.number",
            [[filing.source_row for filing in filings], [filing.pk for filing in filings], upload.pk],
        )


def _filing(upload: Upload, row: UploadRow, dossier: Dossier, actor: Actor, at: datetime) -> Filing:
    kind = Kind(value_of("kind", row.values["kind"]))
    return Filing(
        batch=upload.batch,
        prison_id=dossier.prison_id,
        ward_id=dossier.ward_id,
        inmate_id=dossier.inmate_id,
        person_id=dossier.person_id,
        number=dossier.number,
        name=dossier.name,
        initials=dossier.initials,
        kind=kind,
        route=dossier.route(kind),
        facts=row.values,
        facts_hash=sm3_of(row.values),
        warnings=row.problems,
        upload=upload,
        source_row=row.number,
        nominated_by_id=signer(actor),
        nominated_at=at,
        **proposal_of(row.values),
    )


_REPLACED = [
    "facts",
    "facts_hash",
    "warnings",
    "months",
    "rights_months",
    "probation_until",
    "upload",
    "source_row",
    "route",
]


def _replaced(old: Filing, filing: Filing) -> Filing:
    for name in _REPLACED:
        setattr(old, name, getattr(filing, name))
    old.version += 1
    old.edited_by_id, old.edited_at = filing.nominated_by_id, filing.nominated_at
    return old


def _overtaken(row: UploadRow, reason: str, mending: str) -> None:
    row.status = RowStatus.REFUSED
    problem = Problem(HEADERS["number"], row.given.get("number", ""), reason, mending, Level.REFUSED, "number")
    row.problems = [*row.problems, as_json(problem)]


def _recount(upload: Upload, rows: list[UploadRow]) -> None:
    counts = Counter(row.status for row in rows)
    late = counts[RowStatus.REFUSED]
    Upload.objects.filter(pk=upload.pk).update(
        accepted=counts[RowStatus.ACCEPTED], warned=counts[RowStatus.WARNED], refused=upload.refused + late
    )
    upload.refresh_from_db()


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
