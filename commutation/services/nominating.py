"""The good rows of an upload go on the list: one transaction, which may be asked for twice."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from commutation.checks import as_json
from commutation.columns import HEADERS
from commutation.models import Batch, Filing, Upload, UploadRow
from commutation.permissions import may_ask_of_upload, may_handle_upload
from commutation.services.checking import open_filings
from commutation.services.uploads import has_hidden_rows
from commutation.states import GOOD, UPLOAD_MOVES, FilingState, RowStatus, UploadState
from prisons.models import Inmate
from procuratorate.audit.services import record
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.lib.sheets import Level, Problem
from procuratorate.lib.sql import insert_from
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

NOMINATING = 0x0F11  # advisory: one prison's lists are committed one after the other

# What the row says, and what the inmate's own records say, in the columns of a filing.
OF_ROW = {
    "facts": "values", "facts_hash": "facts_hash", "warnings": "problems", "months": "months",
    "rights_months": "rights_months", "probation_until": "probation_until", "upload_id": "upload_id",
    "source_row": "number", "route": "route",
}  # fmt: skip
OF_INMATE = {
    "inmate_id": "id", "person_id": "person_id", "prison_id": "prison_id", "ward_id": "ward_id", "number": "number",
    "name": "name", "initials": "initials",
}  # fmt: skip
COLUMNS = (
    {name: f'good."{source}"' for name, source in OF_ROW.items()}
    | {name: f'inmate."{source}"' for name, source in OF_INMATE.items()}
    | {"kind": "good.kind"}
)
GOOD_ROWS = "SELECT * FROM commutation_uploadrow WHERE upload_id = %s AND status = ANY (%s) AND facts_hash <> ''"


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
    if not upload.good:
        raise Unacceptable("没有可以提交的行。请先按“如何改”改正退回的行，再重新导入。")
    good = upload.good
    move(upload, "commit", UPLOAD_MOVES, committed_at=at)
    if _replace(upload, actor, at) + _nominate(upload, actor, at) < good:
        _refuse_overtaken(upload, actor)
    record(actor=actor, act="commutation.commit_upload", target=upload, detail={"rows": good})
    return upload


def _lock(prison_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NOMINATING, prison_id])


def _nominate(upload: Upload, actor: Actor, at: datetime) -> int:
    """New filings, as the check left them ready. Whoever is put forward already, anywhere, is passed over."""
    source, asked = _good(upload, actor)
    return insert_from(
        Filing,
        f"{source} WHERE good.replaces IS NULL",
        asked,
        COLUMNS,
        tail="ON CONFLICT DO NOTHING",
        batch_id=upload.batch_id,
        nominated_by_id=signer(actor),
        nominated_at=at,
    )


def _replace(upload: Upload, actor: Actor, at: datetime) -> int:
    """Nominations of this batch in new words, if they still are what they were when the list was checked."""
    source, asked = _good(upload, actor)
    changed = ", ".join(f'"{name}" = good."{column}"' for name, column in OF_ROW.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE commutation_filing SET {changed}, version = version + 1, edited_by_id = %s, edited_at = %s"  # noqa: S608
            f" FROM {source}"
            " WHERE commutation_filing.id = good.replaces AND commutation_filing.inmate_id = good.inmate_id"
            " AND commutation_filing.kind = good.kind AND state = %s",
            [signer(actor), at, *asked, FilingState.NOMINATED],
        )
        return int(cursor.rowcount)


def _good(upload: Upload, actor: Actor) -> tuple[str, list[Any]]:
    """SQL of the good rows beside the inmates the actor may put forward, and its parameters."""
    people = (
        Inmate.objects.visible_to(actor)
        .order_by()
        .values(
            "id", "person_id", "prison_id", "ward_id", "number", name=F("person__name"), initials=F("person__initials")
        )
    )
    sql, asked = people.query.sql_with_params()
    source = f"({GOOD_ROWS}) AS good JOIN ({sql}) AS inmate ON inmate.id = good.inmate_id"
    return source, [upload.pk, sorted(GOOD), *asked]


def _refuse_overtaken(upload: Upload, actor: Actor) -> None:
    """Good rows that became no filing are refused, each with its reason."""
    listed = Filing.objects.filter(upload=upload).values("source_row")
    rows = list(upload.rows.good().exclude(number__in=listed))
    ids = [row.inmate_id for row in rows]
    here = set(Inmate.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    standing = {(filing.inmate_id, filing.kind): filing for filing in open_filings(ids)}
    for row in rows:
        old = standing.get((row.inmate_id, row.kind))
        title = old.batch.title if old else "别处的批次"
        if not row.facts_hash:
            _overtaken(row, "检查以后系统更新过", "重新导入这一份名单")
        elif row.inmate_id not in here:
            _overtaken(row, "检查以后已离监或调出", "删去这一行")
        else:
            _overtaken(row, f"检查以后已由他人列入{title}", "到名单核对；不改的删去这一行")
    UploadRow.objects.bulk_update(rows, ["status", "problems"], batch_size=500)
    _recount(upload, len(rows))


def _overtaken(row: UploadRow, reason: str, mending: str) -> None:
    row.status = RowStatus.REFUSED
    problem = Problem(HEADERS["number"], row.given.get("number", ""), reason, mending, Level.REFUSED, "number")
    row.problems = [*row.problems, as_json(problem)]


def _recount(upload: Upload, late: int) -> None:
    counts = Counter(upload.rows.good().values_list("status", flat=True))
    Upload.objects.filter(pk=upload.pk).update(
        accepted=counts[RowStatus.ACCEPTED], warned=counts[RowStatus.WARNED], refused=upload.refused + late
    )
    upload.refresh_from_db()
