"""A chunk of text columns → typed columns, and what was wrong with which row.

A cell is read by the house's own parsers, but each different text only once: days and terms repeat, so that ten million
rows cost little more than ten thousand. A cell of a fact that cannot be read is unknown, and told; a row without
place, number, name, kind or day, or which contradicts itself, is sent back whole.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

import polars as pl

from procuratorate.lib.cells import MISSING
from procuratorate.lib.sheets import Level
from procuratorate.screening.columns import Typed, typed_of
from procuratorate.screening.fields import Field
from procuratorate.screening.reading import LINE

FIRST_YEAR = 1990
_REMEMBERED = 50_000
ROOT = (
    "record", "key", "site", "place", "number", "name", "case_kind", "day", "year", "month", "sealed", "person", "live",
)  # fmt: skip
PROBLEMS = {LINE: pl.Int64, "level": pl.String, "column": pl.String, "given": pl.String, "reason": pl.String}
PROBLEMS |= {"mending": pl.String}


@dataclasses.dataclass
class Cleaner:
    """Reads the chunks of one file. `sites`: what a place is called → its organ; `home` bears what no organ does."""

    field: Field
    sites: Mapping[str, int]
    home: int
    on: date
    ordinary: bool = False  # the importer declares: what would have been listed, and is not, was not so
    known: dict[str, dict[str, tuple[Any, str, str]]] = dataclasses.field(default_factory=dict)

    def clean(self, chunk: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Rows fit for the archive, and problems (`_line, level, column, given, reason, mending`)."""
        typed = typed_of(self.field.code)
        values, problems = [chunk[LINE]], [self._garbled(chunk)]
        for key in chunk.columns[1:]:
            series, told = self._read(chunk, key, typed[key])
            values.append(series)
            problems.append(told)
        frame = self._rooted(pl.DataFrame(values))
        problems += self._judged(frame)
        told = pl.concat([one for one in problems if len(one)] or [pl.DataFrame(schema=PROBLEMS)])
        refused = told.filter(pl.col("level") == Level.REFUSED.value)[LINE].unique()
        return frame.filter(~pl.col(LINE).is_in(refused.implode())), told

    def _read(self, chunk: pl.DataFrame, key: str, typed: Typed) -> tuple[pl.Series, pl.DataFrame]:
        texts = chunk[key].unique().drop_nulls().to_list()
        read = self._parsed(key, texts, typed)
        values = [read[text][0] for text in texts]
        series = chunk[key].replace_strict(texts, values, default=None, return_dtype=typed.kept).alias(key)
        bad = [text for text in texts if read[text][1]]
        if typed.column.required:
            return series, pl.concat([self._told(chunk, key, typed, bad, read), _lacking(chunk, series, typed)])
        return series, self._told(chunk, key, typed, bad, read)

    def _parsed(self, key: str, texts: list[str], typed: Typed) -> dict[str, tuple[Any, str, str]]:
        known = self.known.setdefault(key, {})
        fresh = {text: _plain(typed.parse(text)) for text in texts if text not in known}
        if len(known) < _REMEMBERED:
            known |= fresh
        return {text: known.get(text) or fresh[text] for text in texts}

    def _told(self, chunk: pl.DataFrame, key: str, typed: Typed, bad: list[str], read: Any) -> pl.DataFrame:
        level = Level.REFUSED if typed.column.required else Level.WARNED
        rows = chunk.filter(pl.col(key).is_in(bad)).select(LINE, pl.col(key).alias("given"))
        reasons = [read[text][1] + ("" if typed.column.required else "，按不知道入档") for text in bad]
        return problems_of(rows, level, typed.column.title).with_columns(
            reason=rows["given"].replace_strict(bad, reasons, default="", return_dtype=pl.String),
            mending=rows["given"].replace_strict(bad, [read[t][2] for t in bad], default="", return_dtype=pl.String),
        )

    def _garbled(self, chunk: pl.DataFrame) -> pl.DataFrame:
        texts = pl.concat_str(pl.col(pl.String).fill_null(""), separator=" ")
        rows = chunk.filter(texts.str.contains("\ufffd", literal=True)).select(LINE, pl.lit("").alias("given"))
        return _refused(rows, "", "有乱码", "用原编码（GB18030 或 UTF-8）重新导出")

    def _rooted(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Add what tells a case from another: its place, day, month, and the two keys."""
        for name, kept in {"identity": pl.String, "sealed": pl.Boolean}.items():
            frame = frame if name in frame.columns else frame.with_columns(pl.lit(None, dtype=kept()).alias(name))
        ended = [one.code for one in self.field.kinds if not one.is_screened]
        at_home = pl.when(pl.col("case_kind").is_in(ended)).then(pl.lit(self.home))
        named = pl.col("site").replace_strict(
            list(self.sites), list(self.sites.values()), default=None, return_dtype=pl.Int64
        )
        days = [pl.col(one) for one in self.field.days if one in frame.columns]
        frame = frame.with_columns(
            place=pl.col("site"), site=pl.coalesce(named, at_home), sealed=pl.col("sealed").fill_null(value=False),
            day=pl.coalesce(days) if days else pl.lit(None, dtype=pl.Int32),
        )  # fmt: skip
        frame = frame.with_columns(_day_of("day").dt.year().alias("year"), _day_of("day").dt.month().alias("month"))
        return self._keyed(self._declared(frame))

    def _declared(self, frame: pl.DataFrame) -> pl.DataFrame:
        """By the importer's declaration, special circumstances that no column speaks of did not exist."""
        silent = sorted(self.field.ordinary - set(frame.columns)) if self.ordinary else []
        return frame.with_columns(pl.lit(value=False).alias(name) for name in silent)

    def _keyed(self, frame: pl.DataFrame) -> pl.DataFrame:
        """`record` is one case, `key` one person: by identity number where there is one, else by place and number."""
        parts = [pl.col(name).cast(pl.String).fill_null("") for name in ("place", "number", "case_kind", "day")]
        one = pl.concat_str([pl.lit(self.field.code), *parts], separator="\x1f")
        person = pl.coalesce("identity", pl.concat_str(["place", "number"], separator="\x1f", ignore_nulls=True))
        texts = frame.select(record=one, key=person)
        return frame.with_columns(
            pl.Series("record", list(map(short, texts["record"]))), pl.Series("key", list(map(short, texts["key"])))
        ).drop("identity")

    def _judged(self, frame: pl.DataFrame) -> list[pl.DataFrame]:
        """What is wrong with a row as a whole: no day, no such place, a time that cannot be, days in a wrong order."""
        when = self.field.facts[self.field.days[0]].label
        checks = [
            (pl.col("day").is_null(), f"{when}日期", "没有可以归档的日期", f"填写{when}日期或者裁定日期"),
            (
                pl.col("site").is_null() & pl.col("place").is_not_null(), "单位", "系统里没有这个单位",
                "核对名称；已撤销的单位请先由管理员建立并填写撤销日",
            ),
            (pl.col("year") < FIRST_YEAR, "", f"早于{FIRST_YEAR}年", "不在档案范围内"),
            (pl.col("day") > self.on.toordinal(), "", "日期在将来", "照原件改正日期"),
        ]  # fmt: skip
        for kind in self.field.kinds:
            late = (pl.col("case_kind") == kind.code) & (pl.col("day") >= (kind.until or date.max).toordinal())
            if kind.until:
                checks.append((late, "种类", f"{kind.until}起已没有{kind.label}", "核对种类和日期"))
        return [_refused(_given(frame, wrong), *told) for wrong, *told in checks] + self._out_of_order(frame)

    def _out_of_order(self, frame: pl.DataFrame) -> list[pl.DataFrame]:
        facts, told = self.field.facts, []
        for first, last in self.field.orders:
            if first in frame.columns and last in frame.columns:
                why = f"{facts[first].label}日期晚于{facts[last].label}日期，自相矛盾"
                wrong = pl.col(first) > pl.col(last)
                told.append(_refused(_given(frame, wrong), f"{facts[first].label}日期", why, "照原件核对两个日期"))
        return told


def short(text: str | None) -> str:
    """A key of sixteen hexadecimal digits."""
    return blake2b((text or "").encode(), digest_size=8).hexdigest()


def _plain(read: Any) -> tuple[Any, str, str]:
    return (None if read.value is MISSING or read.problem else read.value), read.problem, read.mending


def _day_of(column: str) -> pl.Expr:
    """An ordinal as a date; what lies out of the calendar's use is clipped to its ends."""
    since = date(1970, 1, 1).toordinal()
    return (pl.col(column).clip(date(1800, 1, 1).toordinal(), date(2200, 1, 1).toordinal()) - since).cast(pl.Date)


def _lacking(chunk: pl.DataFrame, series: pl.Series, typed: Typed) -> pl.DataFrame:
    """Required, and nothing there (a dash, 缺)."""
    key = typed.column.key
    empty = chunk[key].is_null() | (chunk[key].str.strip_chars().is_in(["", "缺", "-", "—", "无"]))
    rows = chunk.filter(empty & series.is_null()).select(LINE, pl.lit("（空）").alias("given"))
    return _refused(rows, typed.column.title, "必填，没有填", f"填写{typed.column.title}")


def _given(frame: pl.DataFrame, wrong: pl.Expr) -> pl.DataFrame:
    return frame.filter(wrong).select(LINE, pl.col("place").fill_null("").alias("given"))


def problems_of(rows: pl.DataFrame, level: Level, column: str) -> pl.DataFrame:
    """Problems of these rows (`_line`, `given`), without a reason yet."""
    return rows.select(
        LINE, level=pl.lit(level.value), column=pl.lit(column), given=pl.col("given"), reason=pl.lit(""),
        mending=pl.lit(""),
    )  # fmt: skip


def _refused(rows: pl.DataFrame, column: str, reason: str, mending: str) -> pl.DataFrame:
    told = problems_of(rows, Level.REFUSED, column)
    return told.with_columns(reason=pl.lit(reason), mending=pl.lit(mending))
