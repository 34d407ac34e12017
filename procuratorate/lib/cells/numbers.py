"""Points, counts, months and money."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from procuratorate.lib.cells.numerals import amount
from procuratorate.lib.cells.parsed import RETYPE, Parse, Parsed, Raw, nothing, refuse, written
from procuratorate.lib.characters import bare

YEARS_AND_MONTHS = re.compile(r"(?:(.+?)年)?(?:零|又)?(?:(.+?)个?月)?")
_EXTENT_WORDS = re.compile(r"^(?:减刑|减去|减)?(?:有期徒刑)?")
_MONEY_WORDS = re.compile(r"^(?:罚金|没收财产|人民币|RMB|CNY|[¥￥])+|(?:人民币|元整|圆整|元|圆|块|整)+$", re.IGNORECASE)


def number(
    *, unit: str = "分", least: Decimal | int | None = 0, most: Decimal | int | None = None, places: int = 2
) -> Parse:
    """A parser of numbers → `Decimal` of so many places at most, within its bounds; the unit may be written or not."""
    how = f"只填数字，如 {'138.5' if places else '4'}"

    def parse(raw: Raw) -> Parsed:
        if (empty := nothing(raw)) is not None:
            return empty
        if isinstance(raw, date | bool):
            return became_a_date() if isinstance(raw, date) else refuse("不是数字", how)
        said = bare(written(raw)).removesuffix(unit).removeprefix("+")
        value = amount(said.lstrip("-−"))
        if value is None:
            return refuse("读不成数字", how)
        return _bounded(-value if said[:1] in "-−" else value)

    def _bounded(value: Decimal) -> Parsed:
        if -value.normalize().as_tuple().exponent > places:  # type: ignore[operator]  # never NaN or infinite here
            return refuse("须是整数" if not places else f"小数超过{places}位", how)
        if least is not None and value < least:
            return refuse(f"小于{least}" if least else "不能是负数", "照原件改正")
        return refuse(f"大于{most}", "照原件改正") if most is not None and value > most else Parsed(value)

    return parse


def whole(*, unit: str = "个", least: int = 0, most: int = 9999) -> Parse:
    """A parser of counts → `int`."""
    decimal = number(unit=unit, least=least, most=most, places=0)

    def parse(raw: Raw) -> Parsed:
        answer = decimal(raw)
        return Parsed(int(answer.value)) if isinstance(answer.value, Decimal) else answer

    return parse


def extent(raw: Raw) -> Parsed:
    """Months taken off a sentence, or left of it → `int` (months). A bare number means months."""
    if isinstance(raw, date):
        return became_a_date()
    if (empty := nothing(raw)) is not None:
        return empty
    said = _EXTENT_WORDS.sub("", bare(written(raw)))
    return months_of(f"{said}个月" if said.isdecimal() else said) or refuse("读不成月数", "写作“7个月”或“1年2个月”")


def months_of(said: str) -> Parsed | None:
    """1年2个月 → 14, or a refusal; None when there are no years and months in it at all."""
    found = YEARS_AND_MONTHS.fullmatch(said)
    if not found or not any(found.groups()):
        return None
    years, months = (amount(part) if part else Decimal(0) for part in found.groups())
    if years is None or months is None or years % 1 or months % 1:
        return None
    if years and months >= 12:
        return refuse(f"{months}个月已满一年", "年与月合写时，月数须小于12")
    total = int(years * 12 + months)
    return Parsed(total) if 0 < total <= 600 else refuse("月数须在1至600之间", "照原件改正")


def money(*, unit: int = 1) -> Parse:
    """A parser of sums → `Decimal` yuan. A bare number counts `unit` yuan: 10000 for a column headed 万元."""

    def parse(raw: Raw) -> Parsed:
        if (empty := nothing(raw)) is not None:
            return empty
        if isinstance(raw, date | bool):
            return became_a_date() if isinstance(raw, date) else refuse("读不成金额", _WRITE_MONEY)
        said = bare(written(raw))
        stripped = _MONEY_WORDS.sub("", said)
        value = amount(stripped)
        if value is None:
            return refuse("读不成金额", _WRITE_MONEY)
        value *= unit if stripped == said and not re.search("[万萬亿億千仟百佰十拾]", said) else 1
        return Parsed(value) if value == round(value, 2) else refuse("金额不足一分", _WRITE_MONEY)

    return parse


def became_a_date() -> Parsed:
    """Excel's favourite mistake: 8-6 typed, 8 June stored."""
    return refuse("表格软件把所填变成了日期", RETYPE)


_WRITE_MONEY = "写作“1000元”或“50万元”；没收个人全部财产不填金额"
