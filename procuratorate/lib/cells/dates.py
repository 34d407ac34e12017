"""Days and months as clerks write them, and as spreadsheets spoil them."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, datetime, time, timedelta

from procuratorate.lib.cells.numerals import MONTHS, digits_of_year, small_number
from procuratorate.lib.cells.parsed import Parsed, Raw, nothing, refuse, written
from procuratorate.lib.characters import bare

FIRST_YEAR, LAST_YEAR = 1900, 2100
_EPOCH = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was; right for every day since 1 March 1900
_SERIALS = range(10_000, (date(LAST_YEAR, 12, 31) - _EPOCH).days + 1)

_WRITE_DAY = "写作 2021-02-03 或 2021年2月3日"
_WRITE_MONTH = "写作 2024-03 或 2024年3月"
_PARTS = r"(\d{4})[-/.、．。年](\d{1,2})"
_DAY = re.compile(_PARTS + r"[-/.、．。月](\d{1,2})[日号]?(?:[T]?0{1,2}:00(?::00(?:\.0+)?)?)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_MONTH = re.compile(_PARTS + "月?(?:份)?")
_COMPACT_MONTH = re.compile(r"((?:19|20)\d\d)(\d\d)")
_SHORT_YEAR = re.compile(r"'?\d{2}[-/.、年]\d{1,2}(?:[-/.、月]\d{1,2}[日号]?)?月?")
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_CHINESE = re.compile(
    "([〇○零一二三四五六七八九]{4})年(元|[一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十廿卅]{1,3})[日号])?"
)


def day(raw: Raw) -> Parsed:
    """A calendar day → `date`, from a date, the usual written forms, Chinese numerals or Excel's serial number."""
    if isinstance(raw, date):
        return _of_date(raw)
    if (empty := nothing(raw)) is not None:
        return empty
    said = arabic(bare(written(raw)))
    if found := _DAY.fullmatch(said) or _COMPACT.fullmatch(said):
        return day_of(*map(int, found.groups()))
    if _like_serial(said):
        return _of_serial(said)
    return refuse(*_why_not_a_day(said))


def month(raw: Raw) -> Parsed:
    """A month → `date` of its first day."""
    if isinstance(raw, date):
        return _first(_of_date(raw))
    return empty if (empty := nothing(raw)) is not None else _month_said(raw, arabic(bare(written(raw))))


def _month_said(raw: Raw, said: str) -> Parsed:
    if isinstance(raw, float) and re.fullmatch(r"\d{4}\.1", said):
        return refuse(f"“{said}”分不清是1月还是10月", _WRITE_MONTH)  # a spreadsheet drops the 0 of 2024.10
    if found := _MONTH.fullmatch(said) or _COMPACT_MONTH.fullmatch(said):
        return day_of(int(found[1]), int(found[2]), 1)
    if _DAY.fullmatch(said) or _COMPACT.fullmatch(said) or _like_serial(said):
        return _first(day(raw))
    return _not_a_month(said)


def _not_a_month(said: str) -> Parsed:
    if _SHORT_YEAR.fullmatch(said):
        return refuse("年份只有两位", f"年份写四位，{_WRITE_MONTH}")
    return refuse("读不成月份", _WRITE_MONTH)


def arabic(said: str) -> str:
    """二〇二一年二月三日, as judgments write it, in digits; anything else as it was."""
    found = _CHINESE.fullmatch(said)
    if not found:
        return said
    year, month_said, day_said = found.groups()
    month_number = 1 if month_said == "元" else small_number(month_said)
    return f"{digits_of_year(year)}年{month_number}月" + (f"{small_number(day_said)}日" if day_said else "")


def day_of(year: int, month_number: int, day_number: int) -> Parsed:
    """A checked day, or the sentence that says why the calendar has no such day."""
    try:
        value = date(year, month_number, day_number)
    except ValueError:
        return _no_such_day(year, month_number, day_number)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return refuse(f"年份{year}不在{FIRST_YEAR}至{LAST_YEAR}年之间", "照原件改正年份")
    return Parsed(value)


def _no_such_day(year: int, month_number: int, day_number: int) -> Parsed:
    if not 1 <= month_number <= 12:
        return refuse(f"没有{month_number}月", "照原件改正月份")
    leap = f"{year}年不是闰年，" if (month_number, day_number) == (2, 29) and not isleap(year) else ""
    return refuse(f"{leap}{MONTHS[month_number]}月没有{day_number}日", "照原件改正日期")


def _of_date(raw: date) -> Parsed:
    if isinstance(raw, datetime):
        answer = day_of(raw.year, raw.month, raw.day)
        if raw.time() != time() and not answer.problem:
            return Parsed(answer.value, note=f"只取日期，舍去时间 {raw:%H:%M}")
        return answer
    return day_of(raw.year, raw.month, raw.day)


def _like_serial(said: str) -> bool:
    return said.isdecimal() and len(said) <= 5 and int(said) in _SERIALS


def _of_serial(said: str) -> Parsed:
    value = _EPOCH + timedelta(days=int(said))
    return Parsed(value, note=f"表中是序号{said}，读作{value}", mending="核对日期；该列设为“日期”格式即不再提醒")


def _first(answer: Parsed) -> Parsed:
    return Parsed(answer.value.replace(day=1)) if isinstance(answer.value, date) else answer


def _why_not_a_day(said: str) -> tuple[str, str]:
    if _SHORT_YEAR.fullmatch(said):
        return "年份只有两位", f"年份写四位，{_WRITE_DAY}"
    if _YEAR_LAST.fullmatch(said):
        return "年份在末尾，分不清月和日", _WRITE_DAY
    if _MONTH.fullmatch(said):
        return "只有年月，没有日", _WRITE_DAY
    return "读不成日期", _WRITE_DAY
