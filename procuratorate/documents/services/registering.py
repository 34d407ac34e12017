"""Lines of a register: written, mended by whoever opened the newest version, struck out. No former text is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from procuratorate.audit.services import record
from procuratorate.documents.models import Entry, FormerEntry
from procuratorate.documents.permissions import may_keep
from procuratorate.documents.selectors.registers import Book, Row, line
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

DAY_WORDS = "其他检察工作情况记录"
CHANGED = "这一行已被别人改过。请刷新后核对再改。"


@dataclass(frozen=True)
class Written:
    """What an officer typed: the day, and texts by head."""

    on: date
    cells: Mapping[str, str]


@transaction.atomic
def write_line(*, book: Book, row: Row | None, told: Written, version: int, actor: Actor, at: datetime) -> Entry:
    """Write a line of one's own (`row` None), mend it, or add to one the product filled.

    `version` is that of the entry the form was opened with, 0 where there was none. What the product knows is not
    typed over: such cells are left out. Raises Unacceptable for an empty line or a day to come, Conflict when somebody
    wrote meanwhile.
    """
    demand(may_keep(actor, book.office), act="documents.write_entry")
    cells = {
        head: text.strip()
        for head, text in told.cells.items()
        if head in book.register.heads and text.strip() and not (row and head in row.known and not row.takes(head))
    }
    if told.on > day_of(at):
        raise Unacceptable("日期在今天以后，登记已经发生的事项。", fields={"on": "日期在今天以后"})
    if not cells and (row is None or row.is_own):
        raise Unacceptable("一栏都没有填写，没有登记。请至少填写一栏。")
    entry = row.entry if row else None
    if entry is None:
        entry = _new(book, row, Written(row.day if row else told.on, cells), actor, at)
    else:
        on = told.on if row and row.is_own else entry.on
        _mend(entry, version, {"on": on, "cells": cells}, actor, at)
    record(actor=actor, act="documents.write_entry", target=entry, detail={"register": book.register.code})
    return entry


def _new(book: Book, row: Row | None, told: Written, actor: Actor, at: datetime) -> Entry:
    place = {"register": book.register.code, "site": book.site, "office": book.office}
    if row is not None:
        place |= {"source": row.key, "persons": list(row.persons)}
    by = {"by_id": signer(actor), "at": at}
    try:
        with transaction.atomic():
            made: Entry = Entry.objects.create(on=told.on, cells=dict(told.cells), **place, **by)
            return made
    except IntegrityError as error:  # a colleague added to the same line meanwhile
        raise Conflict(CHANGED) from error


def _mend(entry: Entry, version: int, told: dict[str, Any], actor: Actor, at: datetime) -> None:
    """Only from the version the form was opened with; how the line read until now is kept."""
    standing = Entry.objects.select_for_update(of=("self",)).filter(pk=entry.pk, version=version, struck_at=None)
    was: Entry | None = standing.first()
    if was is None:
        raise Conflict(CHANGED)
    if (was.on, was.cells) == (told["on"], told["cells"]):
        raise Unacceptable("没有改动，不用登记。")
    wrote = {"by_id": was.edited_by_id or was.by_id, "at": was.edited_at or was.at}
    FormerEntry.objects.create(entry=was, version=version, on=was.on, cells=was.cells, **wrote)
    by = {"edited_by_id": signer(actor), "edited_at": at, "version": F("version") + 1}
    Entry.objects.filter(pk=was.pk).update(**told, **by)


@transaction.atomic
def sign_day(*, book: Book, words: str, actor: Actor, at: datetime) -> Entry:
    """Sign today's line of the diary, with a sentence of one's own or without; what was written before stays.

    Raises Unacceptable when there is nothing new to it, Conflict when a colleague wrote meanwhile.
    """
    demand(may_keep(actor, book.office), act="documents.write_entry")
    on, said = day_of(at), " ".join(words.split())
    row = line(book, actor, f"day-{on}", on)
    cells = row.written if row else {}
    staff = [one for one in cells.get(book.register.heads[1], "").split("、") if one]
    if not said and actor.name in staff:
        raise Unacceptable("今天您已经签名。要补充的，请写一句再签。", fields={"words": "请写一句"})
    if actor.name not in staff:
        cells[book.register.heads[1]] = "、".join([*staff, actor.name])
    if said:
        own = f"{said.rstrip('。；')}（{actor.name}）"
        cells[DAY_WORDS] = "；".join(filter(None, (cells.get(DAY_WORDS, ""), own)))
    version = row.entry.version if row and row.entry else 0
    return write_line(book=book, row=row, told=Written(on, cells), version=version, actor=actor, at=at)


@transaction.atomic
def strike_line(*, book: Book, row: Row, why: str, actor: Actor, at: datetime) -> Entry:
    """Leave a line out of the register, with the reason; it stays on record. A line of the product likewise."""
    demand(may_keep(actor, book.office), act="documents.strike_entry")
    why = " ".join(why.split())[:200]
    if not why:
        raise Unacceptable("请填写划去的理由。", fields={"reason": "请填写划去的理由"})
    entry = row.entry or _new(book, row, Written(row.day, {}), actor, at)
    told = {"struck_by_id": signer(actor), "struck_at": at, "struck_why": why}
    if not Entry.objects.filter(pk=entry.pk, struck_at=None).update(**told):
        raise Conflict(CHANGED)
    record(actor=actor, act="documents.strike_entry", target=entry, reason=why, detail={"register": book.register.code})
    return entry
