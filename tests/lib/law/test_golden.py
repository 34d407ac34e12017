"""The golden cases of the law reference, read from the YAML beside this file."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from procuratorate.deadlines.seed import shipped_calendar
from procuratorate.lib.law.dates import add_months
from procuratorate.lib.law.periods import reckon
from procuratorate.lib.law.terms import Extension, Roll, Term, Unit

HERE = Path(__file__).parent
CALENDAR = shipped_calendar()


def golden(name: str) -> list[Any]:
    cases = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["case"]) for case in cases]


def term(words: str) -> Term:
    amount, unit = words.split()
    return Term(int(amount), Unit(unit))


@pytest.mark.parametrize("case", golden("golden_periods.yaml"))
def test_a_period_ends_on_the_day_the_law_reference_reckoned(case: dict[str, Any]) -> None:
    extensions = [Extension(term(words), "延长") for words in case.get("extend", [])]
    roll = Roll(case.get("roll", "next_working_day"))
    worked = reckon(case["start"], term(case["term"]), CALENDAR, roll=roll, extensions=extensions)
    assert (worked.nominal, worked.due) == (case.get("nominal", case["due"]), case["due"])
    assert worked.warnings == ()


@pytest.mark.parametrize("case", golden("golden_months.yaml"))
def test_months_are_full_on_the_corresponding_day(case: dict[str, Any]) -> None:
    assert add_months(case["start"], case["months"]) == case["end"]


def test_no_months_from_the_last_of_a_month_is_that_day() -> None:
    assert add_months(date(2024, 2, 29), 0) == date(2024, 2, 29)
