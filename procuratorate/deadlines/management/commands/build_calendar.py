"""Write data/calendar.csv from the chinesecalendar package. For maintainers, once a year."""

import csv
from datetime import date
from typing import Any

from chinese_calendar.constants import Holiday, holidays, workdays
from django.core.management.base import BaseCommand

from procuratorate.deadlines.seed import COLUMNS, SHIPPED
from procuratorate.lib.law.calendars import Kind

WORDS = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
NEW_YEAR, DECEMBER = Holiday.new_years_day.value, 12


class Command(BaseCommand):
    help = "由 chinesecalendar 重新生成随附日历（供维护者使用）"

    def handle(self, *args: Any, **options: Any) -> None:
        rows = sorted([*_rows(holidays, Kind.REST), *_rows(workdays, Kind.WORK)])
        with SHIPPED.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *rows])
        self.stdout.write(f"已写入 {len(rows)} 日：{SHIPPED.name}")


def _rows(days: dict[date, str], kind: Kind) -> list[tuple[str, str, str, int]]:
    return [(day.isoformat(), kind.value, _name(english), _notice_year(day, english)) for day, english in days.items()]


def _name(english: str) -> str:
    chinese = str(Holiday(english).chinese)  # type: ignore[no-untyped-call, call-arg, attr-defined]
    return WORDS.get(chinese, chinese)


def _notice_year(day: date, english: str) -> int:
    """元旦 days in December stand in the notice of the year that begins."""
    return day.year + (day.month == DECEMBER and english == NEW_YEAR)
