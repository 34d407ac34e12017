"""What is owed besides the end of a clock, on both sides of each boundary; and what holds for any facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detention.law import FACTS, RULES, Facts, Verdict, explain
from procuratorate.lib.law.standings import Measure
from tests.detention.law.paper import facts_of, table

ROWS = table("rules")
SIDES = [(row, side) for row in ROWS for side in ("lawful", "unlawful", "warned", "unclear") if side in row]
KEPT = {Verdict.MET, Verdict.NOT_APPLICABLE}
KINDS: dict[Measure, st.SearchStrategy[Any]] = {Measure.DATE: st.dates(), Measure.FLAG: st.booleans()}
ANY = st.fixed_dictionaries(
    {name: st.none() | KINDS.get(fact.measure, st.integers(-99, 99)) for name, fact in FACTS.items()}
).map(lambda known: Facts(**known))


@pytest.mark.parametrize(("row", "side"), SIDES, ids=[f"{row['id']}: {side}" for row, side in SIDES])
def test_each_side_of_a_boundary_is_told_as_the_law_tells_it(row: dict[str, Any], side: str) -> None:
    facts, on = facts_of(row, side)
    (found,) = (one for one in explain(facts, on=on) if one.rule.code == row["code"])
    told = (found.verdict in KEPT, found.accuses, found.warns, found.verdict is Verdict.CANNOT_DECIDE)
    assert told == tuple(side == one for one in ("lawful", "unlawful", "warned", "unclear")), found.text


def test_every_rule_is_seen_kept_and_seen_broken() -> None:
    kept = {row["code"] for row, side in SIDES if side == "lawful"}
    broken = {row["code"] for row, side in SIDES if side in {"unlawful", "warned"}}
    assert kept == broken == {rule.code for rule in RULES}


@pytest.mark.parametrize(
    ("papers", "prisons"),
    [(date(2026, 10, 31), "监狱法（2012年修正） 15"), (date(2026, 11, 1), "监狱法（2026年修订） 31②")],
)
def test_late_delivery_cites_the_prison_law_of_the_day_the_papers_came(papers: date, prisons: str) -> None:
    facts = Facts(sentenced=True, serving_here=False, papers_on=papers, delivery_due=date(2026, 12, 1))
    (found,) = (one for one in explain(facts, on=date(2026, 12, 2)) if one.rule.code == "delivery")
    assert found.accuses
    assert found.short_cite == f"{prisons}；公安机关办理刑事案件程序规定 300；人民检察院刑事诉讼规则 625"


def test_nothing_known_breaches_nothing() -> None:
    assert [one for one in explain(Facts(), on=date(2026, 11, 20)) if one.verdict is Verdict.BREACHED] == []


@settings(max_examples=150, deadline=None)
@given(ANY, st.dates())
def test_no_facts_however_wrong_raise(facts: Facts, on: date) -> None:
    for finding in explain(facts, on=on):
        assert (finding.text == "") == (finding.verdict is Verdict.NOT_APPLICABLE)
