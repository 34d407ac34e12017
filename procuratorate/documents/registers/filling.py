"""What the product holds already, put into the registers by whoever holds it: `@fills("registers.parole")`.

An app names its fillers in a module `registers.py`. Several may fill one register; lines of the same key become one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


@dataclass(frozen=True)
class Period:
    """Days of a register, both included."""

    since: date
    until: date

    def __str__(self) -> str:
        return f"{self.since} 至 {self.until}"


@dataclass(frozen=True)
class Line:
    """One line of a register on its day, as the product knows it.

    `key` names it for good (letters, digits, hyphens: it stands in addresses); `cells` by the register's heads, the
    unknown left out; `persons` in custody it names; `address` the page it comes from.
    """

    key: str
    day: date
    cells: Mapping[str, str]
    persons: tuple[int, ...] = field(default=())
    address: str = ""


Filler = Callable[[Actor, Organ, date, date], Iterable[Line]]
FILLERS: dict[str, list[Filler]] = {}


def fills(code: str) -> Callable[[Filler], Filler]:
    """Register a filler: `filler(actor, site, since, until)` gives the lines of these days the actor may see."""

    def named(filler: Filler) -> Filler:
        FILLERS.setdefault(code, []).append(filler)
        return filler

    return named
