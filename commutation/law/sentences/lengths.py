"""How long a sentence or a reduction is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

KIND = "(?:有期徒刑|有期|徒刑|拘役|管制)?"
FORM = re.compile(
    KIND + r"(?:(?P<years>\d{1,2})(?:y|年))?"
    r"(?:(?P<months>\d{1,3})(?:m|个?月))?(?:(?P<days>\d{1,4})(?:d|日|天))?" + KIND,
    re.IGNORECASE,
)
HALVES = {"年半": "年6个月", "半年": "6个月", "个半月": "个月15日", "半个月": "15日", "又": ""}
NUMERAL = re.compile("[一二两三四五六七八九]?十[一二三四五六七八九]?|[零〇一二两三四五六七八九]+")
DIGITS = {sign: number for number, signs in enumerate("零一二三四五六七八九") for sign in signs} | {"〇": 0, "两": 2}


@dataclass(frozen=True, slots=True)
class Length:
    """So many years, months and days; half a month is 15 days (法释〔2021〕1号 第202条)."""

    years: int = 0
    months: int = 0
    days: int = 0

    @property
    def whole_months(self) -> int:
        return 12 * self.years + self.months

    def __bool__(self) -> bool:
        return bool(self.whole_months or self.days)

    def __str__(self) -> str:
        parts = ((self.years, "年"), (self.months, "个月"), (self.days, "日"))
        return "".join(f"{number}{unit}" for number, unit in parts if number) or "0日"


def length_of(text: str) -> Length | None:
    """`7y`, `0y6m`, `1y8m29d`, `7年6个月`, `十三年六个月`, `一年半`; a bare number is months.

    None for what is no length (`life`, empty).
    """
    text = in_digits("".join(normalize("NFKC", text).split()))
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return Length(months=int(text))
    found = FORM.fullmatch(text)
    if not text or not found or not any(found.groupdict().values()):
        return None
    return Length(**{unit: int(number) for unit, number in found.groupdict(default="0").items()})


def in_digits(text: str) -> str:
    """Chinese numerals below a hundred, and halves, as plain digits: 一年零六个月 is 1年6个月."""
    for half, digits in HALVES.items():
        text = text.replace(half, digits)
    return NUMERAL.sub(lambda found: str(_number(found[0])), text)


def _number(said: str) -> int:
    tens, ten, ones = said.partition("十")
    if ten:
        return 10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0)
    return int("".join(str(DIGITS[sign]) for sign in said))
