"""Scenarios a jurist can read and dispute: both sides of every boundary day, and nothing found beside it."""

from __future__ import annotations

import pytest

from commutation.law import RULES, Verdict, explain
from tests.law.paper import BASES, Case, cases, facts_of

CASES = cases()


@pytest.mark.parametrize("base", BASES)
def test_a_complete_lawful_filing_raises_neither_finding_nor_question(base: str) -> None:
    facts = facts_of(base)
    assert facts.filed_on
    found = [(one.rule.code, one.text) for one in explain(facts, on=facts.filed_on) if one.verdict is not Verdict.MET]
    assert [(code, text) for code, text in found if text] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_scenario_finds_exactly_what_its_title_says(case: Case) -> None:
    findings = {one.rule.code: one for one in explain(case.facts, on=case.on)}
    told = {
        code: one.text for code, one in findings.items() if one.verdict in {Verdict.BREACHED, Verdict.CANNOT_DECIDE}
    }
    assert {code for code, one in findings.items() if one.accuses} == case.finds, told
    assert {code for code, one in findings.items() if one.warns} == case.warns, told
    open_ = {code for code, one in findings.items() if one.verdict is Verdict.CANNOT_DECIDE}
    assert open_ == case.open, told
    if case.lacks:
        assert {name for one in findings.values() for name in one.missing} == case.lacks
    for code, words in case.says.items():
        assert words in findings[code].text
    assert {code for code in case.met if findings[code].verdict is not Verdict.MET} == set()


def test_there_are_six_hundred_scenarios_each_with_a_title_of_its_own() -> None:
    assert len({case.title for case in CASES}) == len(CASES)
    assert len({case.title.rpartition(" [")[0] for case in CASES}) >= 600


def test_every_rule_is_seen_to_be_breached_or_left_open_and_seen_to_be_met() -> None:
    found = {code for case in CASES for code in case.finds | case.warns | case.open}
    assert {rule.code for rule in RULES} - found == set()
