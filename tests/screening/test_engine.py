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
from procuratorate.screening.engine import Engine
from tests.bench.screening import oracle
from tests.law.paper import cases

ROWS_EACH = 400
EXTREMES: dict[Measure, list[Any]] = {
    Measure.DATE: [date.min, date.max, date(2024, 2, 29), date(2023, 2, 28), date(2022, 1, 31)],
    Measure.FLAG: [True, False],
}
KINDS = {Measure.FLAG: pl.Boolean, Measure.DATE: pl.Date, Measure.CODE: pl.Int8}
LISTED = {Verdict.BREACHED, Verdict.CANNOT_DECIDE}
Asked = tuple[Facts, date]


def scenarios(ask: Ask) -> list[Asked]:
    return [(case.facts, case.on) for case in cases() if case.facts.ask == ask]


def mixed(ask: Ask, count: int, absurd: int = 3) -> Iterator[Asked]:
    """Facts of one filing put into another, some hidden, up to `absurd` of them beyond all reason. Seeded."""
    random, found = Random(ask.value), scenarios(ask)
    names = [name for name in FACTS if name != "ask"]
    for _ in range(count):
        (facts, on), (other, _) = random.choice(found), random.choice(found)
        taken = {name: getattr(other, name) for name in random.sample(names, random.randint(0, 40))}
        hidden = dict.fromkeys(random.sample(names, random.randint(0, 15)))
        wild = {name: _wild(name, random) for name in random.sample(names, random.randint(0, absurd))}
        yield replace(facts, **taken | hidden | wild), on


def _wild(name: str, random: Random) -> Any:
    measure = FACTS[name].measure
    return None if measure is Measure.CODE else random.choice(EXTREMES.get(measure, [-(10**6), 0, 1, 10**6]))


def partition(rows: list[Asked]) -> pl.DataFrame:
    """As the archive keeps it: dates as dates, vocabularies as small numbers."""
    columns: dict[str, Any] = {
        name: pl.Series([_plain(getattr(facts, name)) for facts, _ in rows], dtype=KINDS.get(fact.measure, pl.Int32))
        for name, fact in FACTS.items()
    }
    return pl.DataFrame({"id": [f"案{number}" for number in range(len(rows))], "on": [on for _, on in rows], **columns})


def _plain(value: Any) -> Any:
    return value if isinstance(value, date | bool | None) else int(value)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(plan(RULES, frozenset(FACTS), SHARED, asked="ask"))


@pytest.mark.parametrize("ask", Ask, ids=lambda ask: ask.name)
def test_every_rule_says_of_every_row_what_it_says_on_a_page(engine: Engine, ask: Ask) -> None:
    rows = [*scenarios(ask), *mixed(ask, ROWS_EACH)]
    told = hits_of(engine.hits(partition(rows), undecided=True).hits)
    said = [explain(facts, on=on) for facts, on in rows]
    assert {finding.verdict for row in said for finding in row} == set(Verdict)
    meant = {(f"案{number}", finding.rule.code): finding for number, row in enumerate(said) for finding in row}
    assert told == {key: _told(finding) for key, finding in meant.items() if finding.verdict in LISTED}


def test_an_oracle_written_anew_from_the_articles_counts_the_same_for_every_rule(engine: Engine) -> None:
    """It shares nothing with the rules: no graph, no month ordinals, no parameters (`make bench-screening`)."""
    frame = partition([row for ask in Ask for row in [*scenarios(ask), *mixed(ask, ROWS_EACH, absurd=0)]])
    told = {rule: counts for rule, *counts in engine.hits(frame).counts.iter_rows()}
    assert oracle.screened(frame.to_dicts()) == told
    assert set(told) == {rule.code for rule in RULES}


def hits_of(hits: pl.DataFrame) -> dict[tuple[str, str], tuple[str, int | None]]:
    told = {(row, rule): (verdict, margin) for row, rule, verdict, margin in hits.iter_rows()}
    assert len(told) == hits.height
    return told


def _told(finding: Finding) -> tuple[str, int | None]:
    return finding.verdict.code, finding.margin.value if finding.verdict is Verdict.BREACHED else None


def test_what_two_rules_ask_is_worked_out_once() -> None:
    """Sharing is what makes bulk possible: without it the trees of these rules do not end."""
    made = plan(RULES, frozenset(FACTS), SHARED)
    keys = {(node.op, tuple(map(id, node.args))) for node in made.graph.nodes if node.args}
    assert len(keys) == len([node for node in made.graph.nodes if node.args])
    assert len(made.graph.nodes) < 2_000


def test_a_plan_reads_no_fact_that_no_rule_asks() -> None:
    few = plan([rule for rule in RULES if rule.code == "half-served"], frozenset(FACTS), SHARED)
    assert set(few.facts) < set(FACTS) | {"on"}
    assert "born_on" not in few.facts
