"""A paper for its sheet, its page, the verification page."""

from __future__ import annotations

from dataclasses import dataclass

from procuratorate.documents.engine.leaf import NOT_ISSUED, Leaf, words_of
from procuratorate.documents.models import Paper
from procuratorate.documents.states import PaperState
from procuratorate.lib.clock import day_of
from procuratorate.lib.digest import sm3_of


def leaf_of(paper: Paper) -> Leaf:
    """Head and foot of the sheet. A draft says so across every page and can be checked nowhere."""
    is_draft = paper.state == PaperState.DRAFT
    before = Paper.objects.filter(superseded_by=paper).defer("facts").first()
    return Leaf(
        organ=paper.organ.name,
        name=paper.name,
        title=paper.title,
        number=paper.number,
        day=words_of(paper.dated_on),
        code="" if is_draft else paper.code,
        amends=words_of(before.dated_on) if before else "",
        watermark=NOT_ISSUED if is_draft else "",
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """What a stranger with a code may learn: nothing that does not stand in the head of the paper in their hand."""

    sign: str
    word: str
    text: str
    rows: list[tuple[str, str]]


UNKNOWN = Proof("breach", "查无此件", "没有印发过带这个核验码的文书。请核对输入；无误的，请向制发单位核实。", [])


def proof_of(paper: Paper | None) -> Proof:
    """Genuine, superseded, unknown."""
    if paper is None or paper.issued_at is None or paper.state == PaperState.DRAFT:
        return UNKNOWN
    rows = [
        ("制发单位", paper.organ.name),
        ("文书名称", paper.name),
        ("文号", paper.number or "无"),
        ("成文日期", words_of(paper.dated_on)),
        ("页数", f"{paper.pages} 页" if paper.pages else "正在排版"),
        ("文件校验（SM3）", paper.stored or "正在排版"),
    ]
    if paper.state == PaperState.SUPERSEDED:
        when = words_of(day_of(paper.superseded_at)) if paper.superseded_at else ""
        return Proof("soon", "已被替代", f"这份文书是真的，但已于{when}更正，以新印发的为准。请向制发单位索取。", rows)
    return Proof("met", "真实有效", "请逐项核对与手中文书是否一致；不一致的，手中文书不是这一份。", rows)


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What the page of a paper tells besides its sheet."""

    rows: list[tuple[str, str]]
    is_whole: bool
    before: Paper | None
    after: Paper | None


def page_of(paper: Paper) -> PaperPage:
    """In the order a secretary asks."""
    rows = [
        ("制发单位", paper.organ.name),
        ("承办部门", paper.office.name),
        ("文号", paper.number or "无"),
        ("成文日期", words_of(paper.dated_on)),
        (
            "签发",
            f"{paper.issued_by.name}{f'（代 {paper.issued_for}）' if paper.issued_for else ''}"
            if paper.issued_by
            else "",
        ),
        ("核验码", paper.code if paper.state != PaperState.DRAFT else "印发后生效"),
        ("页数", f"{paper.pages} 页，{paper.size // 1024} KB" if paper.pages else ""),
        ("签名", paper.signature.get("words", "")),
        ("文件校验（SM3）", paper.stored),
        ("内容校验（SM3）", paper.facts_hash),
        ("版式", paper.layout),
    ]
    before = Paper.objects.filter(superseded_by=paper).defer("facts").first()
    told = [(label, value) for label, value in rows if value]
    return PaperPage(told, sm3_of(paper.facts) == paper.facts_hash, before, paper.superseded_by)
