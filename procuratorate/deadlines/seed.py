"""The shipped calendar: notices 2004–2026 in `data/calendar.csv`, written by `manage.py build_calendar`."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from procuratorate.lib.law.calendars import Kind, Noted, NoticeCalendar

SHIPPED = Path(__file__).parent / "data" / "calendar.csv"
COLUMNS = ["date", "kind", "name", "notice_year"]


@dataclass(frozen=True)
class SeedDay:
    day: date
    kind: Kind
    name: str
    notice_year: int


def shipped_days() -> Iterator[SeedDay]:
    """Every noted day of the shipped calendar, in order. For the last days of December `notice_year` is the next."""
    with SHIPPED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield SeedDay(date.fromisoformat(row["date"]), Kind(row["kind"]), row["name"], int(row["notice_year"]))


def notice_title(year: int) -> str:
    """What the yearly notice is called."""
    return f"国务院办公厅关于{year}年部分节假日安排的通知"


def shipped_calendar() -> NoticeCalendar:
    """The shipped calendar as `reckon` wants it, without a database."""
    rows = list(shipped_days())
    days = {row.day: Noted(row.kind, row.name, notice_title(row.notice_year)) for row in rows}
    return NoticeCalendar(days, frozenset(row.notice_year for row in rows))
