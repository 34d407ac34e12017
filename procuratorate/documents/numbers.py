"""文号: 代字〔year〕n号, the year in hexagonal brackets, no 第, no leading zeros (GB/T 9704-2012, law.md §5.1)."""

from __future__ import annotations

import re

from procuratorate.lib.errors import Unacceptable

LONGEST = 60
_BRACKETS = re.compile(r"[\[［(（【]\s*(\d{4})\s*[\]］)）】]")
_NUMBER = re.compile(r"[^〔〕]+〔(19|20)\d{2}〕[1-9]\d*号")


def number_of(word: str, year: int, sequence: int) -> str:
    """临城郊检纠违, 2026, 16 → 临城郊检纠违〔2026〕16号."""
    return f"{word}〔{year}〕{sequence}号"


def as_number(said: str) -> str:
    """临城郊检意见[2026]38号 → 临城郊检意见〔2026〕38号; "" stays. Raises Unacceptable where year or 号 is missing."""
    number = _BRACKETS.sub(r"〔\1〕", "".join(said.split()))
    if number and (len(number) > LONGEST or not _NUMBER.fullmatch(number)):
        why = "文号写作 ××检意见〔2026〕38号，照统一业务系统的文号填写。"
        raise Unacceptable(why, fields={"number": why})
    return number
