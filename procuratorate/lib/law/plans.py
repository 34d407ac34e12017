"""A set of rules made ready for bulk: per rule two nodes, whether it is breached and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from procuratorate.lib.law.columns import Derive
from procuratorate.lib.law.graph import Graph, Names, Node, Recorder, Symbol
from procuratorate.lib.law.rules import Rule


@dataclass(frozen=True, slots=True)
class Answered:
    """Of one rule: `breached` True, False (met or not applicable) or unknown (cannot be decided), and its margin.

    It is about rows that ask for one of `asks`; of others it says nothing.
    """

    code: str
    asks: tuple[int, ...]
    breached: Node
    margin: Node


@dataclass(frozen=True, slots=True)
class Plan:
    """What is worked out for rows; `facts` are the columns that must be read.

    `asked` is the fact that says what a row asks for, `kinds` the flag of each thing that may be asked.
    """

    graph: Graph
    answers: tuple[Answered, ...]
    facts: tuple[str, ...]
    asked: str = ""
    kinds: Mapping[int, Node] = field(default_factory=dict)


def plan(rules: Sequence[Rule], facts: frozenset[str], derived: Mapping[str, Derive], *, asked: str = "") -> Plan:
    """Record rules over facts (and the day asked about, `on`). The same rules give the same plan.

    `asked` names the fact that says what a row asks for, where rows of several kinds stand together; it must be known.
    """
    graph = Graph()
    names = Names(graph, facts | {"on"}, derived)
    answers = tuple(_answered(rule, names, Recorder(graph)) for rule in rules)
    asks = sorted({ask for rule in rules for ask in rule.asks}) if asked else ()
    kinds = {int(ask): (getattr(names, asked) == int(ask)).node for ask in asks}
    return Plan(graph, answers, tuple(sorted(names.used)), asked, kinds)


def _answered(rule: Rule, names: Names, ops: Recorder) -> Answered:
    """`breached` is surely applies & surely negative, by strong Kleene: the verdicts of `findings.judge`."""
    applies, margin = rule.judge(names, ops)
    number: Any = _lifted(margin, names.graph)
    breached = _lifted(applies, names.graph) & (number < 0)
    for guard in _guards(rule, names):
        breached = guard & breached
    return Answered(rule.code, rule.asks, breached.node, number.node)


def _guards(rule: Rule, names: Names) -> list[Any]:
    guards: list[Any] = [getattr(names, rule.when)] if rule.when else []
    if rule.since or rule.until:
        day: Any = getattr(names, rule.by)
        guards.append((day >= rule.span[0]) & (day <= rule.span[1]))
    return guards


def _lifted(value: Any, graph: Graph) -> Any:
    return value if isinstance(value, Symbol) else Symbol(graph, graph.node("literal", value))
