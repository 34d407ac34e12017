"""How long a sentence or a reduction is."""

from __future__ import annotations

import re
from dataclasses import dataclass

FORM = re.compile(
    r"(?:有期徒刑|有期|拘役|管制)?(?:(?P<years>\d{1,2})(?:y|年))?"
    r"(?:(?P<months>\d{1,3})(?:m|个?月))?(?:(?P<days>\d{1,4})(?:d|日|天))?",
    re.IGNORECASE,
)


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
    """`7y`, `0y6m`, `1y8m29d`, `7年6个月`; a bare number is months. None for what is no length (`life`, empty)."""
    text = text.strip().replace(" ", "")
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return Length(months=int(text))
    found = FORM.fullmatch(text)
    if not text or not found:
        return None
    return Length(**{unit: int(number) for unit, number in found.groupdict(default="0").items()})
