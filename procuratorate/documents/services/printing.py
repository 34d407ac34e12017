"""The PDF of a paper: ordered with the issue, made by a job, signed, kept under its hash once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from procuratorate.audit.services import record
from procuratorate.documents.engine.leaf import Leaf
from procuratorate.documents.engine.printing import order_for, print_paper
from procuratorate.documents.engine.signing import Signed, signer
from procuratorate.documents.models import Paper
from procuratorate.documents.permissions import may_handle
from procuratorate.documents.registry import KINDS
from procuratorate.documents.rendering import leaf_of
from procuratorate.documents.selectors import bytes_of
from procuratorate.documents.states import PaperState
from procuratorate.lib.errors import demand
from procuratorate.lib.files import keep
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.services import start_job

PRESS = service_actor("press")
STEPS = 3
Tell = Callable[[int, str], None]


def silent(done: int, text: str) -> None:
    """Nobody waits."""


def order_printing(*, paper: Paper, actor: Actor) -> Job:
    """Have the PDF made in the background."""
    title, address = f"排版：{paper.name}", paper.get_absolute_url()
    return start_job(kind="documents.print", title=title, args={"paper": paper.pk}, actor=actor, address=address)


def print_again(*, paper: Paper, actor: Actor) -> Job | None:
    """Order the PDF where there is none: after a cancelled or failed job, or for a draft. None where there is one."""
    demand(may_handle(actor, paper), act="documents.print_again", target=paper)
    if paper.stored:
        return None
    record(actor=actor, act="documents.print_again", target=paper)
    return order_printing(paper=paper, actor=actor)


def printed(paper_id: int) -> bytes:
    """The PDF of an issued paper, set now where it was not yet."""
    print_one(paper_id=paper_id)
    with acting_as(PRESS):
        return bytes_of(Paper.objects.get(pk=paper_id))


def print_one(*, paper_id: int, tell: Tell = silent) -> dict[str, Any]:
    """Set, sign and store one paper. Twice does no harm: the first PDF stays. Cancelled, nothing is kept."""
    with acting_as(PRESS) as at:
        paper = Paper.objects.select_related("organ", "office").get(pk=paper_id)
        leaf = leaf_of(paper)
    if paper.stored:
        return {"pages": paper.pages}
    tell(0, "排版")
    order = order_for(KINDS[paper.kind], leaf, paper.facts, paper.issued_at or at)
    printed = print_paper(order, tick=lambda: tell(0, "排版"))
    tell(1, "签名")
    signed = Signed(printed.pdf, {"form": "none", "words": "草稿不签名"})
    if paper.state != PaperState.DRAFT:
        signed = signer().sign(printed.pdf, code=paper.organ.code, organ=paper.organ.name, why=paper.name, at=at)
    tell(2, "存档")
    _store(paper, signed, printed.pages)
    return {"pages": printed.pages}


def set_sheet(*, code: str, organ: str, facts: Mapping[str, Any], at: datetime, title: str = "") -> bytes:
    """A sheet as PDF that is kept nowhere and bears no code: for what is bound into a case."""
    name = KINDS[code].name
    return print_paper(order_for(KINDS[code], Leaf(organ=organ, name=name, title=title or name), facts, at)).pdf


def telling(progress: Progress) -> Tell:
    """Steps of a job."""
    return lambda done, text: progress.step(done, STEPS, text)


def _store(paper: Paper, signed: Signed, pages: int) -> None:
    """Keep the bytes and write their hash once; a draft rewritten meanwhile is not given an old PDF."""
    name = keep(signed.pdf)
    with acting_as(PRESS) as at:
        rows = Paper.objects.filter(pk=paper.pk, stored="", facts_hash=paper.facts_hash, state=paper.state)
        rows.update(stored=name, size=len(signed.pdf), pages=pages, signature=signed.told, printed_at=at)
