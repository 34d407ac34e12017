"""What is asked for outside walls, on both sides of each boundary day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from procuratorate.community.law import Outside, points, wanted_for

ON = date(2026, 11, 20)


def codes(on: date = ON, **facts: Any) -> set[str]:
    return {
        one.code for one in points(Outside(**({"kind": "probation", "effective_on": date(2026, 10, 9)} | facts)), on)
    }


@pytest.mark.parametrize(
    ("kind", "days", "measure"),
    [
        ("probation", 10, "admonished"), ("probation", 11, "warned"), ("probation", 30, "warned"),
        ("probation", 31, "warned"), ("probation", 32, "proposed"),  # T66: from 1 October a month is 31 days
        ("parole", 32, "proposed"), ("control", 32, "warned"), ("outside", 32, "warned"), ("rights", 32, ""),
    ],
)  # fmt: skip
def test_t66_how_long_somebody_was_lost_decides_what_is_asked_for(kind: str, days: int, measure: str) -> None:
    lost = date(2026, 10, 1)
    assert wanted_for(kind, lost, lost + timedelta(days=days))[0] == measure


@pytest.mark.parametrize(
    ("facts", "lawful", "late"),
    [
        ("arrived_on", {"arrive_due": date(2026, 10, 19)}, "arrival"),
        ("papers_on", {"papers_due": date(2026, 10, 19)}, "papers"),
    ],
)
def test_the_tenth_day_is_in_time_and_the_day_after_is_not(facts: str, lawful: dict[str, Any], late: str) -> None:
    assert codes(**lawful, **{facts: date(2026, 10, 19)}) == set()
    assert codes(**lawful, **{facts: date(2026, 10, 20)}) == {late}
    assert codes(date(2026, 10, 19), **lawful) == set()
    assert codes(date(2026, 10, 20), **lawful) == {late}


def test_of_political_rights_no_text_gives_a_day_to_arrive_or_be_told() -> None:
    assert codes(kind="rights", papers_due=date(2026, 10, 19)) == set()
    assert codes(kind="rights", until=ON) == set()
    assert codes(kind="rights", until=ON - timedelta(days=1)) == {"end"}


def test_a_graver_measure_stands_for_the_lesser_and_not_the_other_way() -> None:
    lost = {"lost_on": date(2026, 11, 1)}
    assert codes(**lost) == {"lost"}
    assert codes(**lost, admonished_on=date(2026, 11, 12)) == {"lost"}
    assert codes(**lost, warned_on=date(2026, 11, 12)) == set()
    assert codes(**lost, proposed_on=date(2026, 11, 12)) == set()
    assert codes(**lost, found_on=date(2026, 11, 5), admonished_on=date(2026, 11, 6)) == set()


def test_thirty_days_to_decide_and_three_to_take_back() -> None:
    asked = {"kind": "outside", "proposed_on": date(2026, 10, 10)}
    assert codes(**asked, decided_on=date(2026, 11, 9)) == {"taking"}
    assert codes(**asked, decided_on=date(2026, 11, 10), taken_on=date(2026, 11, 13)) == {"decision"}
    assert codes(date(2026, 11, 9), **asked) == set()
    assert codes(date(2026, 11, 10), **asked) == {"decision"}
    decided = {"kind": "outside", "decided_on": date(2026, 11, 10)}
    assert codes(**decided, taken_on=date(2026, 11, 13)) == set()
    assert codes(**decided, taken_on=date(2026, 11, 14)) == {"taking"}
    assert codes(kind="probation", decided_on=date(2026, 11, 10)) == set()
