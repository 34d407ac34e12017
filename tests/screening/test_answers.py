"""A partition of filings of every kind and its hits, as the archive hands it in and a run writes it down."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import polars as pl
import pytest

from commutation.law import FACTS, RULES, Verdict, explain
from commutation.law.shared import SHARED
from commutation.law.words import Ask
from procuratorate.lib.law.plans import plan
from procuratorate.lib.law.standings import Measure
from procuratorate.screening.engine import Engine, total
from tests.screening.test_engine import Asked, mixed, scenarios

KINDS = {Measure.FLAG: pl.Boolean, Measure.DATE: pl.Date, Measure.CODE: pl.Int8}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(plan(RULES, frozenset(FACTS), SHARED, asked="ask"))


@pytest.fixture(scope="module")
def rows() -> list[Asked]:
    return [row for ask in Ask for row in [*scenarios(ask)[:60], *mixed(ask, 60)]]


def partition(rows: list[Asked]) -> pl.DataFrame:
    """As the archive keeps it: dates as dates, vocabularies as small numbers, rows of all kinds mixed."""
    columns: dict[str, Any] = {
        name: pl.Series([_plain(getattr(facts, name)) for facts, _ in rows], dtype=KINDS.get(fact.measure, pl.Int32))
        for name, fact in FACTS.items()
    }
    return pl.DataFrame({"id": [f"案{number}" for number in range(len(rows))], "on": [on for _, on in rows], **columns})


def _plain(value: Any) -> Any:
    return value if isinstance(value, date | bool | None) else int(value)


def test_hits_are_the_breaches_of_a_page(engine: Engine, rows: list[Asked]) -> None:
    made = engine.hits(partition(rows), undecided=True)
    told = {(line[0], line[1]): line[2:] for line in made.hits.iter_rows()}
    meant = {
        (f"案{number}", finding.rule.code): finding
        for number, (facts, on) in enumerate(rows)
        for finding in explain(facts, on=on)
        if finding.verdict in {Verdict.BREACHED, Verdict.CANNOT_DECIDE}
    }
    assert told.keys() == meant.keys()
    for key, (verdict, margin) in told.items():
        assert verdict == meant[key].verdict.code
        assert margin == (meant[key].margin.value if meant[key].verdict is Verdict.BREACHED else None)


def test_counts_are_those_of_the_hits_whether_listed_or_not(engine: Engine, rows: list[Asked]) -> None:
    listed, bare = engine.hits(partition(rows), undecided=True), engine.hits(partition(rows))
    assert listed.counts.equals(bare.counts)
    assert set(bare.hits["verdict"]) == {"breached"}
    counted = Counter(listed.hits.select("rule", "verdict").iter_rows())
    for rule, breached, undecided, margin in bare.counts.iter_rows():
        assert breached == counted[rule, "breached"]
        assert undecided == counted[rule, "cannot_decide"]
        assert margin == (bare.hits.filter(pl.col("rule") == rule)["margin"].sum() or 0)


def test_partitions_add_up_in_any_order(engine: Engine, rows: list[Asked]) -> None:
    whole = partition(rows)
    parts = [engine.hits(part).counts for part in (whole[200:], whole[:1], whole[1:200], whole[:0])]
    assert total(parts).equals(engine.hits(whole).counts)


def test_only_the_rules_of_a_model_answer(engine: Engine, rows: list[Asked]) -> None:
    made = engine.hits(partition(rows), only={"half-served", "start-fixed"})
    assert set(made.hits["rule"]) <= {"half-served", "start-fixed"}
    assert made.counts.height == 2


def test_a_fact_the_archive_never_had_is_unknown(engine: Engine, rows: list[Asked]) -> None:
    narrow = partition(rows).drop("starts_on")
    hidden = partition(rows).with_columns(starts_on=pl.lit(None, dtype=pl.Date))
    assert engine.hits(narrow).counts.equals(engine.hits(hidden).counts)
