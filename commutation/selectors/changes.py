"""The second pass shows only what changed since the consultation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from commutation.models import Adjustment, ConsultationOpinion, Filing, Finding, Material, SentFiling
from commutation.selectors.consultations import asked
from commutation.states import Stage
from commutation.states.reviews import AdviceState, FindingState
from prisons.selectors import Told, compared


@dataclass(frozen=True, slots=True)
class Changed:
    """What the first pass did not see. `opinion` is what was said then, with the prison's answer."""

    since: datetime
    opinion: ConsultationOpinion | None
    adjustments: list[tuple[str, str, Adjustment]]
    dossier: list[Told] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    gone: list[Finding] = field(default_factory=list)
    papers: list[Material] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.adjustments or self.dossier or self.findings or self.gone or self.papers)


def changes_since(filing: Filing, sent: Iterable[SentFiling]) -> Changed | None:
    """None while the filing is in its first pass, or never went through one. `sent`: its lines. Four queries."""
    lines = {line.sending.stage: line for line in sent}
    first, second = lines.get(Stage.CONSULTATION), lines.get(Stage.FILING_COPY)
    if first is None or second is None:
        return None
    findings = list(Finding.objects.filter(filing=filing, stage=Stage.FILING_COPY))
    after = Material.objects.filter(filing=filing, at__gt=first.sending.at, replaced_by=None)
    return Changed(
        since=second.sending.at,
        opinion=opinion_on(filing),
        adjustments=adjustments_of(filing),
        dossier=[one for one in compared(first.dossier, second.dossier) if one.moved] if first.dossier else [],
        findings=[one for one in findings if one.state != FindingState.OUTDATED],
        gone=[one for one in findings if one.state == FindingState.OUTDATED],
        papers=list(after),
    )


def adjustments_of(filing: Filing) -> list[tuple[str, str, Adjustment]]:
    """(asked before, asked after, the row): in order."""
    rows = Adjustment.objects.filter(filing=filing).select_related("by").order_by("pk")
    return [(asked(one.before), asked(one.after), one) for one in rows]


def opinion_on(filing: Filing) -> ConsultationOpinion | None:
    """What was given on a filing while the prison asked."""
    rows = ConsultationOpinion.objects.filter(filing=filing, state=AdviceState.GIVEN)
    found: ConsultationOpinion | None = rows.select_related("by", "dispatch", "adoption__by").first()
    return found
