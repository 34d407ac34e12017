"""Periods and recipients after a ruling or decision, by the text in force on the day."""

from __future__ import annotations

from datetime import date

import pytest

from commutation.clocks.courts import rehearing_rule
from commutation.states import Kind


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2016, 9, 30), None),
        (date(2016, 10, 1), ("15日", "司发通〔2016〕78号第24条第4款")),
        (date(2026, 10, 31), ("15日", "司发通〔2016〕78号第24条第4款")),
        (date(2026, 11, 1), ("1个月", "监狱法（2026）第46条第2款")),
    ],
)
def test_the_bureau_considers_again_within_the_days_of_the_text_in_force(
    on: date, told: tuple[str, str] | None
) -> None:
    rule = rehearing_rule(Kind.OUTSIDE_SERVICE, on)
    assert (rule and (str(rule[0]), rule[1])) == told


@pytest.mark.parametrize("on", [date(2026, 10, 31), date(2026, 11, 1)])
def test_the_court_hears_anew_within_a_month_before_and_after(on: date) -> None:
    rule = rehearing_rule(Kind.PAROLE, on)
    assert rule is not None
    assert (str(rule[0]), "第274条" in rule[1]) == ("1个月", True)
