"""Which rules speak of a person before anything is proposed: what must have passed, and what bars altogether."""

from __future__ import annotations

from commutation.law.rules import RULES

BARS = frozenset(
    {
        "life-imprisonment", "name-withheld", "able-unpaid", "evasion", "parole-kind", "parole-recidivist",
        "parole-eight", "parole-able-unpaid", "parole-again",
    }
)  # fmt: skip
OF_PERSON = BARS | {rule.code for rule in RULES if rule.waits}
