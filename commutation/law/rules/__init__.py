"""The rules, one module per matter."""

from __future__ import annotations

from commutation.law.rulebook import RULEBOOK
from commutation.law.rules import (
    competence,
    consultation,
    court,
    evidence,
    extents,
    intervals,
    levels,
    minimum,
    notice,
    outside,
    parole,
    payments,
    qualifying,
    terms,
)

# As a procurator reads them: time and extent, bars, payments, papers, procedure, the court's half, arithmetic.
IN_ORDER = (
    qualifying, intervals, extents, minimum, parole, outside, payments, evidence, levels, notice, consultation,
    competence, court, terms,
)  # fmt: skip
_PLACES = {module.__name__: place for place, module in enumerate(IN_ORDER)}
RULES = tuple(sorted(RULEBOOK.rules.values(), key=lambda rule: _PLACES[rule.judge.__module__]))
