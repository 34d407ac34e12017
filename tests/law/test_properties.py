"""What holds for any facts: no exception, no breach out of ignorance, more time never makes worse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commutation.law import FACTS, Facts, Verdict, almost, explain
from commutation.law.facts import EVENTS
from commutation.law.words import Ask
from procuratorate.lib.law.standings import Measure
from tests.law.paper import BASES, VOCABULARIES, cases, facts_of

ON = date(2026, 11, 21)
CASES = cases()
HIDEABLE = sorted(set(FACTS) - EVENTS - {"ask"})
VALUES: dict[Measure, st.SearchStrategy[Any]] = {
    Measure.DATE: st.dates(),
    Measure.FLAG: st.booleans(),
}


def value(name: str) -> st.SearchStrategy[Any]:
    if name in VOCABULARIES:
        return st.none() | st.sampled_from(list(VOCABULARIES[name]))
    return st.none() | VALUES.get(FACTS[name].measure, st.integers(-(10**6), 10**6))


ANY_FACTS = st.builds(
    lambda ask, rest: Facts(ask=ask, **rest),
    st.sampled_from(Ask),
    st.fixed_dictionaries({name: value(name) for name in FACTS if name != "ask"}),
)


@settings(max_examples=150, deadline=None)
@given(ANY_FACTS, st.dates())
def test_no_facts_however_wrong_raise(facts: Facts, on: date) -> None:
    for finding in explain(facts, on=on):
        assert isinstance(finding.as_json()["text"], str)
        assert (finding.text == "") == (finding.verdict is Verdict.NOT_APPLICABLE)
        if finding.verdict is Verdict.CANNOT_DECIDE:
            assert finding.missing or finding.open_points
    almost(facts, on=on)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CASES), st.sets(st.sampled_from(HIDEABLE), min_size=1, max_size=12))
def test_hiding_facts_never_makes_a_breach_nor_turns_one_verdict_into_another(case: Any, hidden: set[str]) -> None:
    whole = {one.rule.code: one.verdict for one in explain(case.facts, on=case.on)}
    less = explain(replace(case.facts, **dict.fromkeys(hidden)), on=case.on)
    decided = {one.rule.code: one.verdict for one in less if one.verdict is not Verdict.CANNOT_DECIDE}
    for code, verdict in decided.items():
        may_be = {Verdict.MET, Verdict.NOT_APPLICABLE} if verdict is Verdict.MET else {verdict}
        assert whole[code] in may_be, code


@pytest.mark.parametrize("base", BASES)
@given(days=st.integers(1, 400))
@settings(max_examples=30, deadline=None)
def test_what_waiting_mends_it_never_makes_worse(base: str, days: int) -> None:
    facts = replace(facts_of(base), filed_on=None)
    sooner = {one.rule.code: one for one in explain(facts, on=ON) if one.rule.waits}
    for later in explain(facts, on=ON + timedelta(days=days)):
        earlier = sooner.get(later.rule.code)
        if earlier and earlier.verdict is later.verdict is Verdict.MET:
            assert (later.margin.value or 0) - (earlier.margin.value or 0) == days


@given(st.integers(1, 60), st.integers(1, 24))
@settings(max_examples=40, deadline=None)
def test_more_months_taken_off_are_never_better(months: int, more: int) -> None:
    def margins(extent: int) -> dict[str, int]:
        found = explain(facts_of(proposed_months=extent), on=ON)
        return {
            one.rule.code: one.margin.value or 0 for one in found if one.rule.code in {"extent-fixed", "half-served"}
        }

    fewer, greater = margins(months), margins(months + more)
    assert all(greater[code] < fewer[code] for code in fewer)
