"""Cases of this system as partitions: only the months in which something changed are written anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import polars as pl

from procuratorate.lib.law.standings import Measure
from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as
from procuratorate.screening.cleaning import short
from procuratorate.screening.fields import FIELDS, Field, Live
from procuratorate.screening.models import Partition
from procuratorate.screening.services.importing import enter, partition_of
from procuratorate.screening.states import Source, Stratum

WORKER = service_actor("screening")


def take_snapshots() -> int:
    """Bring the months of living cases up to date; how many were written. Twice in a row writes nothing."""
    return sum(_snapshot(field) for field in FIELDS.values() if field.live)


def _snapshot(field: Field) -> int:
    with acting_as(WORKER) as at:
        months: defaultdict[tuple[int, int], list[Live]] = defaultdict(list)
        for one in field.live(None) if field.live else ():
            months[one.on.year, one.on.month].append(one)
        return sum(_month(field, year, month, rows, at) for (year, month), rows in sorted(months.items()))


def _month(field: Field, year: int, month: int, rows: Iterable[Live], at: datetime) -> int:
    made, holdings = partition_of(
        _frame(field, rows), code=field.code, stratum=Stratum.CASES, source=Source.LIVE, year=year, month=month
    )
    old = Partition.objects.current().filter(
        field=field.code, stratum=Stratum.CASES, source=Source.LIVE, year=year, month=month
    )
    if old.filter(stored=made.stored).exists():
        return 0
    old.update(replaced_at=at)
    enter([(made, holdings)], imported=None, at=at)
    return 1


def _frame(field: Field, rows: Iterable[Live]) -> pl.DataFrame:
    told = list(rows)
    root: dict[str, list[Any]] = {
        "record": [short(f"{field.code}\x1flive\x1f{one.key}") for one in told],
        "key": [short(f"person\x1f{one.person}") for one in told],
        "number": [one.number for one in told], "name": [one.name for one in told], "live": [one.key for one in told],
        "sealed": [one.sealed for one in told], "place": ["" for _ in told],
    }  # fmt: skip
    numbers = {"site": [one.site for one in told], "person": [one.person for one in told]}
    small = {"case_kind": [one.kind for one in told], "day": [one.on.toordinal() for one in told]}
    small |= {"year": [one.on.year for one in told], "month": [one.on.month for one in told]}
    columns = [pl.Series(name, values) for name, values in root.items()]
    columns += [pl.Series(name, values, dtype=pl.Int64) for name, values in numbers.items()]
    columns += [pl.Series(name, values, dtype=pl.Int32) for name, values in small.items()]
    return pl.DataFrame(columns + [_fact(name, told, field) for name in field.facts if name != field.kind_fact])


def _fact(name: str, rows: list[Live], field: Field) -> pl.Series:
    kept = pl.Boolean if field.facts[name].measure is Measure.FLAG else pl.Int32
    return pl.Series(name, [_plain(one.values.get(name)) for one in rows], dtype=kept)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.toordinal()
    return value if value is None or isinstance(value, bool) else int(value)
