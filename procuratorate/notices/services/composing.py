"""First words of a notice, in the sober form of practice; and the notice as the paragraphs of its paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from procuratorate.lib.law.articles import chinese
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.notices.clocks import GROUNDS, reply_period
from procuratorate.notices.models import Notice, Point
from procuratorate.notices.states import Kind, Matter
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind as OrganKind

IN_CUSTODY = "我院在对你单位执行刑罚和监管活动检察中发现："
IN_EXECUTION = "我院在刑事执行检察中发现："
IN_TIME_HELD = "我院在羁押期限检察中发现："
NO_CUSTODY = frozenset({OrganKind.POLICE, OrganKind.COURT, OrganKind.JUSTICE})
ASKS = {
    Kind.ORAL: "现口头提出，请你单位于{term}内纠正。",
    Kind.CORRECTION: "请你单位核实纠正，并自收到本意见书之日起{term}内将情况书面回复我院。",
    Kind.VIOLATION: "现通知你单位予以纠正，并自收到本通知书之日起{term}内将纠正情况书面回复我院。"
    "对本通知有异议的，可以自收到之日起五日内书面提出。",
    Kind.SUGGESTION: "现提出以上检察建议，请你单位自收到之日起{term}内作出相应处理，并将落实情况书面回复我院。"
    "对本建议有异议的，可以书面提出并说明理由。",
}


def opening(matter: Matter, addressee: Organ) -> str:
    """The first line: in which oversight it was found. Police, courts and justice departments hold nobody."""
    if matter == Matter.OVER_DETENTION:
        return IN_TIME_HELD
    return IN_EXECUTION if addressee.kind in NO_CUSTODY else IN_CUSTODY


def until_words(due: date, ask: str) -> str:
    """请于某日前（含当日）补充回复: an agreed day binds because a paper states it."""
    return f"请于{due:%Y年%-m月%-d日}前（含当日）{ask}。"


def term_words(term: Term) -> str:
    """十五日, 五个工作日, 两个月."""
    amount = "两" if term.unit is Unit.MONTH and term.amount == 2 else chinese(term.amount)
    return f"{amount}{term.unit.words}"


def closing(kind: str, matter: str, urgent_days: int | None = None) -> str:
    """The last paragraph: on what it rests, what is asked until when."""
    period = reply_period(kind, matter, urgent_days)
    return f"依照{GROUNDS[Kind(kind)]}的规定，{ASKS[Kind(kind)].format(term=term_words(period.term))}"


def point_text(point: Point) -> str:
    """One point as the paper has it; its article once."""
    words = point.now
    told = words.facts.strip().rstrip("。")
    if words.article and words.article not in told:
        told += f"（{words.article}）"
    demand = f"{words.demand.strip().rstrip('。')}。" if words.demand.strip() else ""
    return f"{chinese(point.position)}、{told}。{demand}"


def paragraphs(notice: Notice, points: Iterable[Point]) -> list[str]:
    """The body of the paper, line by line."""
    body = [*notice.opening.splitlines(), *map(point_text, points), *notice.closing.splitlines()]
    return [line.strip() for line in body if line.strip()]


def stub(notice: Notice, day: str) -> list[tuple[str, str]]:
    """存根 of a violation notice."""
    endorsed = notice.steps.filter(step="endorsed").select_related("officer").last()
    return [
        ("发送单位", notice.addressee.name),
        ("案由", notice.title),
        ("文号", notice.number),
        ("发出日期", day),
        ("承办人", notice.drafter.name),
        ("审核人", endorsed.officer.name if endorsed and endorsed.officer else ""),
        ("批准人", notice.approver.name if notice.approver else ""),
        ("备注", ""),
    ]


def oral_form(notice: Notice, points: list[Point]) -> dict[str, Any]:
    """口头纠正情况记录: a form, not a numbered paper."""
    cells = [
        ["被监督单位", notice.addressee.name, "提出日期", str(notice.spoken_on or "")],
        ["提出人", notice.drafter.name, "接受人", notice.spoken_to],
        ["承办部门", notice.office.name, "事由", notice.title],
    ]
    boxes = [
        ["情况和意见", [point_text(one) for one in points], "", "tall"],
        ["依据和期限", [notice.closing], "", ""],
        ["纠正情况", [], "　　年　　月　　日", "tall"],
    ]
    return {"cells": cells, "boxes": boxes}
