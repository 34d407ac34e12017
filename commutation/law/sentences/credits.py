"""折抵: what a day held before the sentence takes off it (law.md 2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commutation.law.words import Punishment
from procuratorate.lib.law.standings import Standing


class Hold(StrEnum):
    """How somebody was held before the sentence."""

    CUSTODY = "先行羁押"
    RESIDENCE = "指定居所监视居住"
    RETENTION = "监察留置、管护"
    AT_HOME = "取保候审、在住处监视居住"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many days held take so many days off."""

    held: int
    off: int
    article: str
    standing: Standing = Standing.VERIFIED


NONE = Rate(1, 0, "没有折抵的规定", Standing.INFERRED)
LIFELONG = Rate(1, 0, "刑法第50、51、80条没有折抵的规定")
RETAINED = "监察法（2024年修正）第50条第4款"
_SHORT = {
    Hold.CUSTODY: Rate(1, 1, "刑法第44、47条"),
    Hold.RESIDENCE: Rate(2, 1, "刑事诉讼法第76条"),
    Hold.RETENTION: Rate(1, 1, RETAINED),
}
RATES: dict[Punishment, dict[Hold, Rate]] = {
    Punishment.CONTROL: {
        Hold.CUSTODY: Rate(1, 2, "刑法第41条"),
        Hold.RESIDENCE: Rate(1, 1, "刑事诉讼法第76条"),
        Hold.RETENTION: Rate(1, 2, RETAINED),
    },
    Punishment.DETENTION: _SHORT,
    Punishment.FIXED: _SHORT,
}


@dataclass(frozen=True, slots=True)
class Credit:
    """Days taken off for one kind of hold; `rest` are days held that do not make up a whole day off."""

    hold: Hold
    held: int
    off: int
    rest: int
    rate: Rate

    def __str__(self) -> str:
        if not self.off:
            return f"{self.hold.value}{self.held}日不折抵"
        spare = f"，余{self.rest}日不足折抵一日" if self.rest else ""
        return f"{self.hold.value}{self.held}日，{self.rate.held}日折抵{self.rate.off}日，折抵{self.off}日{spare}"


def credited(kind: Punishment, hold: Hold, days: int) -> Credit:
    """What `days` of a hold take off a sentence of this kind; nothing off life and suspended death."""
    rate = LIFELONG if kind > Punishment.FIXED else RATES[kind].get(hold, NONE)
    whole, rest = divmod(days, rate.held)
    return Credit(hold, days, whole * rate.off, rest if rate.off else 0, rate)
