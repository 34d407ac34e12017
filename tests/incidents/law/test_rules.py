"""Events in custody on both sides of each boundary; what each checklist owes on which day; no facts raise."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from procuratorate.incidents.law import FACTS, RULES, Facts, Kind, Place, Verdict, duties_of, explain
from procuratorate.lib.law.standings import Measure

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "scenarios/rules.yaml").read_text("utf-8"))
SIDES = [(row, side) for row in ROWS for side in ("lawful", "unlawful", "warned", "unclear") if side in row]
KEPT = {Verdict.MET, Verdict.NOT_APPLICABLE}
KINDS: dict[Measure, st.SearchStrategy[Any]] = {Measure.DATE: st.dates(), Measure.FLAG: st.booleans()}
ANY = st.fixed_dictionaries(
    {name: st.none() | KINDS.get(fact.measure, st.integers(-99, 99)) for name, fact in FACTS.items()}
).map(lambda known: Facts(**known))


def facts_of(row: dict[str, Any], side: str) -> Facts:
    site, kinds = row.get("site", ""), dict.fromkeys(("confined", "restrained", "died"), False)
    where = {"in_prison": site == "prison", "in_centre": site == "centre"}
    return Facts(**{**where, **kinds, row["kind"]: True, **row["facts"], **row[side]})


@pytest.mark.parametrize(("row", "side"), SIDES, ids=[f"{row['id']}: {side}" for row, side in SIDES])
def test_each_side_of_a_boundary_is_told_as_the_law_tells_it(row: dict[str, Any], side: str) -> None:
    (found,) = (one for one in explain(facts_of(row, side), on=date(2026, 11, 20)) if one.rule.code == row["code"])
    told = (found.verdict in KEPT, found.accuses, found.warns, found.verdict is Verdict.CANNOT_DECIDE)
    assert told == tuple(side == one for one in ("lawful", "unlawful", "warned", "unclear")), found.text


def test_every_rule_is_seen_kept_and_seen_broken_or_open() -> None:
    kept = {row["code"] for row, side in SIDES if side == "lawful"}
    broken = {row["code"] for row, side in SIDES if side != "lawful"}
    assert kept == broken == {rule.code for rule in RULES}


@pytest.mark.parametrize(
    ("began", "article"),
    [(date(2026, 10, 31), "监狱法（2012年修正） 58②"), (date(2026, 11, 1), "监狱法（2026年修订） 84②")],
)
def test_a_confinement_is_held_to_the_law_of_the_day_it_began(began: date, article: str) -> None:
    facts = Facts(in_prison=True, in_centre=False, confined=True, started_on=began, approved_days=16)
    (found,) = (one for one in explain(facts, on=date(2026, 11, 20)) if one.rule.code == "confinement-most")
    assert (found.accuses, found.short_cite) == (True, article)


def test_nothing_known_breaches_nothing() -> None:
    assert [one for one in explain(Facts(), on=date(2026, 11, 20)) if one.verdict is Verdict.BREACHED] == []


@settings(max_examples=100, deadline=None)
@given(ANY, st.dates())
def test_no_facts_however_wrong_raise(facts: Facts, on: date) -> None:
    for finding in explain(facts, on=on):
        assert (finding.text == "") == (finding.verdict is Verdict.NOT_APPLICABLE)


def owed(kind: Kind, place: Place, on: date, *, unnatural: bool = False) -> dict[str, str]:
    told: dict[str, str] = {}
    for duty, cites in duties_of(kind, place, on, unnatural=unnatural):
        told[duty.code] = "；".join(filter(None, [told.get(duty.code, ""), *(one.short for one in cites)]))
    return told


def test_the_checklist_of_a_death_changes_with_the_prison_law() -> None:
    before, after = (owed(Kind.DEATH, Place.PRISON, day) for day in (date(2026, 10, 31), date(2026, 11, 1)))
    assert before["reported"] == "监狱法（2012年修正） 55；司发〔2015〕5号 5"
    assert after["reported"] == "监狱法（2026年修订） 81；司发〔2015〕5号 5"
    assert "certificate" in after.keys() - before.keys()
    assert "监狱法（2026年修订） 81" not in before["attended"]


def test_an_unnatural_death_owes_an_examination_and_a_patrol() -> None:
    day = date(2026, 11, 18)
    for place in Place:
        more = owed(Kind.DEATH, place, day, unnatural=True).keys() - owed(Kind.DEATH, place, day).keys()
        assert more == {"examined", "patrol"}


def test_a_restraint_owes_no_checklist_and_an_escape_a_conclusion_that_is_examined() -> None:
    day = date(2026, 11, 18)
    assert owed(Kind.RESTRAINT, Place.CENTRE, day) == {}
    assert {"conclusion", "checked", "reported_up"} == set(owed(Kind.ESCAPE, Place.PRISON, day))
