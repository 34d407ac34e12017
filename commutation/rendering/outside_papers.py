"""What diagnosis, guarantor and assessment say, line by line: never for wards, contacts for the section alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from commutation.models import Assessment, Diagnosis, Guarantor, OutsideAct, OutsideCase
from commutation.states.outside import CONDITIONS, Act, Ending, HearingOutcome, HearingReason


@dataclass(frozen=True, slots=True)
class Papers:
    """Rows by id, as far as the reader's side sees them."""

    diagnoses: dict[int, Diagnosis] = field(default_factory=dict)
    guarantors: dict[int, Guarantor] = field(default_factory=dict)
    assessments: dict[int, Assessment] = field(default_factory=dict)
    contacts: bool = False

    def lines(self, one: OutsideAct) -> list[str]:
        """The lines of the paper an act names."""
        if one.act == Act.DIAGNOSIS and (paper := self.diagnoses.get(one.facts.get("diagnosis", 0))):
            return _of_diagnosis(paper)
        if one.act == Act.GUARANTOR and (row := self.guarantors.get(one.facts.get("guarantor", 0))):
            return self._of_guarantor(row)
        if one.act == Act.ASSESSMENT and (answer := self.assessments.get(one.facts.get("assessment", 0))):
            return _of_assessment(answer)
        return []

    def _of_guarantor(self, row: Guarantor) -> list[str]:
        lacking = [label for name, label in CONDITIONS.items() if not row.conditions.get(name)]
        said = [f"{row.name}（{row.relation}）"]
        said += [f"不具备：{'；'.join(lacking)}"] if lacking else ["四项条件具备"]
        contact = " ".join(filter(None, [row.phone, row.address]))
        return said + ([f"联系：{contact}"] if self.contacts and contact else [])


def papers_of(case: OutsideCase, *, contacts: bool) -> Papers:
    """Three queries."""
    return Papers(
        {one.pk: one for one in Diagnosis.objects.filter(case=case)},
        {one.pk: one for one in Guarantor.objects.filter(case=case)},
        {one.pk: one for one in Assessment.objects.filter(filing=case.filing_id)},
        contacts,
    )


def _of_diagnosis(paper: Diagnosis) -> list[str]:
    doctors = "、".join(f"{one['name']} {one['title']} {one.get('speciality', '')}".strip() for one in paper.doctors)
    hospital = {True: "省级人民政府指定医院", False: "不是省级人民政府指定医院", None: "是否指定医院未核实"}
    said = [hospital[paper.designated], f"诊断意见：{paper.finding}", f"结论：{paper.get_conclusion_display()}"]
    said += [f"医师：{doctors}"] if doctors else []
    said += [f"不同意见：{paper.minority}"] if paper.minority else []
    return said + ([f"有效期至 {paper.valid_until}"] if paper.valid_until else [])


def _of_assessment(row: Assessment) -> list[str]:
    said = [f"居住地：{row.residence}"] if row.residence else []
    said += ["居住地已变更"] if row.residence_changed else []
    if row.received_on is None:
        return [*said, "还没有收到评估意见"]
    return [*said, f"评估意见：{row.get_conclusion_display()}", *([row.words] if row.words else [])]


CHOSEN = {  # kept by its label
    Act.END: ("reason", Ending.choices), Act.HEARING: ("why", HearingReason.choices),
    Act.HEARING_RESULT: ("outcome", HearingOutcome.choices),
}  # fmt: skip
DESIGNATED = {True: "true", False: "false", None: ""}  # as the form's choices say it


def typed(one: OutsideAct) -> dict[str, Any]:
    """An act as its form had it, for putting it right: its facts, and the paper it names."""
    facts: dict[str, Any] = {name: value for name, value in one.facts.items() if name != "conclusion"}
    if one.act == Act.DIAGNOSIS:
        paper = Diagnosis.objects.get(pk=facts["diagnosis"])
        doctors = "\n".join(" ".join(filter(None, who.values())) for who in paper.doctors)
        known = _columns(paper, "issued_on finding conclusion minority")
        return facts | known | {"doctors": doctors, "designated": DESIGNATED[paper.designated]}
    if one.act == Act.GUARANTOR:
        row = Guarantor.objects.get(pk=facts["guarantor"])
        accepted = "yes" if row.accepted else "no"
        return {**_columns(row, "name relation phone address"), **row.conditions, "accepted": accepted}
    if one.act == Act.ASSESSMENT:
        answer = Assessment.objects.get(pk=facts["assessment"])
        known = _columns(answer, "body residence residence_changed received_on conclusion")
        return known | {"report": answer.words}
    if one.act in CHOSEN:
        name, choices = CHOSEN[Act(one.act)]
        return facts | {name: next((value for value, label in choices if label == facts[name]), "")}
    return dict(one.facts)


def _columns(row: Diagnosis | Guarantor | Assessment, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names.split()}
