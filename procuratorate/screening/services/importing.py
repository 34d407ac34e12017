"""A file of historic cases becomes partitions: read and judged chunk by chunk, put into the manifest at once."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.lib.sheets import Unreadable
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Assignment, Organ
from procuratorate.organs.reach import acting_as, actor_for
from procuratorate.organs.states import SITES
from procuratorate.screening import partitions, storage
from procuratorate.screening.cleaning import Cleaner
from procuratorate.screening.columns import layout_of
from procuratorate.screening.fields import FIELDS
from procuratorate.screening.models import Holding, Import, Partition
from procuratorate.screening.permissions import may_import
from procuratorate.screening.reading import LINE, chunks
from procuratorate.screening.states import IMPORT_MOVES, ImportState, Source, Stratum
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.services import start_job

JOB = "screening.import"
WORKER = service_actor("screening")
HEADINGS = ("行", "结果", "栏", "所填", "原因", "如何改")
MOST_REASONS = 60


def import_file(*, path: Path, filename: str, code: str, actor: Actor, at: datetime, ordinary: bool = False) -> Import:
    """Keep a file of historic cases and have it read; `ordinary`: special circumstances it is silent on did not exist.

    Raises Unacceptable for an empty one, or one known already.
    """
    demand(may_import(actor), act="screening.import")
    if not path.stat().st_size:
        raise Unacceptable("文件是空的。请核对选的是不是要导入的文件。", fields={"file": "文件是空的"})
    stored, house = storage.keep(path), _house(actor)
    if known := Import.objects.filter(organ=house, stored=stored).exclude(state=ImportState.UNREADABLE).first():
        why = f"这个文件已于 {day_of(known.at)} 导入（{known.filename}），不必再导入。"
        raise Unacceptable(why, fields={"file": why})
    made: Import = Import.objects.create(
        organ=house, field=code, filename=filename[:200], stored=stored, size=path.stat().st_size,
        ordinary=ordinary, by_id=signer(actor), at=at,
    )  # fmt: skip
    address = made.get_absolute_url()
    made.job = start_job(
        kind=JOB, title=f"导入历史案件 {filename}"[:120], args={"import": made.pk}, actor=actor, address=address
    )
    made.save(update_fields=["job"])
    record(actor=actor, act="screening.import", target=made, detail={"sm3": stored})
    return made


def import_as(*, path: Path, number: str, ordinary: bool) -> Import:
    """The same in the name of an officer, for files no page takes. Raises Unacceptable for an unknown number."""
    with acting_as(WORKER) as at:
        on = day_of(at)
        posts = Assignment.objects.on(on).filter(officer__number__iexact=number)
        post = posts.select_related("organ__house", "officer", "acting_for__officer").first()
        if post is None or not path.is_file():
            raise Unacceptable("没有这个文件，或者没有这位在岗人员，请核对路径和工号。")
        actor = actor_for(post, on)
    with acting_as(actor) as at:
        code = next(iter(FIELDS))
        return import_file(path=path, filename=path.name, code=code, actor=actor, at=at, ordinary=ordinary)


def _house(actor: Actor) -> Organ:
    organ: Organ = Organ.objects.select_related("house").get(pk=actor.organ_id)
    return organ.house or organ


def read_import(*, job: Job, progress: Progress) -> dict[str, int]:
    """Runner of the job: all of the file in the archive, or nothing. Safe to run twice."""
    with acting_as(WORKER) as at:
        given = Import.objects.select_related("organ").get(pk=job.args["import"])
        cleaner = Cleaner(FIELDS[given.field], _sites(job, day_of(at)), given.organ_id, day_of(at), given.ordinary)
    if given.state != ImportState.WAITING:
        return {"rows": given.total}
    with TemporaryDirectory() as folder:
        work = _Work(given, cleaner, partitions.Spool(Path(folder)), Path(folder) / "problems.csv")
        try:
            return work.done(progress)
        except Unreadable as fault:
            with acting_as(WORKER) as at:
                move(given, "fail", IMPORT_MOVES, fault=str(fault)[:300], done_at=at)
            return {"rows": 0}


def _sites(job: Job, on: date) -> dict[str, int]:
    """What the places within the officer's reach are called: name, short name, code."""
    post = Assignment.objects.select_related("organ__house", "officer", "acting_for__officer").get(pk=job.assignment_id)
    rows = Organ.objects.filter(pk__in=actor_for(post, on).organs, kind__in=SITES)
    return {word: one.pk for one in rows for word in (one.code, one.short_name, one.name)}


