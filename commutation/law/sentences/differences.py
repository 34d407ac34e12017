"""By how much a stated end does not follow, and what slip would explain it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

MONTHS_OF_SLIP = 11  # a clerk miscounts months by less than a year; whole years are told apart


def reason(stated: date, computed: date, applied: str, slips: Mapping[str, date]) -> str:
    """In Chinese: the two days, their difference, a likely slip. `applied`: what is in the sum; `slips`: why → end."""
    days = (stated - computed).days
    told = f"推算止{computed}{applied}，载明{stated}，载明的{'晚' if days > 0 else '早'}{abs(days)}日"
    return f"{told}；{_slip(stated, computed, slips)}"


def _slip(stated: date, computed: date, slips: Mapping[str, date]) -> str:
    for words, day in slips.items():
        if day == stated:
            return words
    months = 12 * (stated.year - computed.year) + stated.month - computed.month
    if (stated.year, stated.month, stated.day) == (computed.year, computed.day, computed.month):
        return "年份相符，疑为月、日颠倒的笔误"
    if not months and abs(stated.day - computed.day) in {10, 20}:
        return f"年、月相符，相差整{abs(stated.day - computed.day)}日，疑为日期笔误"
    if stated.day == computed.day and months:
        years, rest = divmod(abs(months), 12)
        if not rest:
            return f"月日相符，相差整{years}年，疑为年份笔误"
        if abs(months) <= MONTHS_OF_SLIP:
            return f"日数相符，相差整{abs(months)}个月，疑为月份笔误或者刑期计算错误"
    return _by_days((stated - computed).days)


def _by_days(days: int) -> str:
    if days == 1:
        return "多一日：疑未自起日当日起算"
    if days == -1:
        return "少一日"
    if days < 0:
        return "可能有未载明的先行羁押折抵，以裁判文书为准"
    return "可能有未载明的中断羁押或者不计入刑期的时间，以裁判文书为准"
