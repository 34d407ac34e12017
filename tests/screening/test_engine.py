"""The engine against the normative scalars: the same rules, the same verdicts and margins, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import polars as pl
import pytest

from commutation.law import FACTS, RULES, Facts, Finding, Verdict, explain
from commutation.law.shared import SHARED
from commutation.law.words import Ask
from procuratorate.lib.law.plans import plan
from procuratorate.lib.law.standings import Measure
from procuratorate.screening.engine.stages import Staged, staged
from tests.law.paper import cases

ROWS_EACH = 400
EXTREMES: dict[Measure, list[Any]] = {
    Measure.DATE: [date.min, date.max, date(2024, 2, 29), date(2023, 2, 28), date(2022, 1, 31)],
    Measure.FLAG: [True, False],
}
BREACHED = {Verdict.BREACHED: True, Verdict.CANNOT_DECIDE: None, Verdict.MET: False, Verdict.NOT_APPLICABLE: False}
Asked = tuple[Facts, date]


def scenarios(ask: Ask) -> list[Asked]:
    return [(case.facts, case.on) for case in cases() if case.facts.ask == ask]


def mixed(ask: Ask, count: int) -> Iterator[Asked]:
    """Facts of one filing put into another, some hidden, some beyond all reason. Seeded: the same every time."""
    random, found = Random(ask.value), scenarios(ask)
    names = [name for name in FACTS if name != "ask"]
    for _ in range(count):
        (facts, on), (other, _) = random.choice(found), random.choice(found)
        taken = {name: getattr(other, name) for name in random.sample(names, random.randint(0, 40))}
        hidden = dict.fromkeys(random.sample(names, random.randint(0, 15)))
        wild = {name: _wild(name, random) for name in random.sample(names, random.randint(0, 3))}
        yield replace(facts, **taken | hidden | wild), on


def _wild(name: str, random: Random) -> Any:
    measure = FACTS[name].measure
    return None if measure is Measure.CODE else random.choice(EXTREMES.get(measure, [-(10**6), 0, 1, 10**6]))


def frame(rows: list[Asked], lowered: Staged) -> pl.DataFrame:
    return pl.DataFrame({name: _column(name, rows) for name in lowered.facts})


def _column(name: str, rows: list[Asked]) -> pl.Series:
    values = [on if name == "on" else getattr(facts, name) for facts, on in rows]
    flag = name != "on" and FACTS[name].measure is Measure.FLAG
    return pl.Series(name, [_number(value) for value in values], dtype=pl.Boolean if flag else pl.Int32)


def _number(value: Any) -> Any:
    return value.toordinal() if isinstance(value, date) else value if isinstance(value, bool | None) else int(value)


def lowered(ask: Ask) -> Staged:
    return staged(plan([rule for rule in RULES if ask in rule.asks], frozenset(FACTS), SHARED))


@pytest.mark.parametrize("ask", Ask, ids=lambda ask: ask.name)
def test_every_rule_says_of_every_row_what_it_says_on_a_page(ask: Ask) -> None:
    engine = lowered(ask)
    rows = [*scenarios(ask), *mixed(ask, ROWS_EACH)]
    made = engine.run(frame(rows, engine))
    said = [{finding.rule.code: finding for finding in explain(facts, on=on)} for facts, on in rows]
    assert set(engine.breached) == set(said[0])
    seen = {finding.verdict for row in said for finding in row.values()}
    assert seen == set(Verdict)
    for code, column in engine.breached.items():
        breached, margins = made[column].to_list(), made[engine.margins[code]].to_list()
        for row, told, margin in zip(said, breached, margins, strict=True):
            assert told is BREACHED[row[code].verdict], code
            assert _decides(row[code], margin), code


def _decides(finding: Finding, margin: int | None) -> bool:
    """The margin is the same wherever it decided anything."""
    if finding.verdict not in {Verdict.BREACHED, Verdict.MET}:
        return True
    return margin == finding.margin.value


def test_what_two_rules_ask_is_worked_out_once() -> None:
    """Sharing is what makes bulk possible: without it the trees of these rules do not end."""
    made = plan(RULES, frozenset(FACTS), SHARED)
    keys = {(node.op, tuple(map(id, node.args))) for node in made.graph.nodes if node.args}
    assert len(keys) == len([node for node in made.graph.nodes if node.args])
    assert len(made.graph.nodes) < 2_000
    assert sum(map(len, staged(made).stages)) < len(made.graph.nodes)


def test_a_plan_reads_no_fact_that_no_rule_asks() -> None:
    few = plan([rule for rule in RULES if rule.code == "half-served"], frozenset(FACTS), SHARED)
    assert set(few.facts) < set(FACTS) | {"on"}
    assert "born_on" not in few.facts
