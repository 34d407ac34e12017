"""Pages of papers: the list, the paper itself, the brief a chief decides on, the difference to the version before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from commutation.documents import PAPERS, Answers, name_of
from commutation.models import ConsultationOpinion, Finding, Opinion, OpinionLine, OpinionStep
from commutation.release import columns_in, without_columns
from commutation.rendering.clocks import face_of
from commutation.states.reviews import FindingState, OpinionState, PaperKind, Step, Verdict
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.rendering import ClockFace
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.clock import day_of

SIGNS = {Verdict.BREACHED: "breach", Verdict.UNDECIDED: "unsure", Verdict.WARNED: "soon"}
UNTOUCHED = {Verdict.BREACHED: "疑点", Verdict.UNDECIDED: "无法判断", Verdict.WARNED: "提醒"}
TEXTS = (
    ("title", "标题"),
    ("addressee", "主送"),
    ("facts", "事实"),
    ("grounds", "理由与法律依据"),
    ("request", "意见"),
)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper in a list: about whom, until when."""

    opinion: Opinion
    clock: ClockFace | None
    people: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A paper as it is printed."""

    organ: str
    name: str
    number: str
    addressee: str
    paragraphs: list[str]
    people: Sequence[Mapping[str, Any]]
    day: date | None
    office: str = ""
    is_draft: bool = False
    columns: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Ticked:
    """A finding beside a paper: what the rule said, where a person stands with it, whether it is in."""

    finding: Finding
    sign: str
    word: str
    ticked: bool
    whose: str


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Brief:
    """签批单: in the order a chief asks."""

    opinion: Opinion
    lines: list[OpinionLine]
    clocks: list[ClockFace]
    leaf: Leaf
    findings: list[Ticked]
    steps: list[OpinionStep]
    consulted: list[ConsultationOpinion]
    changes: list[Change]
    risk: str
    extendable: bool

    @property
    def clock(self) -> ClockFace | None:
        return self.clocks[0] if self.clocks else None


def rows_of(papers: Iterable[Opinion], on: date) -> list[PaperRow]:
    """Lists with the nearest clock and the persons. Two queries for any number of papers."""
    found = list(papers)
    lines: dict[int, list[OpinionLine]] = {paper.pk: [] for paper in found}
    rows = OpinionLine.objects.filter(opinion__in=found).select_related("filing__clock", "ruling__clock")
    for line in rows.order_by("opinion", "position"):
        lines[line.opinion_id].append(line)
    return [
        PaperRow(paper, next(iter(clocks_of(lines[paper.pk], on, plain=True)), None), people_of(lines[paper.pk]))
        for paper in found
    ]


def people_of(lines: list[OpinionLine]) -> str:
    """沈德茂 减刑5个月; 沈德茂等12人 减刑."""
    if not lines:
        return ""
    first = lines[0].filing
    return (
        f"{first.name} {first.proposal}"
        if len(lines) == 1
        else f"{first.name}等{len(lines)}人 {first.get_kind_display()}"
    )


def clocks_of(lines: Iterable[OpinionLine], on: date, *, plain: bool = False) -> list[ClockFace]:
    """The running clocks the paper answers, the nearest first."""
    found: dict[int, Deadline] = {}
    for line in lines:
        clock = line.ruling.clock if line.ruling else line.filing.clock
        if clock and clock.state in RUNNING:
            found[clock.pk] = clock
    nearest = sorted(found.values(), key=lambda clock: clock.due_on)
    return [face for clock in nearest if (face := face_of(clock, on, plain=plain))]


def leaf_of(opinion: Opinion, lines: list[OpinionLine]) -> Leaf:
    """The paper from its row; its day is the day of signing."""
    people = [
        {
            "position": one.position,
            "name": one.filing.name,
            "number": one.filing.number,
            "proposal": one.filing.proposal,
        }
        for one in lines
    ]
    return Leaf(
        organ=opinion.organ.name,
        name=name_of(opinion.kind, lines[0].filing.kind) if lines else opinion.get_kind_display(),
        number=opinion.number,
        addressee=opinion.addressee.name if opinion.addressee else "",
        paragraphs=paragraphs(opinion.facts, opinion.grounds, opinion.request),
        people=people,
        day=opinion.issued_at,
        office=opinion.office.name,
        is_draft=opinion.state != OpinionState.ISSUED,
        columns=columns_in(opinion.facts),
    )


def paragraphs(facts: str, grounds: str, request: str) -> list[str]:
    """Facts line by line; grounds and request in one breath where the grounds end with a comma."""
    rest = f"{grounds.strip()}{request.strip()}" if grounds.strip().endswith("，") else f"{grounds}\n{request}"
    words = without_columns(facts) if columns_in(facts) else facts
    return [line.strip() for line in f"{words}\n{rest}".splitlines() if line.strip()]


def leaf_received(content: Mapping[str, Any], day: date | None) -> Leaf:
    """The paper from what was sent."""
    return Leaf(
        organ=content["organ"],
        name=content["name"],
        number=content["number"],
        addressee=content["addressee"],
        paragraphs=paragraphs(content["facts"], content["grounds"], content["request"]),
        people=content["people"],
        day=day,
        columns=columns_in(content["facts"]),
    )


def brief_of(opinion: Opinion, on: date) -> Brief:
    """All that belongs to one paper; seven queries."""
    lines = list(
        opinion.lines.select_related(
            "filing__clock", "filing__prison", "filing__ward", "filing__batch", "ruling__clock"
        ).order_by("position")
    )
    steps = list(opinion.steps.select_related("officer").order_by("pk"))
    clocks = clocks_of(lines, on)
    return Brief(
        opinion=opinion,
        lines=lines,
        clocks=clocks,
        leaf=leaf_of(opinion, lines),
        findings=ticks(lines),
        steps=steps,
        consulted=_consulted(lines),
        changes=changes(steps),
        risk=_risk(opinion, clocks),
        extendable=_extendable(opinion, lines, clocks),
    )


def ticks(lines: Iterable[OpinionLine]) -> list[Ticked]:
    """Findings on the persons of a paper, those that are in it first; what was excluded stays away unless it is in."""
    inside = {pk for line in lines for pk in line.findings}
    rows = Finding.objects.filter(filing__in=[line.filing_id for line in lines]).select_related("filing")
    kept = [one for one in rows if one.pk in inside or one.state not in {FindingState.EXCLUDED, FindingState.OUTDATED}]
    told = [Ticked(one, SIGNS[Verdict(one.verdict)], _word(one), one.pk in inside, one.filing.name) for one in kept]
    return sorted(told, key=lambda one: (not one.ticked, one.finding.filing_id, one.finding.pk))


def _word(finding: Finding) -> str:
    """Where a person stands with it; untouched, what the rule said."""
    untouched = finding.state == FindingState.SUSPECTED
    return UNTOUCHED[Verdict(finding.verdict)] if untouched else finding.get_state_display()


def _consulted(lines: Iterable[OpinionLine]) -> list[ConsultationOpinion]:
    """What was said while the prison still asked, and what it made of it."""
    rows = ConsultationOpinion.objects.filter(filing__in=[line.filing_id for line in lines], given_at__isnull=False)
    return list(rows.select_related("by", "filing", "adoption").order_by("filing", "pk"))


def changes(steps: list[OpinionStep]) -> list[Change]:
    """The words of the last version against the last one handed on before it; nothing while there is one version."""
    handed = [step for step in steps if step.step not in {Step.DRAFTED, Step.EDITED}]
    now = steps[-1] if steps else None
    before = next((one for one in reversed(handed) if now and one.content_hash != now.content_hash), None)
    if now is None or before is None:
        return []
    pairs = [(label, str(before.content[name]), str(now.content[name])) for name, label in TEXTS]
    return [Change(label, old, new) for label, old, new in pairs if old != new]


def _risk(opinion: Opinion, clocks: list[ClockFace]) -> str:
    """What follows when the day passes; never a reason to hurry by itself."""
    rule = PAPERS[PaperKind(opinion.kind)]
    if opinion.state == OpinionState.ISSUED:
        return f"已于 {day_of(opinion.issued_at)} 发出。" if opinion.issued_at else ""
    due = clocks[0].due if clocks else None
    if due and rule.answers is Answers.REVIEW:
        return f"若逾 {due:%m-%d} 未提出，仍可在庭审和裁定后监督。"
    if due and rule.answers is Answers.RULING:
        return f"若逾 {due:%m-%d} 未提出，只能提期限外纠正意见。"
    return rule.note or "本文书没有法定期限。"


def _extendable(opinion: Opinion, lines: list[OpinionLine], clocks: list[ClockFace]) -> bool:
    answers = PAPERS[PaperKind(opinion.kind)].answers
    return bool(clocks) and answers is Answers.REVIEW and all(one.filing.kind != "outside_service" for one in lines)
