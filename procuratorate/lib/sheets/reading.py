"""From rows of raw cells to rows of values, with everything wrong about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from procuratorate.lib.cells import MISSING, Parse, Parsed, Raw
from procuratorate.lib.cells.parsed import written
from procuratorate.lib.characters import squeezed, starts_formula
from procuratorate.lib.identifiers import UNIDENTIFIED
from procuratorate.lib.sheets.layout import Column, Layout, Level, Problem
from procuratorate.lib.sheets.opening import Row, Sheet

_SHOWN = 40
Plan = tuple[Column, str, Parse, dict[str, Any]]  # with what plain texts were read as: most stand in many rows


@dataclass
class ReadRow:
    """A row as read. `values` has every key of the layout: a value, None (empty or refused), or `MISSING`."""

    number: int
    values: dict[str, Any]
    problems: list[Problem]
    layout: Layout = field(repr=False)
    given: Mapping[str, Raw] = field(repr=False)

    @property
    def level(self) -> Level:
        """How the row fares: as its worst problem."""
        if self.refused:
            return Level.REFUSED
        return Level.WARNED if self.problems else Level.ACCEPTED

    @property
    def refused(self) -> bool:
        """Is there a problem the row cannot be accepted with?"""
        return any(one.level is Level.REFUSED for one in self.problems)

    def refuse(self, key: str, reason: str, mending: str) -> None:
        """Add what only the caller can know: wrong prison, filed before."""
        self._add(key, reason, mending, Level.REFUSED)

    def warn(self, key: str, reason: str, mending: str) -> None:
        """Add a remark that does not keep the row from being accepted. An empty key speaks of the whole row."""
        self._add(key, reason, mending, Level.WARNED)

    def _add(self, key: str, reason: str, mending: str, level: Level) -> None:
        title = self.layout.column(key).title if key else ""
        given = shown(self.given.get(key)) if key else ""
        self.problems.append(Problem(title, given, reason, mending, level, key))


def read_rows(sheet: Sheet, layout: Layout) -> list[ReadRow]:
    """All rows of an opened sheet, parsed and judged column by column, then against one another."""
    plan: list[Plan] = [(column, column.key, column.parser, {}) for column in layout.columns]
    read = [_read(row, plan, layout) for row in sheet.rows]
    for column in layout.columns:
        if column.unique:
            _refuse_repeated(read, column, layout)
    return read


def shown(raw: Raw) -> str:
    """A raw cell as the clerk would recognise it; （空） for nothing."""
    said = raw.isoformat() if isinstance(raw, date) else squeezed(written(raw))
    return (said if len(said) <= _SHOWN else said[:_SHOWN] + "…") or "（空）"


def _read(row: Row, plan: Iterable[Plan], layout: Layout) -> ReadRow:
    read = ReadRow(row.number, {}, [], layout, row.cells)
    cells, values = row.cells, read.values
    for column, key, parse, plain in plan:
        raw = cells.get(key)
        if raw is None or raw == "":
            values[key] = None
            if column.required or row.formulas:
                _judge_empty(read, column, row)
        elif type(raw) is str and (value := plain.get(raw)) is not None:
            values[key] = value
        else:
            parsed = parse(raw)
            values[key] = parsed.value
            if not _judge(read, column, raw, parsed) and type(raw) is str:
                plain[raw] = parsed.value
    if row.merged or row.hidden:
        _judge_form(read, row)
    return read


def _judge_empty(read: ReadRow, column: Column, row: Row) -> None:
    if row.merged and column.key in row.merged:
        return  # told once, by _judge_form
    if column.key in row.formulas:
        read.refuse(column.key, "是公式，但文件里没有存结果", "用 Excel 或 WPS 打开，保存后再传")
    elif column.required:
        read.refuse(column.key, "必填，没有填", _fill_in(column))


def _judge(read: ReadRow, column: Column, raw: Raw, parsed: Parsed) -> bool:
    """Say what there is to say about one cell; False when it is plain."""
    if parsed.problem:
        read.refuse(column.key, parsed.problem, _joined(parsed.mending, column.mending))
    elif parsed.value is MISSING:
        if not column.may_lack:
            read.values[column.key] = None
            read.refuse(column.key, "本栏不能填“缺”", column.mending or f"照原件填写{column.title}")
    elif parsed.value is None:
        if column.required:
            read.refuse(column.key, "必填，没有填", _fill_in(column))
    elif parsed.note:
        read.warn(column.key, parsed.note, parsed.mending or "无须改")
    elif type(raw) is str and type(parsed.value) is str and starts_formula(raw):
        read.warn(column.key, "像公式的开头，已按文字保存", "无须改；若是误填请删去开头的符号")
    else:
        return False
    return True


def _judge_form(read: ReadRow, row: Row) -> None:
    for key, cells in (row.merged or {}).items():
        read.values[key] = None
        read.refuse(key, f"{cells} 是合并单元格，不知属于哪一行", "取消合并，逐行填写")
    if row.hidden:
        read.warn("", "这一行在表中被隐藏，仍已读取", "不报的行请删去，不要隐藏")


def _refuse_repeated(read: Sequence[ReadRow], column: Column, layout: Layout) -> None:
    """Refuse every row that shares its value with another, naming the other."""
    same: dict[Any, list[ReadRow]] = {}
    for row in read:
        if (value := row.values[column.key]) not in (None, MISSING, UNIDENTIFIED):
            same.setdefault(value, []).append(row)
    for rows in same.values():
        for row in rows if len(rows) > 1 else ():
            other = rows[0] if row is not rows[0] else rows[1]
            row.refuse(column.key, *_repeated(row, other, layout))


def _repeated(row: ReadRow, other: ReadRow, layout: Layout) -> tuple[str, str]:
    if row.values == other.values:
        return f"与第{other.number}行完全相同", "删去重复的一行"
    differs = layout.naming and row.values[layout.naming] != other.values[layout.naming]
    name = f"，{layout.column(layout.naming).title}不同" if differs else ""
    return f"与第{other.number}行相同{name}", "核对两行，改正其中一行"


def _fill_in(column: Column) -> str:
    lack = "；确实没有的填“缺”" if column.may_lack else ""
    return (column.mending or f"填写{column.title}") + lack


def _joined(*sayings: str) -> str:
    return "；".join(said for said in sayings if said)
