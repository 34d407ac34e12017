"""Every rule held against one event on one day."""

from __future__ import annotations

from datetime import date
from typing import Any

from procuratorate.incidents.law.facts import FACTS, ON, Facts
from procuratorate.incidents.law.rules import RULES, SHARED
from procuratorate.lib.law.findings import Finding, judge
from procuratorate.lib.law.tracing import Scalar, Tracer, leaf

_OPS = Tracer()


class _Columns:
    """Facts as traced scalars and what is derived from them, each made once, when first asked for."""

    def __init__(self, facts: Facts, on: date) -> None:
        self._facts = facts
        self.on = leaf(ON, on.toordinal())

    def __getattr__(self, name: str) -> Scalar:
        if fact := FACTS.get(name):
            value = getattr(self._facts, name)
            column: Any = leaf(fact, value.toordinal() if type(value) is date else value)
        elif derive := SHARED.get(name):
            column = derive(self, _OPS)
        else:
            raise AttributeError(name)
        self.__dict__[name] = column
        return column  # type: ignore[no-any-return]


def explain(facts: Facts, *, on: date) -> tuple[Finding, ...]:
    """What the rules say of an event on a day, in the order of the rulebook. Never raises for any facts."""
    columns = _Columns(facts, on)
    return tuple(judge(rule, columns, _OPS) for rule in RULES)
