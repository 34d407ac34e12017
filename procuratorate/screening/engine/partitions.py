"""Partitions as the kernel reads them: days as they are, numbers as Int32, flags as Boolean, unknown as null."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import polars as pl

EPOCH = date(1970, 1, 1).toordinal()  # what the kernel adds to a date to have its ordinal
LARGE = {pl.Int64, pl.UInt32, pl.UInt64, pl.Int128}
MOST = 2**29  # as far as facts go (`values.FACTS_MOST`)


def bound(frame: pl.DataFrame, facts: Collection[str], flags: Collection[str]) -> pl.DataFrame:
    """The columns of facts, in their order; dates stay what they are, what is lacking is unknown everywhere."""
    kinds = frame.schema
    return frame.select(_bound(name, kinds.get(name), pl.Boolean if name in flags else pl.Int32) for name in facts)


def _bound(name: str, kind: pl.DataType | None, wanted: type[pl.DataType]) -> pl.Expr:
    column = pl.col(name)
    if kind is None or kind == pl.Null:
        return pl.repeat(None, pl.len(), dtype=wanted).alias(name)
    if kind == pl.Date:
        return column
    return (column.clip(-MOST, MOST) if kind in LARGE else column).cast(wanted)
