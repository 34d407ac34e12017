"""The law line by line: sign, criterion, sum in words, article, how sure the rule is; and what a person made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commutation.facts import Asked
from commutation.law import Finding as Answer
from commutation.law import Verdict as Answered
from commutation.law import explain
from commutation.models import Finding
from commutation.selectors.laws import counts_as_finding, is_asked_for, lacking_of, verdict_of
from commutation.states.reviews import OPEN_FINDINGS, FindingState, Verdict

KINDS = {Verdict.BREACHED: "breach", Verdict.UNDECIDED: "unsure", Verdict.WARNED: "soon"}
ORDER = ("breach", "unsure", "soon", "met")


@dataclass(frozen=True, slots=True)
class LawLine:
    """One criterion. `finding` is what is kept of it, with the standing a person gave it."""

    kind: str
    code: str
    name: str
    why: str
    cite: str
    standing: str
    lacking: str = ""
    mend: str = ""
    for_inmate: bool = False
    finding: Finding | None = None

    @property
    def label(self) -> str:
        return str(self.finding.get_state_display()) if self.finding else ""

    @property
    def acts(self) -> list[tuple[str, str]]:
        """What a person may do with it now: (act, word)."""
        if self.finding is None or self.finding.state == FindingState.OUTDATED:
            return []
        settle = [("verify", "查证属实"), ("exclude", "排除"), ("give_up", "无法判断")]
        if self.finding.state not in OPEN_FINDINGS:
            return [("reopen", "重新核查")]
        return settle if self.finding.state == FindingState.CHECKING else [("check", "开始核查"), *settle]


@dataclass(frozen=True, slots=True)
class Laws:
    """Lines that ask for a look, those met; folded: what does not apply, what no facts are kept for."""

    lines: list[LawLine]
    met: list[LawLine]
    idle: list[LawLine]
    unkept: list[LawLine]
    gone: list[Finding]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """(sign, word, how many) for the head of the pane."""
        kinds = [line.kind for line in (*self.lines, *self.met)]
        words = {"breach": "不符合", "unsure": "无法判断", "soon": "提醒", "met": "符合"}
        told = [(kind, words[kind], kinds.count(kind)) for kind in ORDER if kind in kinds]
        return [*told, ("na", "不适用", len(self.idle))] if self.idle else told


def laws_of(asked: Asked, findings: Iterable[Finding]) -> Laws:
    """Every rule about this kind of filing, the worst first, each with the finding kept of it."""
    kept = {finding.rule: finding for finding in findings}
    answers = explain(asked.facts, on=asked.on)
    shown = [line_of(one, kept.get(one.rule.code)) for one in answers if counts_as_finding(one)]
    undecided = [one for one in answers if one.verdict is Answered.CANNOT_DECIDE and not is_asked_for(one)]
    standing = {line.code for line in shown}
    return Laws(
        lines=sorted(shown, key=lambda line: (_is_dismissed(line), ORDER.index(line.kind))),
        met=[line_of(one, None) for one in answers if one.verdict is Answered.MET],
        idle=[line_of(one, None) for one in answers if one.verdict is Answered.NOT_APPLICABLE],
        unkept=[line_of(one, None) for one in undecided],
        gone=[one for code, one in kept.items() if code not in standing],
    )


def _is_dismissed(line: LawLine) -> bool:
    return line.finding is not None and line.finding.state == FindingState.EXCLUDED


def line_of(answer: Answer, finding: Finding | None) -> LawLine:
    return LawLine(
        kind=_kind(answer),
        code=answer.rule.code,
        name=answer.rule.title,
        why=_why(answer),
        cite=answer.short_cite,
        standing=answer.standing.label,
        lacking="、".join(lacking_of(answer)) if answer.verdict is Answered.CANNOT_DECIDE else "",
        mend=answer.rule.mend if answer.verdict is Answered.BREACHED else "",
        for_inmate=answer.rule.for_inmate and answer.verdict is Answered.BREACHED,
        finding=finding,
    )


def _kind(answer: Answer) -> str:
    if answer.verdict is Answered.MET:
        return "met"
    return "na" if answer.verdict is Answered.NOT_APPLICABLE else KINDS[verdict_of(answer)]


def _why(answer: Answer) -> str:
    """The sentence without its articles, which stand beside it."""
    if answer.verdict is Answered.NOT_APPLICABLE:
        return answer.rule.title
    return answer.text.removesuffix(f"（{answer.cite}）")
