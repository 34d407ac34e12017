"""A roster comes in, is checked by writing it and taking it back, and is written for good when the clerk says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from prisons.models import Roster
from prisons.permissions import may_commit, may_import
from prisons.services.roster.columns import LAYOUT
from prisons.services.roster.judging import Known, judge
from prisons.services.roster.writing import Outcome, Writer
from prisons.states import RosterState
from procuratorate.audit.services import record
from procuratorate.custody.services.recusing import avoided
from procuratorate.lib.digest import sm3
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.sheets import Level, Problem, ReadRow, Row, Unreadable, open_sheet, read_rows, write_back
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import start_job

CHUNK = 500  # rows per transaction: progress can be told, and a killed worker starts again without doubling anything
Report = Callable[[int, int, str], None]


@transaction.atomic
def upload_roster(*, data: bytes, filename: str, actor: Actor) -> Roster:
    """Keep the clerk's file and start its check. Raises Unacceptable for a file too large or empty."""
    demand(may_import(actor), act="prisons.upload_roster")
    if not data:
        raise Unacceptable("文件是空的。请打开看看是否存好，再选一次。", fields={"file": "选择有内容的表格"})
    if len(data) > settings.UPLOAD_LIMIT:
        most = f"{settings.UPLOAD_LIMIT // 2**20} MB"
        raise Unacceptable(f"文件超过 {most}。请删去表中的图片，或分几次导入。", fields={"file": f"{most} 以内的表格"})
    roster = Roster.objects.create(
        organ=prison_of(actor),
        assignment_id=actor.assignment_id or 0,
        filename=filename[:200],
        content=data,
        digest=sm3(data),
    )
    roster.job = start_job(
        kind="prisons.check_roster",
        title=f"核对花名册 {filename[:80]}",
        args={"roster": roster.pk},
        actor=actor,
        address=f"/inmates/import/{roster.pk}/",
    )
    roster.save(update_fields=["job"])
    record(actor=actor, act="prisons.upload_roster", target=roster, detail={"digest": roster.digest})
    return roster


def check_roster(*, roster_id: int, actor: Actor, on: date, report: Report) -> None:
    """Read, judge and try every row; the findings are kept on the roster. Safe to run twice. Runs outside any door."""
    with acting_as(actor):
        roster = Roster.objects.select_related("organ").get(pk=roster_id)
    if roster.state != RosterState.CHECKING:
        return
    report(0, 0, "读取文件")
    try:
        rows = read_rows(open_sheet(bytes(roster.content), roster.filename, LAYOUT), LAYOUT)
    except Unreadable as error:
        with acting_as(actor):
            Roster.objects.filter(pk=roster_id).update(state=RosterState.DISCARDED, problem=str(error)[:300])
        return
    outcomes: dict[int, Outcome] = {}
    for done, chunk in _chunks(rows):
        with acting_as(actor):
            known = _judged(chunk, roster.organ, on)
            outcomes |= _tried(chunk, known, on)
        report(done, len(rows), "核对")
    counts = Counter(row.level for row in rows)
    with acting_as(actor):
        Roster.objects.filter(pk=roster_id, state=RosterState.CHECKING).update(
            state=RosterState.CHECKED,
            total=len(rows),
            accepted=counts[Level.ACCEPTED],
            warned=counts[Level.WARNED],
            refused=counts[Level.REFUSED],
            findings=[finding(row, outcomes.get(row.number)) for row in rows],
        )


@transaction.atomic
def commit_roster(*, roster: Roster, actor: Actor) -> None:
    """Start writing the good rows. Asked for twice, it is done once."""
    demand(may_commit(actor, roster), act="prisons.commit_roster", target=roster)
    if len(shown_findings(roster, actor)) < len(roster.findings):
        raise Conflict("花名册里有您回避的人，请由其他民警写入。", title=str(roster))
    if roster.accepted + roster.warned == 0:
        raise Unacceptable("没有可以写入的行。请先按“如何改”改正退回的行，再重新导入。")
    moved = Roster.objects.filter(pk=roster.pk, state=RosterState.CHECKED).update(state=RosterState.COMMITTING)
    if not moved:
        raise Conflict("这份花名册已经开始写入，不必重复提交。")
    job = start_job(
        kind="prisons.commit_roster",
        title=f"写入花名册 {roster.filename[:80]}",
        args={"roster": roster.pk},
        actor=actor,
        address=f"/inmates/import/{roster.pk}/",
    )
    Roster.objects.filter(pk=roster.pk).update(job=job)
    record(actor=actor, act="prisons.commit_roster", target=roster, detail={"digest": roster.digest})


def write_roster(*, roster_id: int, actor: Actor, on: date, report: Report) -> None:
    """Write the good rows, chunk by chunk. Safe to run twice: a row already written stands as it is."""
    with acting_as(actor):
        roster = Roster.objects.select_related("organ").get(pk=roster_id)
    if roster.state != RosterState.COMMITTING:
        return
    rows = read_rows(open_sheet(bytes(roster.content), roster.filename, LAYOUT), LAYOUT)
    counts: Counter[str] = Counter()
    for done, chunk in _chunks(rows):
        with acting_as(actor):
            outcomes = write_rows(rows=chunk, prison=roster.organ, actor=actor, on=on, reason=roster.filename)
        counts.update(outcome.kind for outcome in outcomes)
        report(done, len(rows), "写入")
    with acting_as(actor) as at:
        Roster.objects.filter(pk=roster_id, state=RosterState.COMMITTING).update(
            state=RosterState.COMMITTED, committed_at=at, outcome=dict(counts)
        )
        record(actor=actor, act="prisons.write_roster", target=roster, detail=dict(counts))


