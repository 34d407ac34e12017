"""Many rulings at once from a sheet: each row checked, registered, matched when sure; the refused say how to mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commutation.models import Ruling
from commutation.permissions.courts import may_register
from commutation.ruling_columns import LAYOUT
from commutation.services.rulings.registering import check_ruling, register_ruling
from commutation.states import Kind
from commutation.states.courts import RulingState
from commutation.tables import read_mappings
from procuratorate.audit.services import record
from procuratorate.lib import files
from procuratorate.lib.cells import MISSING, Raw
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.sheets import ReadRow, Unreadable, open_sheet, read_rows
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind as OrganKind

MOST_ROWS = 2000


@dataclass(frozen=True)
class Line:
    """What became of one row: the ruling, or why there is none."""

    row: ReadRow
    ruling: Ruling | None = None
    known: bool = False

    @property
    def matched(self) -> bool:
        return self.ruling is not None and self.ruling.state == RulingState.MATCHED

    @property
    def status(self) -> str:
        """matched, registered, known or refused."""
        if self.ruling is None:
            return "known" if self.known else "refused"
        return "matched" if self.matched else "registered"


@dataclass(frozen=True)
class Imported:
    """A sheet of rulings as it was taken: `stored` is the SM3 of the file."""

    stored: str
    lines: list[Line]

    def count(self, what: str) -> int:
        """registered, matched, known or refused."""
        tests = {
            "registered": lambda line: line.ruling is not None,
            "matched": lambda line: line.matched,
            "known": lambda line: line.known,
            "refused": lambda line: line.row.refused,
        }
        return sum(map(tests[what], self.lines))


def import_rulings(*, data: bytes, filename: str, actor: Actor, at: datetime) -> Imported:
    """Register every good row. A row registered before is known and changes nothing, so the same file may come twice.

    Raises Unacceptable when the file cannot be read at all.
    """
    demand(may_register(actor), act="commutation.import_rulings")
    try:
        sheet = open_sheet(data, filename, LAYOUT)
    except Unreadable as fault:
        raise Unacceptable(f"{fault.reason}。{fault.mending}", fields={"file": fault.reason}) from None
    rows = read_rows(sheet, LAYOUT)
    if len(rows) > MOST_ROWS:
        raise Unacceptable(f"一次最多导入{MOST_ROWS}行，请分成几个文件。", fields={"file": "行数过多"})
    return _register(rows, files.keep(data), actor, at)


def take_rulings(*, rows: Iterable[Mapping[str, Raw]], actor: Actor, at: datetime) -> Imported:
    """The same for rows that came without a file, keyed by the columns of the sheet."""
    demand(may_register(actor), act="commutation.import_rulings")
    return _register(read_mappings(rows, LAYOUT), "", actor, at)


def _register(rows: list[ReadRow], stored: str, actor: Actor, at: datetime) -> Imported:
    courts = {organ.name: organ for organ in Organ.objects.filter(kind__in=[OrganKind.COURT, OrganKind.BUREAU])}
    made = Imported(stored, [_take(row, stored, courts, actor, at) for row in rows])
    record(actor=actor, act="commutation.import_rulings", detail={"sm3": stored, "rows": made.count("registered")})
    return made


def _take(row: ReadRow, stored: str, courts: Mapping[str, Organ], actor: Actor, at: datetime) -> Line:
    if row.refused:
        return Line(row)
    told = _told(row, courts)
    try:
        check_ruling(told, day_of(at))
        source = {"file": stored, "row": row.number, "cells": {key: str(value) for key, value in row.given.items()}}
        return Line(row, register_ruling(told=told, actor=actor, at=at, source=source))
    except Conflict:
        return Line(row, known=True)
    except Unacceptable as fault:
        for key, why in (fault.fields or {"case_no": fault.message}).items():
            row.refuse(key, why, "照裁定书填写")
        return Line(row)


def _told(row: ReadRow, courts: Mapping[str, Organ]) -> dict[str, Any]:
    values = {key: (None if value is MISSING else value) for key, value in row.values.items()}
    identity = values.pop("id_number", None) or ""
    words = ("number", "decider", "case_no", "name")
    return {
        **values,
        **{key: values.get(key) or "" for key in words},
        "id_tail": identity[-4:],
        "kind": values.get("kind") or Kind.COMMUTATION,
        "court": courts.get(values.get("decider") or ""),
    }
