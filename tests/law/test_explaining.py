"""The one entry: what it answers, when filing becomes lawful, and the law of another day."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from commutation.law import FACTS, ORDINARY, RULES, Facts, Verdict, almost, explain
from commutation.law.facts import EVENTS
from commutation.law.instruments import BOOK
from commutation.law.shared import SHARED
from commutation.law.words import Ask
from procuratorate.lib.law.rules import Kind
from procuratorate.lib.law.standings import Standing
from tests.law.paper import facts_of

ON = date(2026, 11, 21)
ROOT = Path(__file__).parents[2]


def test_a_finding_reads_as_one_would_sign_it() -> None:
    facts = facts_of(months=48, delivered_on=date(2024, 3, 15), filed_on=date(2025, 3, 14))
    (start,) = (one for one in explain(facts, on=ON) if one.rule.code == "start-fixed")
    words = "送监 2024-03-15 起满 12 个月为 2025-03-15；报请 2025-03-14，差 1 日"
    assert start.text == f"{words}（法释〔2016〕23号第六条第一款、第四十条第一款）"
    assert start.short_cite == "法释〔2016〕23号 6①、40①"
    assert start.accuses
    assert {ground.name: ground.text for ground in start.grounds}["delivered_on"] == "2024-03-15"


def test_nothing_known_breaches_nothing() -> None:
    for ask in Ask:
        assert [one for one in explain(Facts(ask=ask), on=ON) if one.verdict is Verdict.BREACHED] == []


def test_only_rules_about_the_kind_of_filing_answer() -> None:
    for ask in Ask:
        assert {one.rule.code for one in explain(facts_of(ask=ask), on=ON)} == {r.code for r in RULES if ask in r.asks}


def test_what_is_kept_with_a_filing_is_plain() -> None:
    (extent,) = (one for one in explain(facts_of(proposed_months=10), on=ON) if one.rule.code == "extent-fixed")
    kept = extent.as_json()
    assert (kept["verdict"], kept["margin"], kept["accuses"], kept["missing"]) == ("breached", -1, True, [])


def test_unfiled_the_day_asked_about_is_the_day_of_filing() -> None:
    facts = facts_of(filed_on=None, months=48, delivered_on=date(2026, 1, 10))
    (start,) = (one for one in explain(facts, on=ON) if one.rule.code == "start-fixed")
    assert start.text.startswith("送监 2026-01-10 起满 12 个月为 2027-01-10；拟报请 2026-11-21，差 50 日")


def test_almost_names_the_day_and_the_rule_that_sets_it() -> None:
    facts = replace(facts_of(months=48, delivered_on=date(2026, 1, 10)), filed_on=None)
    soon = almost(facts, on=ON)
    assert (soon.day, [one.rule.code for one in soon.waits], soon.bars) == (date(2027, 1, 10), ["start-fixed"], ())


def test_almost_names_no_day_for_what_no_waiting_mends() -> None:
    facts = replace(facts_of("suspended"), filed_on=None, for_life=True)
    assert [one.rule.code for one in almost(facts, on=ON).bars] == ["life-imprisonment"]


def test_almost_names_no_day_while_a_day_is_missing() -> None:
    facts = replace(facts_of(), filed_on=None, delivered_on=None)
    soon = almost(facts, on=ON)
    assert (soon.day, "start-fixed" in {one.rule.code for one in soon.open}) == (None, True)


def test_what_may_be_filed_today_may_be_filed_today() -> None:
    assert almost(replace(facts_of(), filed_on=None), on=ON).day == ON


def test_fault_8_reversed_custody_left_out_of_account_hides_who_is_eligible() -> None:
    """The prison counted from delivery: with custody before it half is served today (2025 典型案例五)."""
    facts = replace(
        facts_of("parole", months=48, starts_on=date(2024, 11, 21), delivered_on=date(2025, 6, 1)), filed_on=None
    )
    assert almost(facts, on=ON).day == ON
    without = replace(facts, starts_on=date(2025, 6, 1))
    assert almost(without, on=ON).day == date(2027, 6, 1)


def test_the_same_case_under_the_law_of_another_day() -> None:
    facts = facts_of(proposed_months=11)
    verdicts = {
        day.year: {one.rule.code: one for one in explain(facts, on=ON, law_on=day)}["extent-fixed"].verdict
        for day in (date(2016, 12, 31), date(2017, 1, 1))
    }
    assert verdicts == {2016: Verdict.MET, 2017: Verdict.BREACHED}


def test_there_are_rules_enough_and_each_says_what_it_demands() -> None:
    assert len(RULES) >= 45
    assert [rule.code for rule in RULES if not rule.meaning or not rule.title or not rule.asks] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_names_its_day_and_an_article_or_why_it_has_none(rule: object) -> None:
    assert rule.by in FACTS or rule.by in SHARED  # type: ignore[attr-defined]
    articles = [article for cite in rule.cites for article in cite.articles]  # type: ignore[attr-defined]
    assert articles or rule.standing is not Standing.VERIFIED or rule.code == "notice-given"  # type: ignore[attr-defined]


def test_patterns_are_never_of_verified_standing() -> None:
    assert {rule.standing for rule in RULES if rule.kind is Kind.PATTERN} == {Standing.INFERRED}


def test_numbers_at_second_hand_are_only_of_the_past() -> None:
    weak = {
        p.key
        for dated in BOOK.entries.values()
        for _, _, p in dated.spans
        if p.standing is not Standing.VERIFIED and not p.until
    }
    assert weak == set()


def test_ordinary_circumstances_are_facts() -> None:
    assert set(ORDINARY) <= set(FACTS)


def test_no_fact_speaks_of_complaints_petitions_or_descent() -> None:
    words = ("申诉", "控告", "举报", "民族", "宗教", "籍贯", "贫困")
    assert [fact.label for fact in FACTS.values() if any(word in fact.label + fact.where for word in words)] == []


def test_the_law_is_read_without_django() -> None:
    code = "import sys, commutation.law; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_only_days_that_may_lie_ahead_are_asked_whether_they_came() -> None:
    """Of a fact that may be unknown the same question would take ignorance for an answer."""
    sources = (ROOT / "commutation/law").rglob("*.py")
    asked = {name for path in sources for name in re.findall(r"o\.(?:first|happened)\(c\.(\w+)", path.read_text())}
    assert asked - set(SHARED) <= EVENTS
