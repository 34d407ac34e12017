"""A paper the 派出院 issued, handed to 青岑监狱: both read it, strangers do not, anybody verifies it."""

from __future__ import annotations

from typing import Any

from procuratorate.documents.services import hand_over
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.documents.factories import drafted, issued

PAGES = "paper sheet pdf print"


def paper_arguments(cast: Cast, canary: str) -> dict[str, dict[str, Any]]:
    """The routes of that paper; its words bear the canary."""
    facts = {"addressee": "青岑监狱", "stub": [], "paragraphs": [canary]}
    paper = issued(cast, paper=drafted(cast, facts=facts))
    with acting_as(BUILDER):
        actor = cast.actor("pei")
    with acting_as(actor):
        hand_over(paper=paper, organ=cast.qingcen, actor=actor)
    pages = {f"documents:{name}": {"pk": paper.pk} for name in PAGES.split()}
    return pages | {"documents:verify_code": {"code": paper.code}}
