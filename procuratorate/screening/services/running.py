"""Runs: begun by a person, worked off part by part by whichever worker claims one, stopped at any time."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from time import monotonic

import polars as pl
from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.lib.sql import insert_from, insert_rows
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import SITES
from procuratorate.screening.hints import hint_run
from procuratorate.screening.judging import Asked, Judged, judge
from procuratorate.screening.models import Hit, Partition, Run, RunPart, Tally, Version
from procuratorate.screening.permissions import may_run, may_steer
from procuratorate.screening.states import RUN_MOVES, WHOLE, PartState, RunState, Stratum

log = logging.getLogger(__name__)
WORKER = service_actor("screening")
LEASE = timedelta(seconds=120)  # a part of a month takes under a second
TURN = 20.0  # seconds a worker stays with runs before it gives others their turn


@transaction.atomic
def start_run(*, version: Version, permille: int, actor: Actor, at: datetime) -> Run:
    """Begin a run over the archive as it stands, within the actor's reach; a draft on a sample only."""
    sample = permille < WHOLE
    demand(may_run(actor, version, sample=sample), act="screening.start_run", target=version)
    if not 1 <= permille <= WHOLE:
        raise Unacceptable("抽样比例须在千分之一到全部之间。", fields={"permille": "填 1—1000"})
    parts = _partitions(version)
    if not parts:
        raise Unacceptable("档案里没有这一范围的案件，请先导入历史案件，或改模型的范围。")
    run: Run = Run.objects.create(
        organ_id=version.model.organ_id, version=version, permille=permille, sites=_sites(version, actor),
        by_id=signer(actor), at=at,
    )  # fmt: skip
    RunPart.objects.bulk_create(RunPart(run=run, partition=one) for one in parts)
    record(actor=actor, act="screening.start_run", target=run, detail={"parts": len(parts), "permille": permille})
    transaction.on_commit(hint_run)
    return run


def _partitions(version: Version) -> list[Partition]:
    rows = Partition.objects.current().filter(
        field=version.model.field, stratum=Stratum.CASES, year__gte=version.since, holdings__kind__in=version.kinds
    )
    return list((rows.filter(year__lte=version.until) if version.until else rows).distinct())


def _sites(version: Version, actor: Actor) -> list[int]:
    """Places of custody within reach, those of the version's scope if it names any."""
    near = Organ.objects.filter(pk__in=actor.organs, kind__in=SITES)
    chosen = near.filter(pk__in=version.sites) if version.sites else near
    return sorted(chosen.values_list("pk", flat=True))


def pause_run(*, run: Run, actor: Actor, at: datetime) -> None:
    """Stop claiming parts; those being worked on are finished, and what was found can be read."""
    demand(may_steer(actor, run), act="screening.pause_run", target=run)
    move(run, "pause", RUN_MOVES)
    record(actor=actor, act="screening.pause_run", target=run)


def resume_run(*, run: Run, actor: Actor, at: datetime) -> None:
    """Go on where it stopped."""
    demand(may_steer(actor, run), act="screening.resume_run", target=run)
    move(run, "resume", RUN_MOVES)
    record(actor=actor, act="screening.resume_run", target=run)
    transaction.on_commit(hint_run)


def cancel_run(*, run: Run, actor: Actor, at: datetime) -> None:
    """Give it up; what was found so far can be read, and sends no clues."""
    demand(may_steer(actor, run), act="screening.cancel_run", target=run)
    move(run, "cancel", RUN_MOVES, ended_at=at)
    record(actor=actor, act="screening.cancel_run", target=run)


def work(*, seconds: float = TURN, parts: int | None = None) -> int:
    """Take parts of any run until there is none, or one's turn is over; returns how many were done."""
    until, done = monotonic() + seconds, 0
    while monotonic() < until and (parts is None or done < parts):
        part = claim()
        if part is None:
            return done
        _settle(part)
        done += 1
    hint_run(workers=1)  # others had their turn; this one goes on
    return done


def _settle(part: RunPart) -> None:
    """A file that is gone or broken ends its part, not the run; the page says how many months are missing."""
    try:
        found = judge(part.partition.stored, asked_of(part.run))
    except (OSError, pl.exceptions.PolarsError):
        log.exception("partition %s cannot be read", part.partition_id)
        with acting_as(WORKER) as at:
            mine = RunPart.objects.filter(pk=part.pk, attempts=part.attempts, state=PartState.CLAIMED)
            if mine.update(state=PartState.FAILED, done_at=at, lease_until=None):
                _end(part.run_id, at)
    else:
        finish(part, found)


