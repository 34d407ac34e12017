"""A partition of filings of every kind and its hits, as the archive hands it in and a run writes it down."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest

from commutation.law.words import Ask
from procuratorate.screening.engine import Engine, total
from tests.screening.test_engine import Asked, engine, mixed, partition, scenarios

__all__ = ["engine"]


@pytest.fixture(scope="module")
def rows() -> list[Asked]:
    return [row for ask in Ask for row in [*scenarios(ask)[:60], *mixed(ask, 60)]]


def test_counts_are_those_of_the_hits_whether_listed_or_not(engine: Engine, rows: list[Asked]) -> None:
    listed, bare = engine.hits(partition(rows), undecided=True), engine.hits(partition(rows))
    assert listed.counts.equals(bare.counts)
    assert engine.counts(partition(rows)).equals(bare.counts)
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


def test_a_partition_need_not_begin_at_a_byte_nor_end_at_a_block(engine: Engine, rows: list[Asked]) -> None:
    whole = partition(rows)
    for first, length in ((3, 37), (8, 1), (5, 0), (1, 15), (16, 16)):
        part = whole[first : first + length]
        told = engine.hits(part, undecided=True).hits
        meant = engine.hits(whole, undecided=True).hits.filter(pl.col("id").is_in(part["id"].implode()))
        assert told.sort("id", "rule").equals(meant.sort("id", "rule"))


def test_hits_beyond_the_room_at_first_given_are_found_as_well(engine: Engine, rows: list[Asked]) -> None:
    many = pl.concat([partition(rows)] * 20)
    assert (
        engine.hits(many, undecided=True).hits.height == 20 * engine.hits(partition(rows), undecided=True).hits.height
    )
