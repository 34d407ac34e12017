"""The whole calendar as three tables, so that months are look-ups: the meaning of `months`, laid out day by day."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from procuratorate.lib.law import months

Table: TypeAlias = "np.ndarray[Any, np.dtype[np.int32]]"


@cache
def tables() -> tuple[Table, Table, Table]:
    """The month ordinal of each day, its place (day 0 stands for what lies before the first), the day at each place."""
    day = pl.date_range(date.min, date.max, eager=True)
    month = 12 * day.dt.year() + day.dt.month().cast(pl.Int32) - 1
    number = day.dt.day().cast(pl.Int32) - 1
    last = day == day.dt.month_end()
    made = pl.DataFrame({"month": month, "number": number, "last": last})
    ordinals = made.select(
        pl.col("month") * months.PLACES + pl.when("last").then(months.PLACES - 1).otherwise("number")
    )
    return _by_day(ordinals.to_series()), _by_day(month * months.PLACES + number), _days(made)


def _by_day(numbers: pl.Series) -> Table:
    return pl.concat([numbers.head(1), numbers]).cast(pl.Int32).to_numpy()


def _days(made: pl.DataFrame) -> Table:
    """The last of the month where the number does not exist in it (`months.day_at`)."""
    ends = made.with_row_index("day", offset=1).group_by("month", maintain_order=True).agg(pl.last("day"), pl.len())
    every = ends.join(pl.DataFrame({"number": range(months.PLACES)}), how="cross")
    within = pl.min_horizontal("number", pl.col("len") - 1)
    day = every.select((pl.col("day") - pl.col("len") + 1 + within).cast(pl.Int32)).to_series()
    return pl.concat([pl.Series([1] * months.NO_EARLIER, dtype=pl.Int32), day]).to_numpy()
