"""What a field hands to the screening: its rules, its facts, how a record is explained. Registered by its `screens.py`.

The screening knows no law: it reads columns named after facts, asks rules for breaches, and lets the field explain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from procuratorate.lib.law.columns import Derive
from procuratorate.lib.law.findings import Finding
from procuratorate.lib.law.rules import Rule
from procuratorate.lib.law.tracing import Fact

Values = Mapping[str, Any]  # fact → day, number, flag; None is unknown


@dataclass(frozen=True)
class Kind:
    """A kind of case. `until`: the day its institution ended; such records are for search and statistics only."""

    code: int
    label: str
    until: date | None = None

    @property
    def is_screened(self) -> bool:
        return self.until is None


@dataclass(frozen=True)
class Live:
    """A case of this system as a row of the archive; `address` is the page where it is read."""

    key: str
    site: int
    number: str
    name: str
    person: int
    kind: int
    on: date
    sealed: bool
    values: Values


@dataclass(frozen=True)
class Field:
    """One field of supervision and its law."""

    code: str
    title: str
    kinds: tuple[Kind, ...]
    rules: Sequence[Rule]
    facts: Mapping[str, Fact]
    derived: Mapping[str, Derive]
    explain: Callable[..., Sequence[Finding]]  # explain(kind, values, on=, law_on=, only=)
    words: Mapping[str, Mapping[int, str]] = field(default_factory=dict)  # of facts that are codes
    kind_fact: str = "ask"
    days: tuple[str, ...] = ()  # the first that is known is the day of the record
    ordinary: frozenset[str] = frozenset()  # flags that are false unless somebody wrote them down
    orders: tuple[tuple[str, str], ...] = ()  # what cannot lie after what, whatever happened
    live: Callable[[datetime | None], Iterable[Live]] | None = None
    page: Callable[[str], str] | None = None
    rule_page: Callable[[str], str] | None = None
    rules_page: str = ""
    papers: Callable[[str], tuple[str, str]] | None = None  # of a living case ("" of an archived one): (word, address)

    def kind(self, code: int) -> Kind | None:
        return next((one for one in self.kinds if one.code == code), None)

    def rule(self, code: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.code == code), None)


FIELDS: dict[str, Field] = {}


def register(one: Field) -> None:
    """Enter a field; called by its `screens` when Django is ready."""
    FIELDS[one.code] = one
