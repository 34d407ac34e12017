"""A model of chen's 派出院, its run over one case of 青岑监狱, the clue it became: nobody else learns of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from django.db.models import Model

from procuratorate.deadlines.models import Deadline
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.screening import partitions, storage
from procuratorate.screening.models import (
    Clue,
    Hit,
    Holding,
    Import,
    Partition,
    Run,
    RunPart,
    Sending,
    SupervisionModel,
    Suspicion,
    Tally,
    Version,
)
from tests.cast import Cast

ARCHIVED = "金丝雀辛"
RULE, RECORD, KEY = "half-served", "a" * 16, "b" * 16
OF_VERSION, OF_RUN = "version version_edit version_act version_run", "run run_act hits send run_export"
OF_CLUE = "clue follow clue_notice snooze"


def screening_arguments(cast: Cast) -> dict[str, dict[str, Any]]:
    """The routes of the screening, asked about that model, run, clue and record."""
    with acting_as(BUILDER):
        given, part = _archived(cast)
        run = _run(cast, part)
        clue, raised = _clue(cast, run, part)
    version = {"pk": run.version.model_id, "number": 1}
    return (
        _same(OF_VERSION, version)
        | _same(OF_RUN, {"pk": run.pk})
        | _same(OF_CLUE, {"pk": clue.pk})
        | _same("import refused", {"pk": given.pk})
        | _same("record seal", {"pk": part.pk, "record": RECORD})
        | {
            "screening:model": {"pk": version["pk"]},
            "screening:compare": {"pk": run.pk, "other": run.pk},
            "screening:settle": {"pk": clue.pk, "suspicion": raised.pk},
        }
    )


def _same(names: str, arguments: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"screening:{name}": dict(arguments) for name in names.split()}


def _archived(cast: Cast) -> tuple[Import, Partition]:
    row = {
        "record": RECORD, "key": KEY, "site": cast.qingcen.pk, "place": "青岑监狱", "number": "771001",
        "name": ARCHIVED, "case_kind": 1, "day": date(2018, 3, 5).toordinal(), "year": 2018, "month": 3,
        "sealed": False,
    }  # fmt: skip
    stored, size = partitions.written(pl.DataFrame([row]))
    told = {"organ": cast.suburb, "field": "commutation", "by": cast.pei}
    given = Import.objects.create(
        filename="金丝雀.csv", stored=storage.keep(storage.locate(stored)), returned=stored, state="done", **told
    )
    part = Partition.objects.create(
        field="commutation", year=2018, month=3, stored=stored, rows=1, size=size, imported=given
    )
    Holding.objects.create(partition=part, site=cast.qingcen, kind=1, rows=1)
    return given, part


def _run(cast: Cast, part: Partition) -> Run:
    model = SupervisionModel.objects.create(organ=cast.suburb, field="commutation", title="半数", aim="x", by=cast.pei)
    version = Version.objects.create(
        model=model, number=1, rules=[RULE], kinds=[1], state="approved", by=cast.pei, approved_by=cast.qin,
        approved_at="2026-11-02T02:00:00Z",
    )  # fmt: skip
    told: dict[str, Model] = {"organ": cast.suburb, "version": version, "by": cast.pei}
    run = Run.objects.create(sites=[cast.qingcen.pk], **told)
    RunPart.objects.create(run=run, partition=part)
    Tally.objects.create(run=run, site=cast.qingcen, year=2018, rule=RULE, breached=1)
    Hit.objects.create(
        run=run, partition=part, site=cast.qingcen, rule=RULE, year=2018, record=RECORD, key=KEY, margin=-1
    )
    return run


def _clue(cast: Cast, run: Run, part: Partition) -> tuple[Clue, Suspicion]:
    clock = Deadline.objects.filter(organ=cast.office).first()
    sending = Sending.objects.create(
        run=run, organ=cast.office, due_on=date(2026, 12, 1), count=1, clock=clock, by=cast.pei
    )
    clue = Clue.objects.create(
        organ=cast.office, site=cast.qingcen, sending=sending, partition=part, field="commutation", record=RECORD,
        key=KEY, year=2018,
    )  # fmt: skip
    told = {"digest": "", "version": run.version, "source": "半数 第1版", "margin": -1}
    return clue, Suspicion.objects.create(clue=clue, rule=RULE, **told)
