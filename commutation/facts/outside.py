"""Outside service: of a diagnosis only what the law asks of the paper, never the illness (house.md §6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from commutation.facts.sources import Sources
from commutation.law.words import Ground
from commutation.models import Diagnosis, Filing, OutsideAct
from commutation.selectors.outside import latest, standing
from commutation.states.outside import Act, Conclusion
from commutation.states.outside import Ground as Grounds

GROUNDS = {
    Grounds.ILLNESS.value: Ground.ILLNESS,
    Grounds.PREGNANCY.value: Ground.PREGNANCY,
    Grounds.NURSING.value: Ground.NURSING,
    Grounds.HELPLESS.value: Ground.DEPENDENCE,
}
SENIOR = ("主任",)  # 主任医师、副主任医师
MIDDLE = ("主治", "主任", "主管")


def outside_facts(filing: Filing, sources: Sources) -> dict[str, Any]:
    cases = sources.outside[filing.pk]
    if not cases:
        return {}
    case = cases[-1]
    guarantors = sources.guarantors[case.pk]
    acts = standing(sources.acts[case.pk])
    return {
        "ground": GROUNDS.get(case.ground),
        "nursing_or_pregnant": case.ground in (Grounds.PREGNANCY, Grounds.NURSING),
        "urgent": case.urgent,
        "guarantor": guarantors[-1].accepted if guarantors else None,
        **_diagnosis(sources.diagnoses[case.pk]),
        **_told(latest(acts, Act.DIAGNOSIS), latest(acts, Act.DIAGNOSIS_COPY)),
    }


def _told(diagnosed: OutsideAct | None, copied: OutsideAct | None) -> dict[str, Any]:
    """How long before the procuratorate was told, how long after it got its copy, who stood in the care group."""
    facts = diagnosed.facts if diagnosed else {}
    same = copied if copied and copied.facts.get("diagnosis") == facts.get("diagnosis") else None
    return {
        "procurator_told_before": facts.get("told_ahead"),
        "diagnosis_copied_after": same.facts.get("after") if same else None,
        "care_group": facts.get("care_group"),
        "care_group_doctors": facts.get("care_doctors"),
    }


def _diagnosis(rows: list[Diagnosis]) -> dict[str, Any]:
    if not rows:
        return {}
    last = max(rows, key=lambda row: row.pk)  # one that was put right comes after the one it replaces
    return {
        "diagnosed_on": last.issued_on or last.diagnosed_on,
        "senior_doctors": _titled(last.doctors, SENIOR),
        "middle_doctors": _titled(last.doctors, MIDDLE),
        "designated_hospital": last.designated,
        "doctors_agree": last.conclusion != Conclusion.DIVIDED and not last.minority,
    }


def _titled(doctors: Iterable[Mapping[str, Any]], signs: tuple[str, ...]) -> int:
    return sum(any(sign in str(one.get("title", "")) for sign in signs) for one in doctors)
