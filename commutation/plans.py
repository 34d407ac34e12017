"""The plan of a batch as first proposed: working days between the nodes, for the clerk to change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from commutation.states import Step
from procuratorate.lib.law.calendars import Calendar
from procuratorate.lib.law.periods import reckon
from procuratorate.lib.law.terms import Term, Unit

# Working days from one node to the next, the prison's own; law is only the public notice: 5 (监狱法2026第50条).
GAPS: Mapping[Step, int] = {
    Step.WARDS: 8,
    Step.SECTION: 6,
    Step.COMMITTEE: 7,
    Step.PUBLIC_NOTICE: 1,
    Step.CONSULTATION: 6,
    Step.WARDENS: 6,
    Step.FILING: 2,
}
NOTICE_DAYS = 5


def default_plan(cutoff: date, calendar: Calendar) -> dict[Step, date]:
    """Node → day, from the cut-off on. What the court decides has no planned day."""
    plan, day = {Step.CUTOFF: cutoff}, cutoff
    for step, gap in GAPS.items():
        day = reckon(day, Term(gap, Unit.WORKING_DAY), calendar).due
        plan[step] = day
    return plan


def disorder(days: Mapping[Step, date | None]) -> dict[Step, str]:
    """Nodes planned before the one in front of them, with what is wrong."""
    wrong: dict[Step, str] = {}
    last: Step | None = None
    for step in Step:
        day = days.get(step)
        if day is None:
            continue
        before = days.get(last) if last else None
        if last and before and day < before:
            wrong[step] = f"{step.label}（{day}）早于{last.label}（{before}），请改正其中一个日期"
        last = step
    return wrong
