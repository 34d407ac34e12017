"""What a parser answers, and the forms of "nothing here" that all of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, Final

from procuratorate.lib.characters import bare, squeezed

Raw = str | int | float | bool | date | datetime | time | timedelta | None


class Missing(Enum):
    """Said to be missing (缺): the clerk looked, and the paper is not there."""

    MISSING = "缺"


MISSING: Final = Missing.MISSING


@dataclass(frozen=True, slots=True)
class Parsed:
    """A typed value, or a `problem` and its `mending` (what to write); `note` warns about a value taken."""

    value: Any = None
    problem: str = ""
    mending: str = ""
    note: str = ""


Parse = Callable[[Raw], Parsed]

NOTHING: Final = Parsed()
SAID_MISSING: Final = Parsed(MISSING)
ERROR_VALUES: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
_LONGEST: Final = 200  # no date, number, sentence or choice is longer
RETYPE: Final = "先把该列设为“文本”格式，再照原件重填"

_BLANK = frozenset({"", "-", "--", "—", "——", "－", "/", "／", "\\"})
_NONE = _BLANK | {"无", "N/A", "n/a"}
_MISSING = frozenset({"缺", "缺失", "（缺）", "(缺)"})


def refuse(problem: str, mending: str) -> Parsed:
    """An answer that this cannot be taken."""
    return Parsed(problem=problem, mending=mending)


def written(raw: Raw) -> str:
    """A raw cell as text: 3.0 as 3, dates as ISO, the apostrophe that marks text in spreadsheets gone."""
    if isinstance(raw, str):
        return unquoted(raw)
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else repr(round(raw, 10))
    if isinstance(raw, datetime) and raw.time() == time():
        return raw.date().isoformat()
    return str(raw)


def unquoted(raw: str) -> str:
    """Take off what spreadsheets put around text: a leading apostrophe, and ="0012" of exported CSV."""
    if raw[:1] == "'":
        return raw[1:]
    return raw[2:-1] if len(raw) > 3 and raw.startswith('="') and raw.endswith('"') else raw


def nothing(raw: Raw) -> Parsed | None:
    """Empty (无 and dashes too), 缺, or a spreadsheet's own error, for a typed cell; None when there is something."""
    if isinstance(raw, str):
        return (
            _nothing_in(bare(raw), _NONE)
            if len(raw) <= _LONGEST
            else refuse("内容太长，不像本栏所填", "核对是否填错了列")
        )
    return NOTHING if raw is None else None


def nothing_said(raw: str) -> Parsed | None:
    """The same for free text, where 无 is an answer."""
    return _nothing_in(squeezed(raw), _BLANK)


def _nothing_in(said: str, empty: frozenset[str]) -> Parsed | None:
    if said in empty:
        return NOTHING
    if said in _MISSING:
        return SAID_MISSING
    if said.upper() in ERROR_VALUES:
        return refuse(f"是表格的错误值 {said}", "改正公式，或把结果照原件直接填入")
    return None
