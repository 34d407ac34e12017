"""What a node is in the kernel: numbers with the lanes that know them and the bounds they keep, or a flag's two masks.

With a mask for surely true and one for surely false, strong Kleene logic is plain `and` and `or`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from procuratorate.screening.engine.lanes import ALL, NONE, splat

MOST = 2**31 - 1  # as little as minus this, so that a sign can be turned
FACTS_MOST = 2**29  # facts beyond are clipped to it: five hundred million yuan, a million years


@dataclass(frozen=True, slots=True)
class Number:
    """Whole numbers between `least` and `most`; lanes outside `known` hold rubbish within the same bounds."""

    lanes: str
    known: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Surely true, surely false; unknown where neither is set. Never both."""

    true: str
    false: str


Value: TypeAlias = Number | Flag
UNKNOWN_NUMBER, UNKNOWN_FLAG = Number(splat(0), NONE, 0, 0), Flag(NONE, NONE)


def plain(value: int) -> Number:
    return Number(splat(value), ALL, value, value)


def plain_flag(value: object) -> Flag:
    return Flag(ALL, NONE) if value else Flag(NONE, ALL)
