"""Answers of the law about a filing: which of them an officer is shown as a finding, and in which words."""

from __future__ import annotations

from typing import Any

from commutation.facts import RECORDED
from commutation.law import Finding as Answer
from commutation.law import Verdict as Answered
from commutation.states.reviews import Verdict
from procuratorate.lib.digest import sm3_of

DAY = {"on": "filed_on"}  # the day asked about and the day of filing are one question


def counts_as_finding(answer: Answer) -> bool:
    """Breaches, and what cannot be decided for want of a fact this system keeps or of a word in the law."""
    if answer.verdict is Answered.BREACHED:
        return True
    return answer.verdict is Answered.CANNOT_DECIDE and is_asked_for(answer)


def is_asked_for(answer: Answer) -> bool:
    """Whether somebody could supply what lacks: facts kept nowhere are no omission of anybody's."""
    return bool(answer.open_points) or bool(RECORDED & set(answer.missing))


def verdict_of(answer: Answer) -> Verdict:
    """Only a breach of verified law accuses; any other breach warns."""
    if answer.verdict is Answered.CANNOT_DECIDE:
        return Verdict.UNDECIDED
    return Verdict.BREACHED if answer.accuses else Verdict.WARNED


def lacking_of(answer: Answer) -> list[str]:
    """What lacks, and in which paper a clerk finds it; and what the law itself leaves open."""
    facts = [f"{fact.label}（{fact.where}）" if fact.where else fact.label for fact in answer.missing_facts]
    return facts + list(answer.open_points)


def worked_of(answer: Answer) -> dict[str, Any]:
    """The sum as kept with a finding. `basis` hashes the facts it rests on: same basis, same finding."""
    told = answer.as_json()
    grounds = {DAY.get(ground.name, ground.name): ground.value for ground in answer.grounds}
    if answer.verdict is Answered.CANNOT_DECIDE:  # it is about what lacks, whatever else is known meanwhile
        grounds = {}
    told["basis"] = sm3_of({"verdict": told["verdict"], "grounds": grounds, "missing": sorted(answer.missing)})
    return told
