"""Partitions: frames of one month to a file and back. What is spooled by chunk is gathered by month at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from procuratorate.lib.sheets import Level
from procuratorate.screening import storage
from procuratorate.screening.cleaning import PROBLEMS, ROOT, problems_of
from procuratorate.screening.reading import LINE


@dataclass
class Spool:
    """Chunks on the way to partitions, in a folder of their own."""

    folder: Path
    count: int = 0

    def add(self, frame: pl.DataFrame) -> None:
        """Keep a chunk until the whole file was read."""
        if len(frame):
            frame.sort("year").write_parquet(self.folder / f"{self.count:06d}.parquet")
            self.count += 1

    def years(self) -> list[int]:
        found: set[int] = set()
        for path in sorted(self.folder.glob("*.parquet")):
            found |= set(pl.read_parquet(path, columns=["year"])["year"].to_list())
        return sorted(found)

    def months(self, year: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """The months of a year; columns that some chunks lack are filled with the unknown."""
        parts = [pl.scan_parquet(path).filter(pl.col("year") == year) for path in sorted(self.folder.glob("*.parquet"))]
        frame = pl.concat(parts, how="diagonal").collect() if parts else pl.DataFrame({"month": []})
        for (month,), group in sorted(frame.partition_by("month", as_dict=True).items()):
            yield int(str(month)), group


def repeated(frame: pl.DataFrame, known: Iterable[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A month's cases each once, and problems of those sent back: twice in the file, or in the archive already."""
    old = pl.Series("known", list(known), dtype=pl.String)
    is_old = pl.col("record").is_in(old.implode())
    again = ~pl.col("record").is_first_distinct() & ~is_old
    told = frame.sort(LINE).with_columns(is_old.alias("_old"), again.alias("_again"))
    bad = told.filter(pl.col("_old") | pl.col("_again"))
    why = pl.when("_old").then(pl.lit("档案里已有这件")).otherwise(pl.lit("与本文件前面一行是同一件"))
    problems = problems_of(bad.select(LINE, pl.col("number").alias("given")), Level.REFUSED, "编号").with_columns(
        reason=bad.select(why).to_series(), mending=pl.lit("不必再导入；内容不同的请核对以哪一行为准")
    )
    return told.filter(~pl.col("_old") & ~pl.col("_again")).drop("_old", "_again"), problems.select(list(PROBLEMS))


def written(frame: pl.DataFrame) -> tuple[str, int]:
    """Write a partition; its name in the store and its size. The same cases give the same file.

    Arrow in one chunk, sorted by kind, as the engine wants them: half the decoding of Parquet for a tenth more disk.
    """
    facts = sorted(
        name for name in frame.columns if name not in (*ROOT, LINE) and frame[name].null_count() < len(frame)
    )
    ordered = frame.select([*[name for name in ROOT if name in frame.columns], *facts]).sort("case_kind", "record")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "part.arrow"
        ordered.rechunk().write_ipc(path, compression="zstd")
        return storage.keep(path), path.stat().st_size


def read(stored: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """A partition, or those of the columns that it has."""
    path = storage.locate(stored)
    schema, load = (pl.read_parquet_schema, pl.read_parquet) if _is_old(path) else (pl.read_ipc_schema, pl.read_ipc)
    has = schema(path)
    return load(path, columns=[name for name in (columns or has) if name in has])


def _is_old(path: Path) -> bool:
    """Whether a partition was written as Parquet, as all were at first: files of the archive are never changed."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def known_in(stored: Iterable[str]) -> set[str]:
    """The records of these partitions."""
    return {record for name in stored for record in read(name, ["record"])["record"]}
