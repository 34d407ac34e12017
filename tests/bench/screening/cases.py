"""Cases by the million: scenarios of the law, which sit on both sides of every boundary day, moved about and soiled.

Every row is a scenario moved by whole cycles of four years (so that month ends stay month ends), some of its days by a
day or two, some numbers by one, some flags turned, some facts hidden. Seeded by partition: the same rows every time.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from commutation.law import FACTS
from commutation.law.words import Ask
from procuratorate.lib.law.standings import Measure
from tests.screening.test_engine import mixed, partition, scenarios

SIZE = 100_000
SHARES = {Ask.COMMUTATION: 70, Ask.PAROLE: 20, Ask.OUTSIDE_SERVICE: 10}
CYCLE = 1461  # days of four years
MOVED, TURNED, HIDDEN = 10, 4, 4  # of 256


def write(folder: Path, rows: int) -> list[Path]:
    """Partitions of a hundred thousand rows as the archive keeps them: zstd Arrow, sorted by kind."""
    folder.mkdir(parents=True, exist_ok=True)
    pools = {ask: partition([*scenarios(ask), *mixed(ask, 600, absurd=0)]).drop("id") for ask in Ask}
    paths = [folder / f"{number:05d}.arrow" for number in range(-(-rows // SIZE))]
    for number, path in enumerate(paths):
        if not _is_current(path):
            path.with_suffix(".bare").unlink(missing_ok=True)
            count = min(SIZE, rows - number * SIZE)
            made(pools, number, count).write_ipc(path.with_suffix(".part"), compression="zstd")
            path.with_suffix(".part").rename(path)
    return paths


def _is_current(path: Path) -> bool:
    """Whether it is there, with the facts the rules ask today: made for older rules it is made anew."""
    return path.exists() and set(pl.read_ipc_schema(path)) == {"id", "on", *FACTS}


def mapped(paths: list[Path]) -> list[Path]:
    """The same partitions uncompressed, which are read by being mapped: six times the disk, no decoding."""
    for path in paths:
        if not path.with_suffix(".bare").exists():
            pl.read_ipc(path).rechunk().write_ipc(path.with_suffix(".bare"))
    return [path.with_suffix(".bare") for path in paths]


def made(pools: dict[Ask, pl.DataFrame], number: int, count: int) -> pl.DataFrame:
    """One partition."""
    random = np.random.default_rng(number)
    shares = [count * share // 100 for share in SHARES.values()]
    shares[0] += count - sum(shares)
    parts = [
        pools[ask][random.integers(0, pools[ask].height, share)] for ask, share in zip(SHARES, shares, strict=True)
    ]
    frame = pl.concat(parts)
    back = pl.Series(random.integers(0, 8, count) * (random.random(count) < 0.5) * CYCLE, dtype=pl.Int32)
    soiled = [_soiled(frame[name], fact.measure, back, random) for name, fact in FACTS.items() if name != "ask"]
    days = (frame["on"].to_physical() - back).cast(pl.Date)
    identity = pl.Series("id", np.arange(count) + number * SIZE, dtype=pl.Int64)
    return pl.DataFrame([identity, days.alias("on"), frame["ask"], *soiled]).rechunk()


def _soiled(column: pl.Series, measure: Measure, back: pl.Series, random: np.random.Generator) -> pl.Series:
    dice = pl.Series(random.integers(0, 256, len(column), dtype=np.uint8))
    step = pl.Series(random.integers(-2, 3, len(column), dtype=np.int8)).cast(pl.Int32)
    frame = pl.DataFrame({"v": column.to_physical(), "d": dice, "s": step, "b": back})
    value, moved = pl.col("v"), pl.col("d").is_between(HIDDEN, HIDDEN + MOVED)
    if measure is Measure.DATE:
        changed = pl.when(moved).then(value - pl.col("b") + pl.col("s")).otherwise(value - pl.col("b"))
    elif measure is Measure.FLAG:
        changed = pl.when(pl.col("d").is_between(HIDDEN, HIDDEN + TURNED)).then(~value).otherwise(value)
    elif measure is Measure.CODE:
        changed = value
    else:
        changed = pl.when(moved).then(value + pl.col("s").sign()).otherwise(value)
    told = frame.select(pl.when(pl.col("d") >= HIDDEN).then(changed).cast(column.to_physical().dtype)).to_series()
    return told.cast(column.dtype).alias(column.name)
