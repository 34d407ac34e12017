"""Partitions as the engine reads them: days as ordinals, numbers as Int32, flags as Boolean, unknown as null."""

from __future__ import annotations

from datetime import date

import polars as pl

from procuratorate.lib.law.plans import Plan

EPOCH = date(1970, 1, 1).toordinal()


def bound(frame: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """The columns a plan asks for, in its order; dates become ordinals, what is lacking is unknown everywhere."""
    return frame.select(_bound(name, frame.schema.get(name)) for name in plan.facts)


def _bound(name: str, kind: pl.DataType | None) -> pl.Expr:
    column = pl.col(name)
    if kind is None or kind == pl.Null:
        return pl.lit(None, dtype=pl.Int32).alias(name)
    if kind == pl.Boolean:
        return column
    if kind == pl.Date:
        return column.cast(pl.Int32) + EPOCH
    return column.cast(pl.Int32)
