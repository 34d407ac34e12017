"""Outside service: of a diagnosis only what the law asks of the paper, never the illness (house.md §6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from commutation.facts.sources import Sources
from commutation.law.words import Ground
from commutation.models import Diagnosis, Filing
from commutation.states.outside import Conclusion
from commutation.states.outside import Ground as Grounds

GROUNDS = {
    Grounds.ILLNESS.value: Ground.ILLNESS,
    Grounds.PREGNANCY.value: Ground.PREGNANCY,
    Grounds.HELPLESS.value: Ground.DEPENDENCE,
}
SENIOR = ("主任",)  # 主任医师、副主任医师
MIDDLE = ("主治", "主任", "主管")


def outside_facts(filing: Filing, sources: Sources) -> dict[str, Any]:
    cases = sources.outside[filing.pk]
    if not cases:
        return {}
    case = cases[-1]
    accepted = [one.accepted for one in sources.guarantors[case.pk]]
    return {
        "ground": GROUNDS.get(case.ground),
        "nursing_or_pregnant": case.ground == Grounds.PREGNANCY,
        "urgent": case.urgent,
        "guarantor": any(accepted) if accepted else None,
        **_diagnosis(sources.diagnoses[case.pk]),
    }


def _diagnosis(rows: list[Diagnosis]) -> dict[str, Any]:
    if not rows:
        return {}
    last = rows[-1]
    return {
        "diagnosed_on": last.issued_on or last.diagnosed_on,
        "senior_doctors": _titled(last.doctors, SENIOR),
        "middle_doctors": _titled(last.doctors, MIDDLE),
        "designated_hospital": last.designated,
        "doctors_agree": last.conclusion != Conclusion.DIVIDED and not last.minority,
    }


def _titled(doctors: Iterable[Mapping[str, Any]], signs: tuple[str, ...]) -> int:
    return sum(any(sign in str(one.get("title", "")) for sign in signs) for one in doctors)