def write_rows(*, rows: Sequence[ReadRow], prison: Organ, actor: Actor, on: date, reason: str) -> list[Outcome]:
    """Judge rows and write the good ones in the caller's transaction: the one way in, for files and for the API."""
    demand(may_import(actor), act="prisons.write_rows")
    known = _judged(rows, prison, on)
    good = [row for row in rows if not row.refused]
    try:
        with transaction.atomic():
            return _written(good, known, actor, on, reason) if good else []
    except IntegrityError as error:
        raise Conflict("写入时有记录刚被他人改动，请重新核对后再写入。") from error


def write_own(*, rows: Sequence[ReadRow], actor: Actor, on: date, reason: str) -> list[Outcome]:
    """`write_rows` into the prison of the actor's own post."""
    demand(may_import(actor), act="prisons.write_rows")
    prison = prison_of(actor)
    outcomes = write_rows(rows=rows, prison=prison, actor=actor, on=on, reason=reason)
    record(actor=actor, act="prisons.write_rows", target=prison, detail={"ids": [one.inmate_id for one in outcomes]})
    return outcomes


def prison_of(actor: Actor) -> Organ:
    """The house of the actor's post: a clerk may sit in one of its departments."""
    organ: Organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    return organ.house or organ


def shown_findings(roster: Roster, actor: Actor) -> list[dict[str, Any]]:
    """The findings without those of persons from whom the actor is recused."""
    hidden = avoided(actor=actor)
    return [one for one in roster.findings if hidden.isdisjoint({one["number"], one["name"]})]


def returned_file(roster: Roster, actor: Actor) -> bytes:
    """The clerk's own workbook with 结果, 原因, 如何改, from the findings kept.

    The file names everybody, so it is for those who may read every row: raises Conflict for others.
    """
    if len(shown_findings(roster, actor)) < len(roster.findings):
        raise Conflict("花名册里有您回避的人，原表请由其他民警下载。", title=str(roster))
    rows = read_rows(open_sheet(bytes(roster.content), roster.filename, LAYOUT), LAYOUT)
    told = {one["row"]: one["problems"] for one in roster.findings}
    for row in rows:
        keys = {column.title: column.key for column in LAYOUT.columns}
        row.problems = [
            Problem(
                p["column"], p["given"], p["reason"], p["mending"], Level[p["level"].upper()], keys.get(p["column"], "")
            )
            for p in told.get(row.number, [])
        ]
    return write_back(bytes(roster.content), roster.filename, LAYOUT, rows)


def discard_roster(*, roster: Roster, actor: Actor) -> None:
    """Give up a checked roster: its file and findings are emptied, the act stays in the audit."""
    demand(may_commit(actor, roster), act="prisons.discard_roster", target=roster)
    empty = {"state": RosterState.DISCARDED, "content": b"", "findings": []}
    Roster.objects.filter(pk=roster.pk, state=RosterState.CHECKED).update(**empty)
    record(actor=actor, act="prisons.discard_roster", target=roster)


def rows_of(items: Iterable[dict[str, Any]]) -> list[ReadRow]:
    """Rows of the API as rows of a sheet, numbered from 1: same parsers, same words. Unknown keys are refused."""
    keys = {column.key for column in LAYOUT.columns}
    listed = list(items)
    rows = [Row(place, {k: v for k, v in item.items() if k in keys}) for place, item in enumerate(listed, 1)]
    read = read_rows(SimpleNamespace(rows=rows), LAYOUT)  # type: ignore[arg-type]  # only .rows is read
    for row, item in zip(read, listed, strict=True):
        for key in sorted(set(item) - keys):
            row.refuse("", f"没有“{key[:40]}”这一栏", "按接口说明改正栏名")
    return read


def finding(row: ReadRow, outcome: Outcome | None) -> dict[str, Any]:
    """What is told of one row, on screen and over the API."""
    return {
        "row": row.number,
        "number": row.values["number"] or "",
        "name": row.values["name"] or "",
        "ward": row.values["ward"] or "",
        "level": row.level.name.lower(),
        "kind": outcome.kind if outcome else "",
        "problems": [
            {
                "column": p.column,
                "given": p.given,
                "reason": p.reason,
                "mending": p.mending,
                "level": p.level.name.lower(),
            }
            for p in row.problems
        ],
        "changes": [{"label": c.label, "before": c.before, "after": c.after} for c in outcome.changes]
        if outcome
        else [],
    }


def _judged(rows: Sequence[ReadRow], prison: Organ, on: date) -> Known:
    known = Known.of(rows, prison, on)
    judge([row for row in rows if row.values["number"]], known)
    return known


def _written(rows: Sequence[ReadRow], known: Known, actor: Actor, on: date, reason: str) -> list[Outcome]:
    writer = Writer(rows, known, on)
    outcomes = writer.write()
    writer.settle(actor=actor, reason=reason[:200])
    return outcomes


def _tried(rows: Sequence[ReadRow], known: Known, on: date) -> dict[int, Outcome]:
    """What writing would do, found out by doing it and taking it back."""
    good = [row for row in rows if not row.refused]
    if not good:
        return {}
    try:
        with transaction.atomic():
            outcomes = Writer(good, known, on).write()
            transaction.set_rollback(True)
    except IntegrityError as error:
        raise Conflict("核对时有记录刚被他人改动，请重新上传。") from error
    return {outcome.number: outcome for outcome in outcomes}


def _chunks(rows: Sequence[ReadRow]) -> Iterable[tuple[int, Sequence[ReadRow]]]:
    for start in range(0, len(rows), CHUNK):
        yield min(start + CHUNK, len(rows)), rows[start : start + CHUNK]
