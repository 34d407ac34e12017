"""What goes back to the clerk: a template filled from the records, her own file with what came of each row."""

from __future__ import annotations

from typing import Any

from commutation.columns import HEADERS, LAYOUT, PROPOSAL
from commutation.models import Batch, Upload, UploadRow
from commutation.services.checking import held
from commutation.services.uploads import has_hidden_rows
from commutation.states import RowStatus
from procuratorate.lib import files
from procuratorate.lib.sheets import Column, Level, Problem, ReadRow, returned_name, write_back, write_table
from procuratorate.organs.actors import Actor

NOTES = (
    "一行一人。只留要提名的人，其余行删去；已填的内容取自档案，有误的请先更正档案。",
    "提请种类、拟减刑期（减刑）或假释考验期止（假释）由监区填写。",
    "回证、票据确实没有的填“缺”，并在备注说明。",
)


def template_sheet(*, batch: Batch, actor: Actor, empty: bool = False) -> bytes:
    """The template with everyone present within the actor's reach, ward by ward; `empty` leaves the rows out."""
    people = [] if empty else [one for one in held(actor=actor, prison_id=batch.prison_id).values() if one.present]
    rows = sorted((one.values for one in people), key=lambda values: (str(values.get("ward")), values["number"]))
    return write_table(LAYOUT.columns, [_written(row) for row in rows], title="提名表", notes=NOTES)


def _written(values: dict[str, Any]) -> dict[str, Any]:
    """What the records know; what is asked for stays open."""
    return {name: value for name, value in values.items() if name in HEADERS and name not in PROPOSAL}


def returned_sheet(upload: Upload) -> tuple[bytes, str]:
    """Her own file with three columns behind hers. What came without a file is written as a table.

    So is what is left of a list on which somebody stands from whom the reader is recused.
    """
    if not upload.stored or has_hidden_rows(upload):  # the file itself names everybody
        return mended_sheet(upload, every=True)
    rows = [_read(row) for row in upload.rows.all()]
    name = upload.filename
    return write_back(files.fetch(upload.stored), name, LAYOUT, rows), returned_name(name)


def _read(row: UploadRow) -> ReadRow:
    return ReadRow(row.number, {}, [_problem(one) for one in row.problems], LAYOUT, {})


def _problem(kept: dict[str, str]) -> Problem:
    level = Level.REFUSED if kept["level"] == RowStatus.REFUSED else Level.WARNED
    return Problem(kept["field"], kept["given"], kept["reason"], kept["mending"], level, kept["key"])


MARKS = (Column("result", "结果", width=8), Column("reason", "原因", width=40), Column("mending", "如何改", width=40))


def mended_sheet(upload: Upload, *, every: bool = False) -> tuple[bytes, str]:
    """Only the refused rows, ready to be mended and uploaded again."""
    rows = upload.rows.all() if every else upload.rows.to_mend()
    written = [{**row.given, **_marks(row)} for row in rows]
    stem = upload.filename.rpartition(".")[0] or upload.batch.title
    return write_table([*LAYOUT.columns, *MARKS], written, title="须改的行"), f"{stem}（须改的行）.xlsx"


def _marks(row: UploadRow) -> dict[str, str]:
    return {
        "result": RowStatus(row.status).label,
        "reason": "\n".join(f"{one['field']}“{one['given']}”：{one['reason']}" for one in row.problems),
        "mending": "\n".join(f"{one['field']}：{one['mending']}" for one in row.problems if one["mending"]),
    }
