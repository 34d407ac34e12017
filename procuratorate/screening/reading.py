"""Files of historic cases as chunks of text columns: CSV streamed, Parquet streamed, workbooks read in the sandbox."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

import polars as pl

from procuratorate.lib.cells.parsed import written
from procuratorate.lib.sheets import Layout, Unreadable, open_sheet
from procuratorate.lib.sheets.guards import Kind, kind_of

CHUNK = 100_000
LINE = "_line"  # where the row stands in the file, as a reader counts
PARQUET = b"PAR1"
_HEAD = 2**20
MENDING = "照模板填写表头，另存为 CSV（UTF-8 或 GB18030）、Excel 或 Parquet 后再传"


def chunks(path: Path, filename: str, layout: Layout, *, size: int = CHUNK) -> Iterator[pl.DataFrame]:
    """The rows of a file, so many at a time: text by key, and `_line`. Raises Unreadable."""
    with path.open("rb") as given:
        head = given.read(_HEAD)
    if head.startswith(PARQUET):
        return _parquet(path, layout, size)
    if kind_of(head if len(head) < _HEAD else path.read_bytes() if head.startswith(b"PK") else head) is Kind.TEXT:
        return _delimited(path, head, layout, size)
    return _workbook(path, filename, layout)


def _workbook(path: Path, filename: str, layout: Layout) -> Iterator[pl.DataFrame]:
    sheet = open_sheet(path.read_bytes(), filename, layout)
    rows = [{LINE: row.number} | {key: written(raw) for key, raw in row.cells.items()} for row in sheet.rows]
    yield pl.DataFrame(rows, schema={LINE: pl.Int64} | dict.fromkeys(sheet.columns, pl.String), strict=False)


def _parquet(path: Path, layout: Layout, size: int) -> Iterator[pl.DataFrame]:
    try:
        source = pl.scan_parquet(path)
        named = _recognised(source.collect_schema().names(), layout)
        wanted = [pl.col(title).cast(pl.String, strict=False).alias(key) for title, key in named.items()]
        height = int(source.select(pl.len()).collect().item())
        for start in range(0, height, size):
            frame = source.slice(start, size).select(wanted).collect()
            yield frame.with_row_index(LINE, offset=start + 1).with_columns(pl.col(LINE).cast(pl.Int64))
    except pl.exceptions.PolarsError as error:
        raise Unreadable("Parquet 文件读不出，可能没有传完", "重新导出后再传") from error


def _delimited(path: Path, head: bytes, layout: Layout, size: int) -> Iterator[pl.DataFrame]:
    """Bytes that no encoding explains become �, and the row that holds one is sent back."""
    with path.open("rb") as given:
        source = TextIOWrapper(given, encoding=_encoding(head), errors="replace", newline="")
        lines = csv.reader(source, delimiter=_separator(head))
        try:
            titles = next(lines, [])
            places = {titles.index(title): key for title, key in _recognised(titles, layout).items()}
            line = 1
            while rows := list(islice(lines, size)):
                yield _framed(rows, places, line + 1)
                line += len(rows)
        except csv.Error as error:
            raise Unreadable("CSV 的引号或分隔符错乱", "另存为 Parquet 或 Excel 后再传") from error


def _framed(rows: Sequence[Sequence[str]], places: Mapping[int, str], first: int) -> pl.DataFrame:
    columns = {
        key: pl.Series(key, [row[place] if place < len(row) else None for row in rows], dtype=pl.String)
        for place, key in places.items()
    }
    return pl.DataFrame({LINE: pl.arange(first, first + len(rows), eager=True, dtype=pl.Int64)} | columns)


def _recognised(titles: Sequence[str], layout: Layout) -> dict[str, str]:
    """Heading → key. Raises Unreadable where a required one is not there, or two mean the same."""
    named = {title: column.key for title in titles if (column := layout.recognise(title))}
    if lacking := [column.title for column in layout.required if column.key not in named.values()]:
        raise Unreadable(f"第1行的表头缺少必填的列：{'、'.join(lacking)}", MENDING)
    if len(set(named.values())) < len(named):
        twice = sorted({layout.column(key).title for key in named.values() if list(named.values()).count(key) > 1})
        raise Unreadable(f"有两列意思相同：{'、'.join(twice)}", "删去或改名其中一列")
    return named


def _encoding(head: bytes) -> str:
    """UTF-8 by mark or by its bytes (the last few may be cut), UTF-16 by mark, else GB 18030."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _separator(head: bytes) -> str:
    line = head.split(b"\n", 1)[0]
    return max(",\t;", key=lambda sign: line.count(sign.encode()))
