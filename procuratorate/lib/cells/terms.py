"""Sentences as clerks write them: 8年6个月, 102月, 八年六个月, 无期, 死缓, 拘役5个月, 管制2年."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from procuratorate.lib.cells.numbers import became_a_date, months_of
from procuratorate.lib.cells.parsed import Parsed, Raw, nothing, refuse, written
from procuratorate.lib.characters import bare


class Kind(StrEnum):
    """Principal punishments (刑法第33条, with suspended death apart)."""

    CONTROL = "control"
    DETENTION = "detention"
    FIXED = "fixed"
    LIFE = "life"
    SUSPENDED_DEATH = "suspended_death"


@dataclass(frozen=True, slots=True)
class Term:
    """A sentence as pronounced: its kind, and its length in whole months where it has one."""

    kind: Kind
    months: int | None = None
    limited: bool = False  # 限制减刑, pronounced with a suspended death sentence

    def __str__(self) -> str:
        if self.months is None:
            return f"{_WORDS[self.kind]}{'（限制减刑）' if self.limited else ''}"
        return _WORDS[self.kind] + years_and_months(self.months)


def years_and_months(months: int | None) -> str:
    """102 → 8年6个月; nothing for none."""
    years, rest = divmod(months or 0, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")


_WORDS = {
    Kind.CONTROL: "管制",
    Kind.DETENTION: "拘役",
    Kind.FIXED: "有期徒刑",
    Kind.LIFE: "无期徒刑",
    Kind.SUSPENDED_DEATH: "死缓",
}
_KINDS = {
    "有期徒刑": Kind.FIXED,
    "有期": Kind.FIXED,
    "徒刑": Kind.FIXED,
    "拘役": Kind.DETENTION,
    "管制": Kind.CONTROL,
    "": Kind.FIXED,
}
_KIND = re.compile("有期徒刑|有期|徒刑|拘役|管制|")
_LIFE = re.compile("无期(?:徒刑)?")
_SUSPENDED = re.compile(
    r"(?:死缓|死刑[,，、]?(?:缓期[二两2]年执行|缓期执行|缓[二两2]年))([(（]?[,，、]?(?:并)?(?:限制减刑|限减)[)）]?)?"
)
_HALF_YEAR = re.compile("^(.+)年半$")
# Longest lengths: 管制 3 years, 拘役 1 year (刑法第69条); 有期徒刑 25 years (刑法第50、69条).
_LONGEST = {Kind.CONTROL: 36, Kind.DETENTION: 12, Kind.FIXED: 300}
_WRITE = "写作“8年6个月”或“102月”"


def term(raw: Raw) -> Parsed:
    """A sentence → `Term`. A bare number is refused: nobody can tell months from years."""
    if isinstance(raw, date):
        return became_a_date()
    if (empty := nothing(raw)) is not None:
        return empty
    said = bare(written(raw))
    if _LIFE.fullmatch(said):
        return Parsed(Term(Kind.LIFE))
    if found := _SUSPENDED.fullmatch(said):
        return Parsed(Term(Kind.SUSPENDED_DEATH, limited=bool(found[1])))
    if said.replace(".", "").isdecimal():
        return refuse("只有数字，不知是年还是月", _WRITE)
    return _length(said)


def _length(said: str) -> Parsed:
    kind_said = _KIND.match(said)[0]  # type: ignore[index]  # matches the empty text at worst
    length = said.removeprefix(kind_said)
    counted = months_of(_HALF_YEAR.sub(r"\1年6个月", length))
    if counted is None:
        return refuse("读不成刑期", _WRITE)
    if counted.problem:
        return counted
    kind = _KINDS[kind_said]
    if counted.value > _LONGEST[kind]:
        return refuse(f"{_WORDS[kind]}长于法定最长的{_LONGEST[kind] // 12}年", f"照判决书改正，{_WRITE}")
    return Parsed(Term(kind, counted.value))
