"""Numbers in Chinese numerals, in digits, or in both at once (1万5千, 壹拾贰, 三百零五)."""

from __future__ import annotations

import re
from decimal import Decimal

_LINES = ("〇○零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {digit: value for value, line in enumerate(_LINES) for digit in line}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"(?<=\d)[,，](?=\d{3}(?:\D|$))")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[〇○零一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬亿億]")
_LONGEST = 32
_LARGEST = 10**16  # beyond any sum, and far below where Decimal's 28 digits stop dividing exactly

MONTHS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def amount(said: str) -> Decimal | None:
    """A non-negative number below 10^16 in any of these forms, or None."""
    said = _GROUPED.sub("", said)
    value = _read(said) if len(said) <= _LONGEST else None
    return value if value is not None and value < _LARGEST else None


def small_number(said: str) -> int:
    """A day or a month in Chinese numerals, 廿 and 卅 among them; 0 when it is none."""
    value = amount(said.replace("廿", "二十").replace("卅", "三十"))
    return int(value) if value is not None else 0


def digits_of_year(said: str) -> str:
    """二〇二一 → 2021."""
    return "".join(str(_DIGITS[digit]) for digit in said)


def _read(said: str) -> Decimal | None:
    if _ARABIC.fullmatch(said):
        return Decimal(said)
    tokens = _TOKEN.findall(said)
    return _sum(tokens) if tokens and "".join(tokens) == said else None


def _sum(tokens: list[str]) -> Decimal | None:
    """Left to right: digit × place, gathered into sections of a myriad. None when the order makes no number."""
    total, section, digit, unit = Decimal(0), Decimal(0), None, 1
    for token in tokens:
        if token in _MYRIADS:
            section, unit, digit = section + (digit or 0), _MYRIADS[token], None
            if not section and not total:
                return None
            total = (total + section) * unit if total < unit else total + section * unit
            section = Decimal(0)
        elif token in _PLACES:
            if section and unit <= _PLACES[token]:
                return None
            unit = _PLACES[token]
            section, digit = section + (1 if digit is None else digit) * unit, None
        elif digit:
            return None  # 二三: two digits in a row are no number
        else:
            digit, unit = _digit(token), 1 if digit == 0 else unit
    if digit and digit < 10 < unit:
        return None  # 一万五 is 15000 in speech and 10005 in arithmetic: nobody can tell
    return total + section + (digit or 0)


def _digit(token: str) -> Decimal:
    return Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token)
