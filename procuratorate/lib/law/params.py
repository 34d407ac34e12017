"""Numbers of law with their dates of force: instruments, parameters, and the book that finds the one in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from procuratorate.lib.law.articles import Cite, cite
from procuratorate.lib.law.standings import Measure, Standing


@dataclass(frozen=True)
class Quantity:
    """What a key of the book means: 不满五年有期徒刑的减刑起始时间, in months."""

    label: str
    measure: Measure


@dataclass(frozen=True)
class Param:
    """One number of one instrument. `value` None: the text names the matter and gives no number; `note` quotes it."""

    key: str
    value: int | None
    cite: Cite
    since: date
    until: date | None
    standing: Standing
    note: str = ""

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Instrument:
    """A law or interpretation: `name` as it is cited, `title` in full; both days of force included."""

    name: str
    title: str
    since: date
    until: date | None = None
    standing: Standing = Standing.VERIFIED

    def param(
        self,
        key: str,
        value: int | None,
        articles: str,
        *,
        since: date | None = None,
        until: date | None = None,
        standing: Standing | None = None,
        note: str = "",
    ) -> Param:
        """A number of this instrument; dates and standing are the instrument's unless said otherwise."""
        return Param(
            key,
            value,
            cite(self.name, articles),
            since or self.since,
            until or self.until,
            standing or self.standing,
            note,
        )

    def cite(self, articles: str = "") -> Cite:
        return cite(self.name, articles, self.since, self.until)


@dataclass(frozen=True)
class Dated:
    """All numbers the law ever gave for one key, oldest first; `spans` are their first and last days, as ordinals."""

    key: str
    quantity: Quantity
    spans: tuple[tuple[int, int, Param], ...]

    def on(self, day: int) -> Param | None:
        """The number in force on a day (an ordinal), or None."""
        for first, last, param in self.spans:
            if first <= day <= last:
                return param
        return None


class Book:
    """Every dated number, by key: `book.start_under_5`. Two numbers in force at once are an error of ours."""

    def __init__(self, quantities: Mapping[str, Quantity], params: Iterable[Param]) -> None:
        shelves: dict[str, list[Param]] = defaultdict(list)
        for param in params:
            if param.key not in quantities:
                raise ValueError(f"{param.key} is not among the quantities")
            shelves[param.key].append(param)
        if missing := set(quantities) - set(shelves):
            raise ValueError(f"no law gives {sorted(missing)}")
        self.entries = {key: _dated(key, quantities[key], found) for key, found in shelves.items()}

    def __getattr__(self, key: str) -> Dated:
        try:
            return self.__dict__["entries"][key]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(key) from None


def _dated(key: str, quantity: Quantity, params: list[Param]) -> Dated:
    params = sorted(params, key=lambda param: param.since)
    spans = tuple((p.since.toordinal(), (p.until or date.max).toordinal(), p) for p in params)
    if any(earlier[1] >= later[0] for earlier, later in pairwise(spans)):
        raise ValueError(f"{key} has two numbers on one day")
    return Dated(key, quantity, spans)
