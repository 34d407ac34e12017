"""First words of a paper: from the case and from findings, in the sober form of practice. A person rewrites them."""

from __future__ import annotations

from collections.abc import Iterable

from commutation.documents import PAPERS, article_for, name_of
from commutation.models import Filing, Finding, Ruling
from commutation.states.reviews import FindingState, PaperKind, Verdict
from procuratorate.lib.clock import day_of

REQUESTS = {
    PaperKind.FILING_OPINION: "我院不同意上述提请，请依法审查裁定。",
    PaperKind.HEARING_OPINION: "请法庭在审理时予以考虑，依法裁定。",
    PaperKind.RULING_OBJECTION: "请你院另行组成合议庭进行审理，并将裁定结果通知我院。",
    PaperKind.LATE_OBJECTION: "建议你院依法重新审理，并将结果通知我院。",
    PaperKind.DECISION_OBJECTION: "请你单位对该决定进行重新核查，并将结果通知我院。",
    PaperKind.FILING_ADVICE: "建议你单位依法审查是否提请，并将结果书面回复我院。",
    PaperKind.REFILING_ADVICE: "建议你单位依法及时重新报请，并将情况书面回复我院。",
    PaperKind.NOT_COUNTED_ADVICE: "建议你单位依法向所在地中级人民法院提出不计入执行刑期的建议，并将结果书面回复我院。",
    PaperKind.RECALL_NOTICE: "请你单位依法将该犯收监执行，并将执行情况书面通知我院。",
    PaperKind.REPORT_UPWARD: "以上情况，特此报告。",
    PaperKind.AGREEMENT: "我院对上述提请没有不同意见。",
    PaperKind.RELEASE_SHEET: "现将该犯出监情况告知你院，请依法对其监外执行活动进行监督。",
}


def may_be_ticked(finding: Finding) -> bool:
    """Whether a finding stands in the editor at all: what a person excluded, or what went away, does not."""
    return finding.state not in {FindingState.EXCLUDED, FindingState.OUTDATED}


def is_ticked_at_first(finding: Finding) -> bool:
    """Only what a verified rule holds breached and a person verified goes in without a hand (house.md §1.4)."""
    return finding.state == FindingState.VERIFIED and finding.verdict == Verdict.BREACHED


def paragraph(finding: Finding) -> str:
    """One finding as a paragraph. Not verified by a person, it says so, and is never called unlawful."""
    told = finding.text.rstrip("。")
    if finding.article not in told:  # most rules name it themselves
        told += f"（{finding.article}）"
    if finding.state == FindingState.VERIFIED:
        return f"{finding.title}：{told}。"
    return f"{finding.title}，尚待核实：{told}。"


def retick(text: str, before: Iterable[str], after: Iterable[str]) -> str:
    """`text` without the paragraphs no longer ticked, the newly ticked ones added below; other words stay untouched."""
    old, new = list(before), list(after)
    lines = [line for line in text.splitlines() if not (line.strip() in old and line.strip() not in new)]
    lines += [one for one in new if one not in {line.strip() for line in lines}]
    return "\n".join(lines).strip()


def opening(kind: str, filing: Filing, ruling: Ruling | None) -> str:
    """The first paragraph: who, what was asked or ruled, when."""
    who = f"罪犯{filing.name}（编号{filing.number}）"
    if ruling is not None:
        came = f"，我院于{_day(ruling.peer_received_on)}收到" if ruling.peer_received_on else ""
        word = "决定" if kind == PaperKind.DECISION_OBJECTION else "裁定"
        return f"你单位于{_day(ruling.ruled_on)}作出{ruling.case_no}{word}，涉及{who}{came}。经审查："
    if kind in {PaperKind.FILING_OPINION, PaperKind.HEARING_OPINION, PaperKind.REPORT_UPWARD}:
        day = _day(day_of(filing.filed_at)) if filing.filed_at else ""
        when = f"于{day}" if day else ""
        return f"{filing.prison.name}{when}提请对{who}{filing.proposal}，并将建议书副本抄送我院。经审查："
    return f"{filing.prison.name}{who}。经审查："


def grounds(kind: str, filing: Filing, findings: Iterable[Finding]) -> str:
    """The articles, each once, the paper's own last."""
    own = article_for(PAPERS[PaperKind(kind)], filing.kind)
    cited = list(dict.fromkeys([*(one.article for one in findings), own]))
    return f"依照{'、'.join(cited)}的规定，"


def title(kind: str, filing: Filing, count: int) -> str:
    """The paper's name and about how many."""
    name = name_of(kind, filing.kind)
    return f"{name}（{filing.get_kind_display()}{count}人）" if count > 1 else f"{name}（{filing.get_kind_display()}）"


def _day(day: object) -> str:
    return f"{day:%Y年%-m月%-d日}" if day else ""
