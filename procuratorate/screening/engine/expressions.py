"""Nodes as expressions of Polars. Unknown is null; Polars' own `&` and `|` are strong Kleene, its `when` is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from procuratorate.lib.law import months
from procuratorate.lib.law.params import Dated

Expr = pl.Expr
UNKNOWN = pl.lit(None)  # untyped: it may stand for a number or a flag


@lru_cache(maxsize=1)
def _calendar() -> pl.DataFrame:
    """Every day there is, from day 1: its month from year 0, its number in the month, whether it is the last."""
    day = pl.date_range(date.min, date.max, eager=True)
    month = 12 * day.dt.year() + day.dt.month().cast(pl.Int32) - 1
    return pl.DataFrame({"month": month, "number": day.dt.day().cast(pl.Int32), "last": day == day.dt.month_end()})


@lru_cache(maxsize=1)
def _places() -> pl.Series:
    """The place of each day (`months.place`); day 0 stands for what lies before the first."""
    made = _calendar()
    return _from_day_0(made["month"] * months.PLACES + made["number"] - 1)


@lru_cache(maxsize=1)
def _month_ordinals() -> pl.Series:
    made = _calendar()
    number = made.select(pl.when("last").then(months.PLACES - 1).otherwise(pl.col("number") - 1)).to_series()
    return _from_day_0(made["month"] * months.PLACES + number)


def _from_day_0(numbers: pl.Series) -> pl.Series:
    return pl.concat([numbers.head(1), numbers]).cast(pl.Int32)


@lru_cache(maxsize=1)
def _days() -> pl.Series:
    """The day at each place: the last of the month where the number does not exist in it (`months.day_at`)."""
    ends = (
        _calendar().with_row_index("day", offset=1).group_by("month", maintain_order=True).agg(pl.last("day"), pl.len())
    )
    every = ends.join(pl.DataFrame({"number": range(months.PLACES)}), how="cross")
    day = every.select(
        (pl.col("day") - pl.col("len") + 1 + pl.min_horizontal("number", pl.col("len") - 1)).cast(pl.Int32)
    )
    before = pl.Series([1] * months.NO_EARLIER, dtype=pl.Int32)
    return pl.concat([before, day.to_series()])


def _looked_up(table: pl.Series, index: Expr) -> Expr:
    """Out of the calendar is clipped to it, as `months` does; an index below nought would wrap around."""
    return pl.lit(table).gather(index.clip(0, len(table) - 1))


def _moved(table: Callable[[], pl.Series], eve: int = 0) -> Callable[..., Expr]:
    def move(day: Expr, by: Expr) -> Expr:
        return _looked_up(_days(), _looked_up(table(), day) - eve + by * months.PLACES)

    return move


def _where(condition: Expr, yes: Expr, no: Expr) -> Expr:
    known = pl.when(condition).then(yes).when(~condition).then(no)
    return known.when(yes == no).then(yes).otherwise(UNKNOWN)


def _whichever(condition: Expr, yes: Expr, no: Expr) -> Expr:
    nearer = pl.when(yes.abs() <= no.abs()).then(yes).otherwise(no)
    known = pl.when(condition).then(yes).when(~condition).then(no)
    return known.when((yes < 0) == (no < 0)).then(nearer).otherwise(UNKNOWN)


def _pick(dated: Dated, day: Expr) -> Expr:
    """The number in force on the day: a chain over its spans; a number the text does not give is unknown."""
    chain: Any = pl
    for first, last, param in dated.spans:
        value = UNKNOWN if param.value is None else pl.lit(param.value, dtype=pl.Int32)
        chain = chain.when((day >= first) & (day <= last)).then(value)
    expression: Expr = chain.otherwise(UNKNOWN)
    return expression


WORK: dict[str, Callable[..., Expr]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "&": lambda a, b: a & b,
    "|": lambda a, b: a | b,
    "~": lambda a: ~a,
    "where": _where,
    "whichever": _whichever,
    "most": lambda a, b: pl.when(a >= b).then(a).when(a < b).then(b),
    "least": lambda a, b: pl.when(a <= b).then(a).when(a > b).then(b),
    "size": lambda a: a.abs(),
    "first": pl.coalesce,
    "happened": lambda a: a.is_not_null(),
    "after": _moved(_month_ordinals),
    "same_number": _moved(_places),
    "eve": _moved(_places, eve=1),
    "years_after": lambda day, years: _moved(_places)(day, years * 12),
    "need": lambda flag: pl.when(flag).then(0).when(~flag).then(-1),
    "same": lambda a, b: -(a - b).abs(),
}


NAMED_ONCE = frozenset(
    {
        "+",
        "-",
        "*",
        "//",
        "%",
        "<",
        "<=",
        ">",
        ">=",
        "==",
        "!=",
        "&",
        "|",
        "~",
        "size",
        "first",
        "happened",
        "after",
        "same_number",
        "eve",
        "years_after",
        "same",
    }
)


def literal(value: Any) -> Expr:
    """A plain number or flag as a column of its type."""
    return pl.lit(value) if isinstance(value, bool) else pl.lit(value, dtype=pl.Int32)


def expression(op: str, args: tuple[Any, ...]) -> Expr:
    """One operation; `args` are expressions already, but for a dated number, which comes first."""
    if op == "pick":
        return _pick(args[0], args[1])
    if op == "unknown":
        return UNKNOWN
    if op == "literal":
        return args[0]  # type: ignore[no-any-return]
    return WORK[op](*args)
