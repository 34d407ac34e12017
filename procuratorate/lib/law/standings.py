"""How sure a rule or a number of law is, and in what quantities are measured."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, StrEnum


class Standing(Enum):
    """From the surest down. Only what was read in the text of the law may accuse; everything else warns."""

    VERIFIED = 4, "条文已核实"
    INFERRED = 3, "推断"
    LOCAL = 2, "本省规定"
    SECOND_HAND = 1, "二手"
    REMEMBERED = 0, "记忆"

    @property
    def trust(self) -> int:
        return self.value[0]

    @property
    def label(self) -> str:
        return self.value[1]


def weakest(standings: Iterable[Standing]) -> Standing:
    """A chain is as sure as its least sure link."""
    return min(standings, key=lambda standing: standing.trust, default=Standing.VERIFIED)


class Measure(StrEnum):
    """What a number counts. `DATE` is a day's ordinal, `FLAG` a yes or no, `CODE` one of a closed vocabulary."""

    DATE = "date", "日期"
    HOURS = "hours", "小时"
    MONTHS = "months", "个月"
    DAYS = "days", "日"
    WORKING_DAYS = "working_days", "个工作日"
    COUNT = "count", ""
    PEOPLE = "people", "人"
    POINTS = "points", "分"
    YUAN = "yuan", "元"
    FLAG = "flag", "是否"
    CODE = "code", "代码"

    label: str

    def __new__(cls, value: str, label: str) -> Measure:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
