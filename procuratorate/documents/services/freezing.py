"""A register frozen on a day: a paper of its own, signed by name, with its hash; what comes later is a 续报."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.custody.querysets import recused_from
from procuratorate.documents.engine.leaf import words_of
from procuratorate.documents.models import Paper
from procuratorate.documents.permissions import may_freeze
from procuratorate.documents.registers import Period, filled
from procuratorate.documents.selectors.registers import AUTHOR, Book, Row, frozen_of, lines_of, news
from procuratorate.documents.services.drafting import draft
from procuratorate.documents.services.issuing import issue
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor

LEFT_OUT = "填报人回避的人员不在本表内，由其他检察官另行登记。"


@dataclass(frozen=True)
class Sheet:
    """What is issued of a register: under which key and title, with which facts, about which lines."""

    key: str
    title: str
    facts: dict[str, Any]
    rows: Sequence[Row]


@transaction.atomic
def freeze(*, book: Book, period: Period, why: str, actor: Actor, at: datetime) -> Paper:
    """Freeze the lines of a period as they stand. A period frozen before needs `why`: the former sheet stays."""
    demand(may_freeze(actor, book.office), act="documents.freeze")
    if period.until > day_of(at):
        raise Unacceptable("这一期还没有结束，截止日不能在今天以后。", fields={"until": "截止日在今天以后"})
    rows = lines_of(book, actor, period)
    facts = facts_of(book=book, rows=rows, period=f"{period}", actor=actor, on=day_of(at))
    sheet = Sheet(book.key(period), f"{book.register.name}（{period}）", facts, rows)
    paper = _issued(book, sheet, why, actor, at)
    record(actor=actor, act="documents.freeze", target=paper, detail={"lines": len(rows)})
    return paper


@transaction.atomic
def freeze_card(*, book: Book, row: Row, why: str, actor: Actor, at: datetime) -> Paper:
    """A register of cards: one sheet for one line."""
    demand(may_freeze(actor, book.office), act="documents.freeze")
    facts = facts_of(book=book, rows=[row], period="", actor=actor, on=day_of(at))
    paper = _issued(book, Sheet(book.key(row.key), book.register.name, facts, [row]), why, actor, at)
    record(actor=actor, act="documents.freeze", target=paper, detail={"lines": 1})
    return paper


@transaction.atomic
def continue_register(*, book: Book, period: Period, actor: Actor, at: datetime) -> Paper:
    """续报: the lines that came or changed since the period was frozen, on a sheet that names the frozen one."""
    demand(may_freeze(actor, book.office), act="documents.continue")
    frozen = frozen_of(book, actor, period)
    if frozen is None:
        raise Conflict("这一期还没有冻结，不用续报。请先冻结。")
    rows = news(lines_of(book, actor, period), frozen, book.register.heads)
    if not rows:
        raise Conflict("冻结以后没有新的情况，不用续报。")
    place = len(frozen.later) + 1
    said = f"{period}　　续{words_of(frozen.paper.dated_on)}冻结的登记表（内容校验 {frozen.paper.facts_hash[:16]}）"
    facts = facts_of(book=book, rows=rows, period=said, actor=actor, on=day_of(at))
    title = f"{book.register.name}（{period}）续报（第{place}次）"
    paper = _issued(book, Sheet(f"{book.key(period)}:{place}", title, facts, rows), "", actor, at)
    record(actor=actor, act="documents.continue", target=paper, detail={"lines": len(rows), "of": frozen.paper.pk})
    return paper


def facts_of(*, book: Book, rows: Sequence[Row], period: str, actor: Actor, on: date) -> dict[str, Any]:
    """What the sheet is filled with; `keys` name its lines, for 续报."""
    register = book.register
    values = [_signed(row, register.heads, f"{actor.name} {on}") for row in rows]
    if register.is_card:
        return filled(register.code, values or [[""] * len(register.heads)], "", [])
    lead = "　　".join(filter(None, (f"场所：{book.site.name}", period)))
    signed = [("登记单位", book.office.name), ("填报人", actor.name), ("填报日期", words_of(on))]
    told = filled(register.code, values, lead, signed) | {"keys": [row.key for row in rows]}
    if recused_from(actor).exists():
        told["note"] = "　".join(filter(None, (str(told["note"]), LEFT_OUT)))
    return told


def _signed(row: Row, heads: Sequence[str], mine: str) -> list[str]:
    """A line nobody signed is whose who freezes it."""
    values = row.values(heads)
    return [value or (mine if head in AUTHOR else "") for head, value in zip(heads, values, strict=True)]


def _issued(book: Book, sheet: Sheet, why: str, actor: Actor, at: datetime) -> Paper:
    register, office = book.register, book.office
    paper = draft(
        kind=register.code, organ=office.house or office, office=office, key=sheet.key, title=sheet.title,
        name=register.name, facts=sheet.facts, persons=[person for row in sheet.rows for person in row.persons],
        address=book.address, actor=actor, at=at,
    )  # fmt: skip
    return issue(paper=paper, why=why, actor=actor, at=at)