def claim() -> RunPart | None:
    """Take one free part with a lease. A part whose lease ran out is free again: its worker was killed."""
    with acting_as(WORKER) as at:
        free = RunPart.objects.free(at).select_for_update(skip_locked=True, of=("self",)).order_by("run", "pk")
        part: RunPart | None = free.select_related("run__version__model", "partition").first()
        if part is not None:
            part.state, part.attempts, part.lease_until = PartState.CLAIMED, part.attempts + 1, at + LEASE
            part.save(update_fields=["state", "attempts", "lease_until"])
        return part


def asked_of(run: Run) -> Asked:
    """What a run asks of a partition."""
    version = run.version
    return Asked(
        version.model.field, frozenset(version.rules), frozenset(version.kinds), frozenset(run.sites), version.slack,
        run.permille,
    )  # fmt: skip


def finish(part: RunPart, found: Judged) -> bool:
    """Write hits and counts with the mark that the part is done: all of it once, whoever was killed when.

    False where another worker took the part over meanwhile, or the run was cancelled: nothing is written.
    """
    with acting_as(WORKER) as at:
        mine = RunPart.objects.filter(pk=part.pk, attempts=part.attempts, state=PartState.CLAIMED)
        open_runs = [RunState.RUNNING, RunState.PAUSED]
        if not mine.filter(run__state__in=open_runs).update(state=PartState.DONE, done_at=at, lease_until=None):
            return False
        _write_hits(part, found.hits)
        _count(part, found.counts)
        _end(part.run_id, at)
    return True


def _write_hits(part: RunPart, hits: pl.DataFrame) -> None:
    """A hit known already (the same case in two partitions) is written once."""
    rows = hits.unique(["rule", "record"], keep="first", maintain_order=True)
    names = {"rule": "rule", "record": "record", "key": "key", "person": "person_id", "site": "site_id"}
    told = rows.rename(names | {"margin": "margin"}).with_columns(pl.all().cast(pl.String)).to_dicts()
    known = set(
        Hit.objects.filter(run=part.run_id, record__in=rows["record"].unique().to_list()).values_list("rule", "record")
    )
    fresh = [row for row in told if (row["rule"], row["record"]) not in known]
    insert_rows(Hit, fresh, run_id=part.run_id, partition_id=part.partition_id, year=part.partition.year)


ADDED = (
    "ON CONFLICT (run_id, site_id, year, rule) DO UPDATE SET judged = screening_tally.judged + EXCLUDED.judged,"
    " breached = screening_tally.breached + EXCLUDED.breached,"
    " undecided = screening_tally.undecided + EXCLUDED.undecided"
)


def _count(part: RunPart, counts: pl.DataFrame) -> None:
    """Add to the year's counts, in one order everywhere so that two workers never wait for each other in a ring."""
    told = counts.filter(pl.col("judged") + pl.col("breached") + pl.col("undecided") > 0).sort("site", "rule")
    if not len(told):
        return
    names = {"site": "site_id", "rule": "rule", "judged": "judged", "breached": "breached", "undecided": "undecided"}
    arrays = [told[name].to_list() for name in names]
    source = "unnest(%s::bigint[], %s::text[], %s::int[], %s::int[], %s::int[]) AS given (a, b, c, d, e)"
    columns = dict(zip(names.values(), (f"given.{letter}" for letter in "abcde"), strict=True))
    insert_from(
        Tally, source, arrays, columns, run_id=part.run_id, year=part.partition.year, tail=f"ORDER BY a, b {ADDED}"
    )


def _end(run_id: int, at: datetime) -> None:
    """The last part ends the run."""
    Run.objects.select_for_update().get(pk=run_id)
    if not RunPart.objects.filter(run=run_id).exclude(state__in=[PartState.DONE, PartState.FAILED]).exists():
        Run.objects.filter(pk=run_id, state__in=[RunState.RUNNING, RunState.PAUSED]).update(
            state=RunState.DONE, ended_at=at
        )


def is_left_alone() -> bool:
    """Whether parts are free and nobody is at work: a hint was lost, or every worker was killed."""
    with acting_as(WORKER) as at:
        at_work = RunPart.objects.filter(state=PartState.CLAIMED, lease_until__gte=at, run__state=RunState.RUNNING)
        return RunPart.objects.free(at).exists() and not at_work.exists()