@dataclass
class _Work:
    """One file being read."""

    given: Import
    cleaner: Cleaner
    spool: partitions.Spool
    sheet: Path
    total: int = 0
    accepted: int = 0
    remarked: int = 0
    reasons: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def done(self, progress: Progress) -> dict[str, int]:
        layout = layout_of(self.given.field)
        with self.sheet.open("w", encoding="utf-8-sig", newline="") as kept:
            told = csv.writer(kept)
            told.writerow(HEADINGS)
            for chunk in chunks(storage.locate(self.given.stored), self.given.filename, layout):
                self._take(chunk, told)
                progress.step(self.total, 0, f"已读 {self.total:,} 行，退回 {self.total - self.accepted:,} 行")
            made = list(self._parts(told, progress))
        self._enter(made)
        return {"rows": self.total, "accepted": self.accepted}

    def _take(self, chunk: pl.DataFrame, told: Any) -> None:
        good, problems = self.cleaner.clean(chunk)
        self.total += len(chunk)
        self.accepted += len(good)
        remarks = problems.filter(pl.col(LINE).is_in(good[LINE].implode()))
        self.remarked += remarks[LINE].n_unique()
        self._tell(problems, told)
        self.spool.add(good)

    def _tell(self, problems: pl.DataFrame, told: Any) -> None:
        told.writerows(problems.sort(LINE).rows())
        counted = problems.group_by("level", "column", "reason").len()
        for level, column, reason, count in counted.rows():
            self.reasons[level, column, reason] += count

    def _parts(self, told: Any, progress: Progress) -> Iterable[tuple[Partition, list[Holding]]]:
        """Month by month: each case once, and none that the archive has."""
        for year in self.spool.years():
            progress.step(self.total, self.total, f"写入 {year} 年")
            for month, frame in self.spool.months(year):
                fresh, problems = partitions.repeated(frame, self._known(year, month))
                self._tell(problems, told)
                self.accepted -= len(problems)
                yield from _partitioned(self.cleaner, fresh, year, month)

    def _known(self, year: int, month: int) -> set[str]:
        with acting_as(WORKER):
            rows = Partition.objects.current().filter(
                field=self.given.field, source=Source.IMPORT, year=year, month=month
            )
            return partitions.known_in(rows.values_list("stored", flat=True))

    def _enter(self, made: list[tuple[Partition, list[Holding]]]) -> None:
        returned = storage.keep(self.sheet) if self.reasons else ""
        with acting_as(WORKER) as at:
            move(
                self.given, "finish", IMPORT_MOVES, total=self.total, accepted=self.accepted, remarked=self.remarked,
                refused=self.total - self.accepted, returned=returned, done_at=at,
                reasons=[[*why, count] for why, count in self.reasons.most_common(MOST_REASONS)],
            )  # fmt: skip
            enter(made, imported=self.given, at=at)


def enter(made: Iterable[tuple[Partition, list[Holding]]], *, imported: Import | None, at: datetime) -> None:
    """Put partitions and what they hold into the manifest."""
    for partition, holdings in made:
        partition.imported, partition.at = imported, at
        partition.save(force_insert=True)
        for one in holdings:
            one.partition = partition
        Holding.objects.bulk_create(holdings)


def _partitioned(
    cleaner: Cleaner, frame: pl.DataFrame, year: int, month: int
) -> Iterable[tuple[Partition, list[Holding]]]:
    """A month's cases, and apart from them records of institutions that have ended: those are never screened."""
    ended = [one.code for one in cleaner.field.kinds if not one.is_screened]
    for stratum, rows in (
        (Stratum.CASES, frame.filter(~pl.col("case_kind").is_in(ended))),
        (Stratum.ENDED, frame.filter(pl.col("case_kind").is_in(ended))),
    ):
        if len(rows):
            yield partition_of(
                rows, code=cleaner.field.code, stratum=stratum, source=Source.IMPORT, year=year, month=month
            )


def partition_of(
    rows: pl.DataFrame, *, code: str, stratum: Stratum, source: Source, year: int, month: int
) -> tuple[Partition, list[Holding]]:
    """Write the file of a month; its manifest, not yet saved."""
    stored, size = partitions.written(rows)
    made = Partition(
        field=code, stratum=stratum, source=source, year=year, month=month, stored=stored, rows=len(rows), size=size
    )
    counts = rows.group_by("site", "case_kind").len().sort("site", "case_kind").rows()
    return made, [Holding(site_id=site, kind=kind, rows=count) for site, kind, count in counts]
