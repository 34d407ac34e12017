"""Further papers about a notice: numbered in the 院's name, handed to whoever is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from procuratorate.documents import services as documents
from procuratorate.documents.models import Paper
from procuratorate.notices.models import Notice
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


def give_letter(
    *,
    notice: Notice,
    kind: str,
    key: str,
    title: str,
    number: str,
    paragraphs: Sequence[str],
    actor: Actor,
    at: datetime,
    organ: Organ | None = None,
    office: Organ | None = None,
    recipient: Organ | None = None,
) -> Paper:
    """Issue a letter in the form of legal papers; `recipient` reads it, the addressee unless told otherwise."""
    reader = recipient or notice.addressee
    paper = documents.draft(
        kind=kind, organ=organ or notice.organ, office=office or notice.office, key=key, title=title,
        facts={"addressee": reader.name, "paragraphs": [line for line in paragraphs if line.strip()]},
        persons=notice.persons, address=notice.get_absolute_url(), actor=actor, at=at,
    )  # fmt: skip
    documents.issue(paper=paper, number=number, actor=actor, at=at)
    documents.hand_over(paper=paper, organ=reader, actor=actor)
    return paper


def give_report(
    *, notice: Notice, key: str, title: str, number: str, paragraphs: Sequence[str], recipient: Organ, actor: Actor,
    at: datetime,
) -> Paper:  # fmt: skip
    """Issue a report upward in the form of administrative papers (GB/T 9704)."""
    facts = {
        "mark": f"{notice.organ.name}文件", "title": title, "addressee": recipient.name,
        "sections": [[0, line] for line in paragraphs if line.strip()],
    }  # fmt: skip
    paper = documents.draft(
        kind="documents.report", organ=notice.organ, office=notice.office, key=key, title=title, facts=facts,
        persons=notice.persons, address=notice.get_absolute_url(), actor=actor, at=at,
    )  # fmt: skip
    documents.issue(paper=paper, number=number, actor=actor, at=at)
    documents.hand_over(paper=paper, organ=recipient, actor=actor)
    return paper
