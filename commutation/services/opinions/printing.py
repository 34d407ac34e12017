"""The signed opinion as a paper: numbered as signed, set in the form of legal papers, read by whoever is served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from commutation.models import Opinion
from commutation.papers import OPINION
from commutation.release import columns_in
from commutation.rendering.opinions import paragraphs
from procuratorate.documents import services as documents
from procuratorate.documents.models import Paper
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ

HEADS = ["罪犯编号", "姓名", "提请"]


def give_paper(
    *, opinion: Opinion, told: Mapping[str, Any], readers: Iterable[Organ], actor: Actor, at: datetime
) -> Paper:
    """Issue the paper of a signed opinion, and let its readers see it. `told`: what the addressee is told."""
    paper = documents.draft(
        kind=OPINION,
        organ=opinion.organ,
        office=opinion.office,
        key=key_of(opinion),
        name=told["name"],
        title=opinion.title,
        facts=facts_of(told),
        persons=opinion.persons,
        address=opinion.get_absolute_url(),
        actor=actor,
        at=at,
    )
    documents.issue(paper=paper, number=opinion.number, actor=actor, at=at)
    for organ in readers:
        documents.hand_over(paper=paper, organ=organ, actor=actor)
    return paper


def key_of(opinion: Opinion) -> str:
    return f"opinion:{opinion.pk}"


def facts_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """What the sheet says: one person stands in the text, several in a list behind it."""
    facts: dict[str, Any] = {
        "addressee": told["addressee"],
        "paragraphs": paragraphs(told["facts"], told["grounds"], told["request"]),
    }
    if columns := columns_in(told["facts"]):  # 出监告知表
        facts["columns"] = [list(pair) for pair in columns]
    if len(told["people"]) > 1:
        rows = [[one["number"], one["name"], one["proposal"]] for one in told["people"]]
        facts |= {"heads": HEADS, "people": rows, "annex_title": f"名单（{len(rows)}人）"}
    return facts
