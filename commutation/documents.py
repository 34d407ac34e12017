"""The papers of the procuratorate as data: to whom each goes, by which act and article, and which clock it answers.

Articles and names of papers: reference law.md §3.1, §2.5, §5.2 and practice.md F2, F8, F23. Which 院 may give a paper
is `organs.competence`'s to say; a paper without an `act` is given by the drafter's own 院.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from commutation.states import Kind
from commutation.states.reviews import PaperKind
from procuratorate.dispatch.states import Mode
from procuratorate.organs.competence import Act

RULES = "《人民检察院刑事诉讼规则》"


class Addressee(Enum):
    """Who a paper is for, told by the case or chosen by the drafter."""

    DECIDER = auto()  # the court or bureau that decides on the filing, or decided
    PRISON = auto()  # the organ that executes the sentence
    CHOSEN = auto()  # the drafter says; a 院


class Answers(Enum):
    """Whose clock is met when the paper is issued."""

    REVIEW = auto()  # of the filing: copy of the proposal received
    RULING = auto()  # of the ruling or decision
    NOTHING = auto()


@dataclass(frozen=True)
class Paper:
    """What the law and practice say of one kind of paper. `copied`: the prison gets a copy."""

    kind: PaperKind
    addressee: Addressee
    article: str
    answers: Answers = Answers.NOTHING
    act: Act | None = None
    mode: Mode = Mode.SERVICE
    copied: bool = False
    many: bool = False  # may speak of several persons
    of_ruling: bool = False
    note: str = ""


PAPERS: Mapping[PaperKind, Paper] = {
    paper.kind: paper
    for paper in (
        Paper(
            PaperKind.AGREEMENT, Addressee.DECIDER, f"{RULES}第635条", Answers.REVIEW, Act.FILING_OPINION,
            copied=True, many=True,
        ),
        Paper(
            PaperKind.FILING_OPINION, Addressee.DECIDER, f"{RULES}第635条", Answers.REVIEW, Act.FILING_OPINION,
            copied=True, many=True,
        ),
        Paper(
            PaperKind.HEARING_OPINION, Addressee.DECIDER, f"{RULES}第637条", many=True,
            note="审理和裁定活动由法院的同级院监督，可以指定派驻院出庭（高检发监字〔2014〕8号第3条），出庭前请核对指定。",
        ),
        Paper(
            PaperKind.RULING_OBJECTION, Addressee.DECIDER, f"刑事诉讼法第274条、{RULES}第639条", Answers.RULING,
            Act.RULING_OBJECTION, of_ruling=True,
        ),
        Paper(
            PaperKind.LATE_OBJECTION, Addressee.DECIDER, "高检发监字〔2014〕8号第22条", Answers.NOTHING,
            Act.RULING_OBJECTION, of_ruling=True,
            note="二十日以后发现错误的纠正意见，没有检察期限；法院一个月的义务只对期限内的意见成立（推断），以建议方式提出。",
        ),
        Paper(
            PaperKind.DECISION_OBJECTION, Addressee.DECIDER, f"{RULES}第632条", Answers.RULING,
            Act.OUTSIDE_DECISION_OBJECTION, of_ruling=True,
        ),
        Paper(
            PaperKind.FILING_ADVICE, Addressee.PRISON, "最高人民检察院2025年刑罚变更执行监督典型案例五、八",
            note="该减未减、该放未放的建议，没有法定期限；是否提请由监狱决定。",
        ),
        Paper(PaperKind.REFILING_ADVICE, Addressee.PRISON, "法释〔2016〕23号第32条第2款"),
        Paper(
            PaperKind.NOT_COUNTED_ADVICE, Addressee.PRISON, "刑事诉讼法第268条第3款、司发通〔2014〕112号第26条",
            note="不计入执行刑期由监狱向所在地中级人民法院提出建议书，法院裁定。",
        ),
        Paper(PaperKind.RECALL_NOTICE, Addressee.PRISON, f"{RULES}第634条"),
        Paper(PaperKind.REPORT_UPWARD, Addressee.CHOSEN, f"{RULES}第640条", mode=Mode.REPORT, many=True),
        Paper(
            PaperKind.RELEASE_SHEET, Addressee.CHOSEN, "《人民检察院监狱检察办法》第54条", mode=Mode.TRANSFER,
            note="由派驻检察室填发，送罪犯执行地的县级人民检察院。",
        ),
    )
}  # fmt: skip
OUTSIDE_ARTICLE = f"{RULES}第630条"
# What a drafter may begin by hand: an agreement has its own page, a report comes of a lack of competence.
DRAFTED = tuple(kind for kind in PAPERS if kind not in {PaperKind.AGREEMENT, PaperKind.REPORT_UPWARD})
ABOUT_PROPOSAL = frozenset(kind for kind, paper in PAPERS.items() if paper.answers is Answers.REVIEW)


def act_for(paper: Paper, kind: str) -> Act | None:
    """The act whose author the law names: outside service has one of its own."""
    if paper.act is Act.FILING_OPINION and kind == Kind.OUTSIDE_SERVICE:
        return Act.OUTSIDE_PROPOSAL_OPINION
    return paper.act


def article_for(paper: Paper, kind: str) -> str:
    """The article a paper rests on, by what is asked for."""
    return OUTSIDE_ARTICLE if paper.answers is Answers.REVIEW and kind == Kind.OUTSIDE_SERVICE else paper.article


OBJECTIONS = {
    Kind.COMMUTATION: "纠正不当减刑裁定意见书",
    Kind.PAROLE: "纠正不当假释裁定意见书",
    Kind.OUTSIDE_SERVICE: "纠正不当暂予监外执行决定意见书",
}


def name_of(kind: str, of: str) -> str:
    """The name printed on the paper (practice.md §2): an objection is called after what it objects to."""
    if kind in {PaperKind.RULING_OBJECTION, PaperKind.LATE_OBJECTION}:
        return OBJECTIONS[Kind(of)]
    return {
        PaperKind.AGREEMENT: "检察意见书",
        PaperKind.FILING_ADVICE: "提请减刑、假释建议",
        PaperKind.REFILING_ADVICE: "重新报请建议",
        PaperKind.REPORT_UPWARD: "报告",
    }.get(PaperKind(kind), PaperKind(kind).label)
