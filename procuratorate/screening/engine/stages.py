"""A plan lowered to stages: what is asked twice is a column of its own, made a stage after all it is made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from procuratorate.lib.law.graph import Node
from procuratorate.lib.law.params import Dated
from procuratorate.lib.law.plans import Plan
from procuratorate.screening.engine.expressions import NAMED_ONCE, expression, literal


@dataclass(frozen=True, slots=True)
class Staged:
    """Columns to add, stage by stage. `breached` and `margins` are the names they end under, rule by rule."""

    stages: tuple[tuple[pl.Expr, ...], ...]
    breached: dict[str, str]
    margins: dict[str, str]
    facts: tuple[str, ...]

    def run(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with every answer added. Days must be ordinals and numbers Int32, flags Boolean; unknown is null.

        A breach is true, false where the rule is met or does not apply, null where it cannot be decided.
        """
        for stage in self.stages:
            frame = frame.with_columns(stage)
        return frame


def staged(plan: Plan) -> Staged:
    """Lower a plan once; it serves every partition."""
    return _Lowering(plan).done()


def _asked_twice(nodes: Iterable[Node]) -> set[int]:
    """What several nodes ask, or one whose expression names its arguments more than once: no tree may grow."""
    uses: Counter[int] = Counter()
    for node in nodes:
        for arg in node.args:
            if isinstance(arg, Node):
                uses[arg.number] += 1 if node.op in NAMED_ONCE else 2
    return {number for number, times in uses.items() if times > 1}


class _Lowering:
    """Nodes become expressions in the order of their making, arguments first."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        ends = {node.number for answer in plan.answers for node in (answer.breached, answer.margin)}
        self.kept = ends | (_asked_twice(plan.graph.nodes) - _facts(plan.graph.nodes))
        self.made: dict[int, pl.Expr] = {}
        self.ready: dict[int, int] = {}  # from which stage on a node may be named
        self.stages: defaultdict[int, list[pl.Expr]] = defaultdict(list)

    def done(self) -> Staged:
        for node in self.plan.graph.nodes:
            self._add(node)
        answers = self.plan.answers
        return Staged(
            stages=tuple(tuple(self.stages[number]) for number in sorted(self.stages)),
            breached={answer.code: _name(answer.breached) for answer in answers},
            margins={answer.code: _name(answer.margin) for answer in answers},
            facts=self.plan.facts,
        )

    def _add(self, node: Node) -> None:
        made = pl.col(node.args[0]) if node.op == "fact" else expression(node.op, tuple(map(self._arg, node.args)))
        stage = max((self.ready[arg.number] for arg in node.args if isinstance(arg, Node)), default=0)
        if node.number in self.kept:
            self.stages[stage].append(made.alias(_name(node)))
            made, stage = pl.col(_name(node)), stage + 1
        self.made[node.number], self.ready[node.number] = made, stage

    def _arg(self, arg: Any) -> Any:
        if isinstance(arg, Node):
            return self.made[arg.number]
        return arg if isinstance(arg, Dated) else literal(arg)


def _facts(nodes: Iterable[Node]) -> set[int]:
    return {node.number for node in nodes if node.op == "fact"}


def _name(node: Node) -> str:
    return f"n{node.number}"
