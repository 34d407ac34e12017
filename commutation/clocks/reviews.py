"""Review of proposals, and what both sides agreed on for consultation."""

from __future__ import annotations

from dataclasses import dataclass

from commutation.states import Kind
from procuratorate.lib.law.terms import Term, Unit

DEFAULT_AGREED_DAYS = 5  # working days; an agreement between the two sides, no law gives a number
MOST_AGREED_DAYS = 60


@dataclass(frozen=True)
class ReviewClock:
    """Review of a proposal: 10 days from the receipt of its copy, the day after receipt being day 1."""

    code: str
    kinds: frozenset[Kind]
    article: str
    words: str
    extension: Term | None = None
    extension_article: str = ""


TEN_DAYS = Term(10, Unit.DAY)
REVIEWS = (
    ReviewClock(
        "commutation.review",
        frozenset({Kind.COMMUTATION, Kind.PAROLE}),
        "《人民检察院刑事诉讼规则》第635条",
        "减刑、假释建议书副本审查",
        TEN_DAYS,
        "《人民检察院刑事诉讼规则》第635条（案情复杂或者情况特殊）",
    ),
    ReviewClock(
        "commutation.review_outside",
        frozenset({Kind.OUTSIDE_SERVICE}),
        "《人民检察院刑事诉讼规则》第630条",
        "暂予监外执行书面意见副本审查",
    ),
)
CONSULTATION_ARTICLE = "双方约定（法律没有规定征求意见的日数）"


def review_of(kind: str) -> ReviewClock:
    """The review clock of a kind."""
    return next(clock for clock in REVIEWS if kind in clock.kinds)


def consultation_basis(kinds: set[str]) -> str:
    """Why the procuratorate is consulted: by what stands on the list."""
    bases = []
    if kinds & {Kind.COMMUTATION, Kind.PAROLE}:
        bases.append("司法部令第130号第14条（转引）")  # known at second hand: told as such, never relied on alone
    if Kind.OUTSIDE_SERVICE in kinds:
        bases.append("司发通〔2016〕78号第18条")
    return "；".join(bases)


def copy_basis(kinds: set[str]) -> str:
    """Why the copy goes to the procuratorate."""
    bases = []
    if kinds & {Kind.COMMUTATION, Kind.PAROLE}:
        bases.append("刑事诉讼法第273条第2款")
    if Kind.OUTSIDE_SERVICE in kinds:
        bases.append("《人民检察院刑事诉讼规则》第629条第3项、第630条")
    return "；".join(bases)
