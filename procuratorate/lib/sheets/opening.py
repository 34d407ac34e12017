"""From an upload to the rows of one list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procuratorate.lib.cells import Raw
from procuratorate.lib.characters import bare, squeezed
from procuratorate.lib.sheets import heading as headings
from procuratorate.lib.sheets.guards import Kind
from procuratorate.lib.sheets.heading import Heading
from procuratorate.lib.sheets.layout import Layout, Unreadable
from procuratorate.lib.sheets.tables import Book, Merge, Table, read_book

OURS = frozenset({"说明", "选项"})  # sheets that our own templates carry
_FOOTER = re.compile(
    r"(?:合计|小计|总计|共计|累计)(?:[:：].*)?|(?:填表|制表|填报|审核|复核|负责|经办|报送)(?:人|单位|日期|时间)?[:：].*"
    r"|(?:备注|注|说明)[:：].*|共\d+[人名行条].*"
)
_FOOTER_CELLS = 3  # a footer fills few cells; a row with more of them is a person, whatever its first cell says


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands: its number as the clerk sees it, raw cells by key, and what is odd about it."""

    number: int
    cells: Mapping[str, Raw]
    formulas: frozenset[str] = frozenset()  # keys whose cell is a formula
    merged: Mapping[str, str] | None = None  # key → range, of merged cells that leave open what belongs to this row
    hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """A list found in an upload: `columns` key → zero-based place; `unknown` headings; `skipped` rows (number, why)."""

    name: str
    kind: Kind
    header_row: int  # as the clerk counts
    columns: Mapping[str, int]
    unknown: Sequence[str]
    rows: Sequence[Row]
    skipped: Sequence[tuple[int, str]]
    notes: Sequence[str]
    table: Table


def open_sheet(data: bytes, filename: str, layout: Layout) -> Sheet:
    """Find the one list of this layout in an upload; raises `Unreadable` when there is none, or more than one."""
    book = read_book(data)
    table, heading = _chosen(book, layout)
    headings.demand_complete(heading, table, layout)
    columns = {column.key: index for index, column in heading.known.items()}
    rows, skipped = _rows(table, heading, columns, layout)
    if not rows:
        raise Unreadable("表头下面没有一行数据", "在表头下面逐行填写后再传")
    return Sheet(
        name=table.name,
        kind=book.kind,
        header_row=heading.row + 1,
        columns=columns,
        unknown=list(heading.unknown.values()),
        rows=rows,
        skipped=skipped,
        notes=_notes(book, table, rows, filename),
        table=table,
    )


def _chosen(book: Book, layout: Layout) -> tuple[Table, Heading]:
    tables = [table for table in book.tables if table.name not in OURS]
    found = [(table, heading) for table in tables if (heading := headings.find(table, layout))]
    if not found:
        titles = "、".join(one.title for one in (layout.required or layout.columns)[:4])
        raise Unreadable("前10行里没有找到表头", f"表头应有：{titles}等；可下载模板填写")
    filled = [(table, heading) for table, heading in found if len(table.rows) > heading.below] or found
    if len(filled) > 1:
        names = "、".join(f"“{table.name}”" for table, _ in filled)
        raise Unreadable(f"有{len(filled)}张工作表都是名单：{names}", "合并到一张工作表，或分别存成文件上传")
    return filled[0]


def _rows(
    table: Table, heading: Heading, columns: Mapping[str, int], layout: Layout
) -> tuple[list[Row], list[tuple[int, str]]]:
    titles = {index: column.title for index, column in heading.known.items()}
    merges = _Merges(table, heading, columns, layout)
    rows: list[Row] = []
    skipped: list[tuple[int, str]] = []
    formulas = _formulas_by_row(table, columns)
    for index in range(heading.below, len(table.rows)):
        line = table.rows[index]
        cells = _cells(line, columns)
        if reason := _not_data(line, cells, titles):
            skipped.append((index + 1, reason))
        elif any(_filled(cell) for cell in cells.values()):
            own, unclear = merges.settle(index, cells)
            rows.append(Row(index + 1, own, formulas.get(index, frozenset()), unclear, index + 1 in table.hidden))
    return rows, skipped


def _cells(line: Sequence[Raw], columns: Mapping[str, int]) -> dict[str, Raw]:
    try:
        return {key: line[place] for key, place in columns.items()}
    except IndexError:  # lines of text may be short
        return {key: line[place] if place < len(line) else None for key, place in columns.items()}


def _not_data(line: Sequence[Raw], cells: Mapping[str, Raw], titles: Mapping[int, str]) -> str:
    """Why a row is no data: a footer, or the headings once more; empty when it is data."""
    first = next((cell for cell in line if _filled(cell)), None)
    if not isinstance(first, str):
        return ""
    said = bare(first)
    if _FOOTER.fullmatch(said) and sum(map(_filled, cells.values())) <= _FOOTER_CELLS:
        return f"“{squeezed(first)[:20]}”是表尾，未读"
    if len(titles) > 1 and all(place < len(line) and line[place] == title for place, title in titles.items()):
        return "是重复的表头，未读"
    return ""


def _filled(cell: Raw) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _formulas_by_row(table: Table, columns: Mapping[str, int]) -> dict[int, frozenset[str]]:
    keys = {place: key for key, place in columns.items()}
    found: dict[int, set[str]] = {}
    for row, column in table.formulas:
        if column in keys:
            found.setdefault(row, set()).add(keys[column])
    return {row: frozenset(these) for row, these in found.items()}


class _Merges:
    """Merged cells below the headings, by row and key."""

    def __init__(self, table: Table, heading: Heading, columns: Mapping[str, int], layout: Layout) -> None:
        self._table, self._columns = table, columns
        self._filling = {one.key for one in layout.columns if one.fill_merged}
        self._by_row: dict[int, list[Merge]] = {}
        for one in table.merges:
            for row in range(max(one.top, heading.below), min(one.bottom + 1, len(table.rows))):
                self._by_row.setdefault(row, []).append(one)

    def settle(self, row: int, cells: Mapping[str, Raw]) -> tuple[Mapping[str, Raw], Mapping[str, str] | None]:
        """The row's cells with fillable merges filled, and the ranges of the others by key."""
        if row not in self._by_row:
            return cells, None
        own, unclear = dict(cells), {}
        for merge in self._by_row[row]:
            for key, place in self._columns.items():
                if not merge.left <= place <= merge.right:
                    continue
                if merge.left == merge.right and key in self._filling:
                    own[key] = self._table.rows[merge.top][place]
                else:
                    unclear[key] = str(merge)
        return own, unclear or None


def _notes(book: Book, table: Table, rows: Sequence[Row], filename: str) -> list[str]:
    """What the clerk should know about the file as a whole."""
    others = [one.name for one in book.tables if one is not table and one.rows and one.name not in OURS]
    notes = [f"工作表“{name}”没有读" for name in others]
    notes += [f"隐藏的工作表“{name}”没有读" for name in book.unread if name not in OURS]
    if count := sum(len(row.formulas) for row in rows):
        notes.append(f"有{count}个格是公式，取的是文件里存的结果")
    ending = filename.rpartition(".")[2].lower()
    if book.kind is Kind.TEXT and ending in {"xlsx", "xls"}:
        notes.append(f"文件名以 .{ending} 结尾，内容是文本，已按 CSV 读取")
    return notes
