"""Values as cells that no spreadsheet can take for anything but what they say."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from procuratorate.lib.characters import starts_formula, visible

Written = str | int | float | Decimal | date | None

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_LONGEST = 32_767  # characters in one cell of a workbook
_EXACT = 10**15  # a spreadsheet's number keeps 15 digits


def cell_value(value: Any, choices: Any = None) -> Written:
    """A value as it is written: labels for codes, 是 and 否, 缺; text cleaned of what no cell can hold."""
    if value is None or value == "":
        return None
    if choices and value in choices:
        value = choices[value]
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, int | float | Decimal) and -_EXACT < value < _EXACT:
        return value
    return visible(str(value))[:_LONGEST]


def _day(value: date) -> Written:
    """Moments in Shanghai's time, which a sheet cannot name; what precedes a sheet's calendar as text."""
    if value.year <= 1900:
        return value.isoformat()
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(_SHANGHAI).replace(tzinfo=None)
    return value


def csv_text(value: Written) -> str:
    """A cell of a CSV file. Text that starts like a formula gets an apostrophe, which our reader takes off again."""
    if isinstance(value, str):
        return f"'{value}" if starts_formula(value) or value.startswith("'") else value
    return "" if value is None else str(value)
