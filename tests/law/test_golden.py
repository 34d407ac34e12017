"""No golden case and no trap of the law reference is lost: each has a test that bears its words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.law.paper import cases

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
KEPT: dict[str, dict[Any, dict[str, str]]] = yaml.safe_load((HERE / "golden.yaml").read_text(encoding="utf-8"))
HELD = [
    (str(label), place, words)
    for part in KEPT.values()
    for label, held in part.items()
    for place, words in held.items()
]
SCENARIOS = [(label, words) for label, place, words in HELD if "/" not in place and place != "why"]
TITLES = [case.title for case in cases()]


def test_every_trap_is_on_the_list_and_nearly_every_golden_case_of_seventy() -> None:
    assert list(KEPT["traps"]) == list(range(1, 52))
    assert len(KEPT["golden"]) == 48  # twenty-two numbers of seventy are not given out, one has a second letter


@pytest.mark.parametrize(("label", "place", "words"), [one for one in HELD if one[1] != "why"])
def test_what_is_said_to_hold_it_stands_there(label: str, place: str, words: str) -> None:
    path = ROOT / place if "/" in place else HERE / "scenarios" / place
    assert words in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("label", "words"), SCENARIOS)
def test_a_scenario_of_it_shows_both_sides(label: str, words: str) -> None:
    sides = {title.rpartition(" [")[2] for title in TITLES if words.partition("{")[0] in title}
    assert len(sides) >= 2
