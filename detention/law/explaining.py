"""Every rule held against one stay on one day."""

from __future__ import annotations

from datetime import date

from detention.law.facts import FACTS, ON, Facts
from detention.law.rules import RULES, SHARED
from procuratorate.lib.law.findings import Finding, judge
from procuratorate.lib.law.traced import OPS, Traced
from procuratorate.lib.law.tracing import leaf


class _Columns(Traced):
    facts, shared = FACTS, SHARED


def explain(facts: Facts, *, on: date) -> tuple[Finding, ...]:
    """What the rules say of a stay on a day, in the order of the rulebook. Never raises for any facts."""
    columns = _Columns(facts, leaf(ON, on.toordinal()))
    return tuple(judge(rule, columns, OPS) for rule in RULES)
