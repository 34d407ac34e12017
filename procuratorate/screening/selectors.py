"""Reads across archive and manifest. Every record leaves through `records_of`: within reach, masked where sealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Count, Max, Min, Q, Sum

from procuratorate.custody.models import Judgment
from procuratorate.custody.querysets import recused_from
from procuratorate.lib.law.standings import Measure
from procuratorate.lib.names import mask
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.screening import partitions, storage
from procuratorate.screening.fields import FIELDS, Field
from procuratorate.screening.models import Hit, Holding, Partition, Run, RunPart, Sealed, Suspicion, Tally
from procuratorate.screening.states import PartState, Standing, Stratum

HIDDEN = "（已封存）"
MOST_FOUND = 100
_PRIVATE = frozenset({"born_on"})


@dataclass(frozen=True)
class Record:
    """One archived case as it may be read."""

    record: str
    partition: int
    field: Field
    site: int
    place: str
    number: str
    name: str
    kind: int
    on: date
    sealed: bool
    live: str
    key: str
    values: dict[str, Any]

    @property
    def kind_word(self) -> str:
        found = self.field.kind(self.kind)
        return found.label if found else ""

    @property
    def address(self) -> str:
        """The page of this system, for a living case."""
        return self.field.page(self.live) if self.live and self.field.page else ""

    @property
    def paper(self) -> tuple[str, str] | None:
        """Where a paper on this case begins: (word, address)."""
        return self.field.papers(self.live) if self.field.papers else None


def records_of(wanted: Iterable[tuple[int, str]], actor: Actor) -> dict[str, Record]:
    """(partition, record) → what the actor may read of it; what lies out of reach is left out."""
    by_partition: defaultdict[int, set[str]] = defaultdict(set)
    for partition, record in wanted:
        by_partition[partition].add(record)
    found: list[tuple[Partition, dict[str, Any]]] = []
    for one in Partition.objects.filter(pk__in=by_partition):
        if not storage.locate(one.stored).exists():
            continue
        rows = partitions.read(one.stored).filter(pl.col("record").is_in(sorted(by_partition[one.pk])))
        found += [(one, row) for row in rows.to_dicts()]
    return {record.record: record for record in _read(found, actor)}


def _read(found: Sequence[tuple[Partition, dict[str, Any]]], actor: Actor) -> list[Record]:
    away = set(recused_from(actor).values_list("person_id", flat=True))
    within = [(one, row) for one, row in found if actor.sees(row["site"]) and row.get("person") not in away]
    sealed = set(
        Sealed.objects.filter(record__in=[row["record"] for _, row in within]).values_list("record", flat=True)
    )
    people = {row["person"] for _, row in within if row.get("person")}
    if people:
        later = set(_sealed_people(people))
        sealed |= {row["record"] for _, row in within if row.get("person") in later}
    return [_record(one, row, row["sealed"] or row["record"] in sealed) for one, row in within]


def _sealed_people(people: Iterable[int]) -> Iterable[int]:
    """Whose conviction was sealed meanwhile."""
    rows = Judgment.objects.filter(person__in=list(people), is_sealed=True, is_prior=False)
    return rows.values_list("person_id", flat=True)


def _record(partition: Partition, row: dict[str, Any], sealed: bool) -> Record:
    field = FIELDS[partition.field]
    values = {name: _value(field, name, row.get(name)) for name in field.facts if row.get(name) is not None}
    if sealed:
        values = {name: value for name, value in values.items() if name not in _PRIVATE}
    return Record(
        record=row["record"], partition=partition.pk, field=field, site=row["site"], place=row.get("place") or "",
        number=HIDDEN if sealed else row["number"], name=HIDDEN if sealed else row["name"], kind=row["case_kind"],
        on=date.fromordinal(row["day"]), sealed=sealed, live=row.get("live") or "", key=row["key"], values=values,
    )  # fmt: skip


def _value(field: Field, name: str, stored: Any) -> Any:
    return date.fromordinal(stored) if field.facts[name].measure is Measure.DATE else stored


@dataclass(frozen=True)
class Asked:
    """What an officer looks for in the archive."""

    code: str
    number: str = ""
    name: str = ""
    since: int | None = None
    until: int | None = None
    kind: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.number or self.name)


def search(asked: Asked, actor: Actor) -> list[Record]:
    """Cases by number or name within reach, at most a hundred, the latest first. Sealed ones by nothing at all."""
    found: list[tuple[Partition, dict[str, Any]]] = []
    for one in _searched(asked):
        if not storage.locate(one.stored).exists():
            continue
        frame = partitions.read(one.stored)
        rows = frame.filter(_wanted(asked) & pl.col("site").is_in(list(actor.organs)) & ~pl.col("sealed"))
        found += [(one, row) for row in rows.head(MOST_FOUND - len(found)).to_dicts()]
        if len(found) >= MOST_FOUND:
            break
    return [one for one in _read(found, actor) if not one.sealed]


def _searched(asked: Asked) -> Any:
    rows = Partition.objects.current().filter(field=asked.code)
    if asked.since:
        rows = rows.filter(year__gte=asked.since)
    if asked.until:
        rows = rows.filter(year__lte=asked.until)
    if asked.kind:
        rows = rows.filter(holdings__kind=asked.kind).distinct()
    return rows.order_by("-year", "-month", "-pk")


def _wanted(asked: Asked) -> pl.Expr:
    wanted = pl.lit(value=True)
    if asked.number:
        wanted &= pl.col("number") == asked.number
    if asked.name:
        wanted &= pl.col("name") == asked.name
    return wanted & (pl.col("case_kind") == asked.kind) if asked.kind else wanted


@dataclass(frozen=True)
class Shelf:
    """What the archive holds of one place: how many, from when to when, how fresh."""

    site: Organ
    rows: int
    first: int
    last: int
    fresh: Any
    live: int


def shelves(actor: Actor, stratum: Stratum = Stratum.CASES) -> list[Shelf]:
    """Coverage by place, within reach."""
    rows = Holding.objects.visible_to(actor).filter(partition__replaced_at=None, partition__stratum=stratum)
    told = rows.values("site").annotate(
        n=Sum("rows"), first=Min("partition__year"), last=Max("partition__year"), fresh=Max("partition__at"),
        live=Sum("rows", filter=Q(partition__source="live")),
    )  # fmt: skip
    organs = Organ.objects.in_bulk([row["site"] for row in told])
    shelves = [
        Shelf(organs[row["site"]], row["n"], row["first"], row["last"], row["fresh"], row["live"] or 0) for row in told
    ]
    return sorted(shelves, key=lambda one: one.site.path)


def by_year(actor: Actor, stratum: Stratum) -> list[tuple[int, list[tuple[str, int]], int]]:
    """(year, (kind, how many), how many altogether), within reach."""
    rows = Holding.objects.visible_to(actor).filter(partition__replaced_at=None, partition__stratum=stratum)
    told = rows.values("partition__year", "partition__field", "kind").annotate(n=Sum("rows"))
    years: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for row in told.order_by("-partition__year", "kind"):
        kind = FIELDS[row["partition__field"]].kind(row["kind"])
        years[row["partition__year"]].append((kind.label if kind else str(row["kind"]), row["n"]))
    return [(year, kinds, sum(n for _, n in kinds)) for year, kinds in years.items()]


@dataclass(frozen=True)
class Progress:
    """How far a run is: parts, and cases and hits of the places within reach."""

    done: int
    total: int
    cases: int
    hits: int
    undecided: int
    failed: int
    years: list[tuple[int, int, int]]  # year, parts done, parts

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 0


def progress_of(run: Run, actor: Actor) -> Progress:
    """Parts by year, counts within reach."""
    parts = RunPart.objects.filter(run=run).values("partition__year")
    told = parts.annotate(
        n=Count("pk"), d=Count("pk", filter=Q(state=PartState.DONE)), f=Count("pk", filter=Q(state=PartState.FAILED))
    ).order_by("partition__year")
    years = [(row["partition__year"], row["d"], row["n"]) for row in told]
    sums = (
        Tally.objects.visible_to(actor)
        .filter(run=run)
        .aggregate(c=Sum("judged"), h=Sum("breached"), u=Sum("undecided"))
    )
    done, total = sum(d for _, d, _ in years), sum(n for *_, n in years)
    failed = sum(row["f"] for row in told)
    return Progress(done, total, sums["c"] or 0, sums["h"] or 0, sums["u"] or 0, failed, years)


def compared(one: Run, other: Run, actor: Actor) -> list[tuple[str, int, int, int]]:
    """Rule → hits in both, only in the one, only in the other; over the cases both were asked about."""
    least = min(one.permille, other.permille)
    rows = {run.pk: _hits_in_sample(run, least, actor) for run in (one, other)}
    rules = sorted({rule for found in rows.values() for rule, _ in found})
    first, second = rows[one.pk], rows[other.pk]
    table = []
    for rule in rules:
        a, b = ({record for code, record in found if code == rule} for found in (first, second))
        table.append((rule, len(a & b), len(a - b), len(b - a)))
    return table


def _hits_in_sample(run: Run, permille: int, actor: Actor) -> set[tuple[str, str]]:
    rows = Hit.objects.visible_to(actor).filter(run=run).values_list("rule", "record")
    return {(rule, record) for rule, record in rows.iterator() if int(record[:8], 16) % 1000 < permille}


def became(actor: Actor) -> Any:
    """What became of the clues of each rule, definition by definition and version by version."""
    rows = Suspicion.objects.visible_to(actor).order_by().values("clue__field", "rule", "digest", "source", "version")
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in Standing}
    return rows.annotate(sent=Count("pk"), **counts).order_by("rule", "version")


def masked_name(record: Record) -> str:
    """As titles and notifications bear it."""
    return record.name if record.sealed else mask(record.name)
