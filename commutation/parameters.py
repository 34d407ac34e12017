"""Parameters a province may turn on (practice.md F17): off unless registered, told beside a record, never a breach."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

TWO_THIRDS = "two_thirds_of_due"  # share of those who should attend
OPINION_ON_MERIT = "opinion_on_merit"  # papers on merit bear the procuratorate's opinion
PAPERS_BEFORE = "papers_before_committee"  # days the papers are with the members before the meeting
PAPERS_AFTER = "papers_after_approval"  # days after approval to complete medical papers
MERIT_LEVELS, MAJOR_MERIT_LEVELS = "merit_levels", "major_merit_levels"  # through how many hands an approval goes


@dataclass(frozen=True, slots=True)
class Parameter:
    """What it is called, in which unit, between which values it makes sense."""

    label: str
    unit: str
    least: Decimal
    most: Decimal
    help: str
    whole: bool = False

    def refusal(self, value: Decimal) -> str:
        """Why a value cannot be, or nothing."""
        if not self.least <= value <= self.most:
            return f"{self.label}须在{self.least}至{self.most}之间（{self.unit}）"
        return f"{self.label}须是整数（{self.unit}）" if self.whole and value % 1 else ""


PARAMETERS = {
    TWO_THIRDS: Parameter("会议表决须应到人员同意的比例", "比例", Decimal("0.5"), Decimal(1), "三分之二填 0.6667"),
    PAPERS_BEFORE: Parameter("评审材料提前送交委员", "日", Decimal(1), Decimal(60), "填日数", whole=True),
    PAPERS_AFTER: Parameter("暂予监外执行批准后补齐病历资料", "日", Decimal(1), Decimal(90), "填日数", whole=True),
    MERIT_LEVELS: Parameter("立功审批的层级", "级", Decimal(1), Decimal(9), "从提出到审批共几级", whole=True),
    MAJOR_MERIT_LEVELS: Parameter("重大立功审批的层级", "级", Decimal(1), Decimal(9), "从提出到审批共几级", whole=True),
    OPINION_ON_MERIT: Parameter(
        "立功材料须附检察机关意见", "有此规定为 1", Decimal(1), Decimal(1), "有此规定填 1", whole=True
    ),
}
