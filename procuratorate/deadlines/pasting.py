"""Holidays as people paste or upload them → `NoticedDay`s, or what is wrong line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from procuratorate.deadlines.services.noticed import NoticedDay
from procuratorate.lib.cells import day as read_day
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.law.calendars import Kind
from procuratorate.lib.sheets import Column, Layout, Unreadable, open_sheet, read_rows

LAYOUT = Layout(
    [
        Column("days", "日期", required=True, example="2027-01-01", help="一日，或“2027-02-05至2027-02-11”"),
        Column("kind", "安排", required=True, synonyms=("种类", "类型"), example="放假", help="放假 或 上班"),
        Column("name", "节日", required=True, synonyms=("名称", "节日名称"), example="元旦"),
    ]
)
KINDS = {
    **dict.fromkeys(("放假", "休", "休息", "放假调休", "rest"), Kind.REST),
    **dict.fromkeys(("上班", "班", "调休上班", "补班", "work"), Kind.WORK),
}
LONGEST = 31  # days; a longer span is a slip of the pen
_BETWEEN = re.compile(r"[\s,，;；、|]+")
_SPAN = re.compile(r"[至~～]")


def read_pasted(text: str) -> list[NoticedDay]:
    """One holiday a line: 日期 安排 节日, apart by spaces, tabs or commas. Raises Unacceptable with lines to mend."""
    days: list[NoticedDay] = []
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                days += _read_line(line)
            except ValueError as fault:
                faults.append(f"第{number}行：{fault}")
    if faults:
        raise Unacceptable("有的行没有读懂。", fields={"text": "；".join(faults[:10])})
    return days


def pasted_from(data: bytes, filename: str) -> str:
    """An uploaded table as the lines somebody would have pasted. Raises Unacceptable when it cannot be read."""
    try:
        rows = read_rows(open_sheet(data, filename, LAYOUT), LAYOUT)
    except Unreadable as unreadable:
        raise Unacceptable("文件没有读懂。", fields={"file": str(unreadable)}) from unreadable
    return "\n".join("\t".join(str(row.values[key] or "") for key in ("days", "kind", "name")) for row in rows)


def written(days: list[NoticedDay]) -> str:
    """The days as lines that `read_pasted` reads back."""
    return "\n".join(f"{one.day} {one.kind.words} {one.name}" for one in days)


def _read_line(line: str) -> Iterator[NoticedDay]:
    said, *words = _BETWEEN.split(line.strip())
    kinds = [word for word in words if word in KINDS]
    if "调休" in words:
        raise ValueError("“调休”可指休也可指班，请写“放假”或“上班”")
    if len(kinds) != 1:
        raise ValueError("请写明“放假”还是“上班”，例如：2027-01-01 放假 元旦")
    name = "".join(word for word in words if word not in KINDS)[:40]
    return (NoticedDay(day, KINDS[kinds[0]], name) for day in _span(said))


def _span(said: str) -> list[date]:
    first, *more = (_one(part) for part in _SPAN.split(said))
    last = more[-1] if more else first
    if not 0 <= (last - first).days < LONGEST:
        raise ValueError(f"起止日期“{said}”前后颠倒或相隔太久")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _one(said: str) -> date:
    parsed = read_day(said)
    if parsed.problem or not isinstance(parsed.value, date):
        raise ValueError(f"日期“{said}”：{parsed.problem or '没有写'}，请写作 2027-01-01")
    return parsed.value
