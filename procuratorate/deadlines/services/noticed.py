"""The days of a notice as somebody types, pastes or uploads them, and what may be wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.law.calendars import NEW_YEAR_REACHES_BACK_TO, Kind
from procuratorate.lib.law.dates import weekday

FIRST_YEAR, LAST_YEAR = 2004, 2099
SATURDAY = 5


@dataclass(frozen=True)
class NoticedDay:
    """One day of a notice."""

    day: date
    kind: Kind
    name: str


def check_notice(year: int, days: Sequence[NoticedDay]) -> None:
    """Raise Unacceptable with everything that is wrong with a notice."""
    wrong: dict[str, str] = {}
    if not FIRST_YEAR <= year <= LAST_YEAR:
        wrong["year"] = f"年度须在{FIRST_YEAR}至{LAST_YEAR}之间。"
    elif faults := _faults(year, days):
        wrong["days"] = "；".join(faults[:10]) + (f"；另有{len(faults) - 10}处" if len(faults) > 10 else "") + "。"
    if wrong:
        raise Unacceptable("放假安排没有导入，请按提示改正。", fields=wrong)


def _faults(year: int, days: Sequence[NoticedDay]) -> list[str]:
    if not days:
        return ["没有读到任何日期，请每行写一日：日期、放假或上班、节日名称"]
    first = date(year - 1, 12, NEW_YEAR_REACHES_BACK_TO)
    faults = [f"{day}写了{times}次，请只留一行" for day, times in Counter(d.day for d in days).items() if times > 1]
    for one in days:
        if not first <= one.day <= date(year, 12, 31):
            faults.append(f"{one.day}不在{year}年的安排之内，请核对年份")
        if one.kind is Kind.WORK and one.day.weekday() < SATURDAY:
            faults.append(f"{one.day}是{weekday(one.day)}，本来就上班，请核对是否写错日期")
        if not one.name:
            faults.append(f"{one.day}没有写节日名称")
    return faults
