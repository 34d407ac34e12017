"""A rule told from its definition: the facts it asks, the numbers of law it picks, its days of force."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from commutation.law.facts import FACTS
from commutation.law.rules import IN_ORDER, RULES
from commutation.law.shared import SHARED
from commutation.law.words import Ask
from procuratorate.lib.law.params import Dated
from procuratorate.lib.law.plans import plan
from procuratorate.lib.law.rules import Rule
from procuratorate.lib.law.tracing import Fact

MATTERS = {module.__name__: (module.__doc__ or "").split(":")[0].strip() for module in IN_ORDER}


@dataclass(frozen=True, slots=True)
class Described:
    """`facts` as the rule names them, `numbers` with every value the law ever gave them."""

    rule: Rule
    facts: tuple[Fact, ...]
    numbers: tuple[Dated, ...]

    @property
    def matter(self) -> str:
        """The module the rule stands in."""
        return MATTERS[self.rule.judge.__module__]

    @property
    def asks(self) -> str:
        return "、".join(ask.label for ask in Ask if ask in self.rule.asks)


@lru_cache(maxsize=1)
def described() -> dict[str, Described]:
    """Every rule by its code, in the order of the rulebook."""
    return {rule.code: _described(rule) for rule in RULES}


def _described(rule: Rule) -> Described:
    made = plan([rule], frozenset(FACTS), SHARED)
    dated = (arg for node in made.graph.nodes for arg in node.args if isinstance(arg, Dated))
    return Described(
        rule=rule,
        facts=tuple(FACTS[name] for name in FACTS if name in set(made.facts)),
        numbers=tuple({one.key: one for one in dated}.values()),
    )
