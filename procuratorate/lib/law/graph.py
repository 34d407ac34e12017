"""Rules as a graph of operations: what two of them ask is one node, worked out once.

A symbol stands where a rule expects a column and writes down what is done with it. Nodes are interned, so a shared
fact is found however often and wherever it is asked for; without that the tree of 123 rules does not fit in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from procuratorate.lib.law.columns import Derive
from procuratorate.lib.law.params import Dated


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An operation on nodes and literals; `number` is its place in the order of making, arguments first."""

    number: int
    op: str
    args: tuple[Any, ...]


class Graph:
    """All nodes of a set of rules, each once."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._known: dict[tuple[Any, ...], Node] = {}

    def node(self, op: str, *args: Any) -> Node:
        """The node of an operation on these arguments: nodes, plain numbers, or dated numbers of law."""
        # True and 1 are equal keys and different literals.
        key = (op, *((type(arg), id(arg) if isinstance(arg, Node | Dated) else arg) for arg in args))
        if key not in self._known:
            self._known[key] = made = Node(len(self.nodes), op, args)
            self.nodes.append(made)
        return self._known[key]


class Symbol:
    """A column of the rules: operators and comparisons become nodes."""

    __slots__ = ("graph", "node")
    __hash__ = None  # type: ignore[assignment]  # == answers with a column

    def __init__(self, graph: Graph, node: Node) -> None:
        self.graph, self.node = graph, node

    def __bool__(self) -> bool:
        raise TypeError("a rule must not branch on a column: use &, |, ~ and o.where")

    def __invert__(self) -> Symbol:
        return Symbol(self.graph, self.graph.node("~", self.node))


def _operator(op: str, *, swapped: bool = False) -> Callable[[Symbol, Any], Symbol]:
    def operate(one: Symbol, other: Any) -> Symbol:
        pair = (_bare(other), one.node) if swapped else (one.node, _bare(other))
        return Symbol(one.graph, one.graph.node(op, *pair))

    return operate


def _bare(value: Any) -> Any:
    return value.node if isinstance(value, Symbol) else value


for _name, _op in {
    "add": "+", "sub": "-", "mul": "*", "floordiv": "//", "mod": "%", "lt": "<", "le": "<=", "gt": ">", "ge": ">=",
    "eq": "==", "ne": "!=", "and": "&", "or": "|",
}.items():  # fmt: skip
    setattr(Symbol, f"__{_name}__", _operator(_op))
    setattr(Symbol, f"__r{_name}__", _operator(_op, swapped=True))


@dataclass
class Recorder:
    """`columns.Ops` that writes down."""

    graph: Graph

    def _made(self, op: str, *args: Any) -> Symbol:
        return Symbol(self.graph, self.graph.node(op, *map(_bare, args)))

    def where(self, condition: Any, yes: Any, no: Any) -> Symbol:
        return self._made("where", condition, yes, no)

    def whichever(self, condition: Any, yes: Any, no: Any) -> Symbol:
        return self._made("whichever", condition, yes, no)

    def most(self, one: Any, other: Any) -> Symbol:
        return self._made("most", one, other)

    def least(self, one: Any, other: Any) -> Symbol:
        return self._made("least", one, other)

    def size(self, one: Any) -> Symbol:
        return self._made("size", one)

    def first(self, one: Any, other: Any) -> Symbol:
        return self._made("first", one, other)

    def happened(self, day: Any) -> Symbol:
        return self._made("happened", day)

    def pick(self, dated: Dated, day: Any) -> Symbol:
        return self._made("pick", dated, day)

    def after(self, day: Any, months: Any, days: Any = 0) -> Symbol:
        return self._made("+", self._made("after", day, months), days)

    def same_number(self, day: Any, months: Any) -> Symbol:
        return self._made("same_number", day, months)

    def eve(self, day: Any, months: Any) -> Symbol:
        return self._made("eve", day, months)

    def years_after(self, day: Any, years: Any) -> Symbol:
        return self._made("years_after", day, years)

    def named(self, label: str, column: Any) -> Any:
        return column

    def need(self, flag: Any) -> Symbol:
        return self._made("need", flag)

    def same(self, one: Any, other: Any) -> Symbol:
        return self._made("same", one, other)

    def never(self) -> Symbol:
        return self._made("literal", -1)

    def undecided(self, reason: str) -> Symbol:
        return self._made("unknown")


@dataclass
class Names:
    """Facts and derived columns by name, each recorded when first asked for. `used` are the facts that were asked."""

    graph: Graph
    facts: frozenset[str]
    derived: Mapping[str, Derive]
    used: set[str] = field(default_factory=set)
    _made: dict[str, Symbol] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Symbol:
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Symbol:
        if name in self.facts:
            self.used.add(name)
            return Symbol(self.graph, self.graph.node("fact", name))
        if derive := self.derived.get(name):
            made: Any = derive(self, Recorder(self.graph))
            return made  # type: ignore[no-any-return]
        raise AttributeError(name)
