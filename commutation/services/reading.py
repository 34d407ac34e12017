"""Opening a case, and saying it was reviewed. Both are of one person, one stage and the facts as they stood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from commutation.models import Filing, Note, Reading
from commutation.permissions.reviews import may_handle
from commutation.selectors.readings import readings_of, stage_of, unopened
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


def open_case(*, filing: Filing, actor: Actor, at: datetime) -> Reading:
    """Note that the actor has these facts before them. Facts that changed since make the review an old one."""
    stage = stage_of(filing)
    reading, new = Reading.objects.get_or_create(
        filing=filing,
        stage=stage,
        officer_id=signer(actor),
        defaults={"facts_hash": filing.facts_hash, "opened_at": at},
    )
    if not new and reading.facts_hash != filing.facts_hash:
        reading.facts_hash, reading.opened_at, reading.reviewed_at = filing.facts_hash, at, None
        reading.save(update_fields=["facts_hash", "opened_at", "reviewed_at"])
    return reading


@transaction.atomic
def finish_reading(*, filings: Iterable[Filing], actor: Actor, at: datetime) -> int:
    """审阅完毕 for rows the actor opened with the facts they have now; one unopened among them refuses all, by name."""
    chosen = list(filings)
    if not chosen:
        raise Unacceptable("没有选案件。请先勾选已经打开看过的案件。", fields={"ids": "没有选案件"})
    for prison in {filing.prison_id for filing in chosen}:
        demand(may_handle(actor, prison, day_of(at)), act="commutation.finish_reading")
    _demand_opened(unopened(chosen, signer(actor)))
    ids = [one.pk for one in readings_of(actor, chosen).values()]
    done: int = Reading.objects.filter(pk__in=ids, reviewed_at=None).update(reviewed_at=at)
    record(actor=actor, act="commutation.finish_reading", detail={"filings": [filing.pk for filing in chosen]})
    return done


def _demand_opened(lacking: list[Filing]) -> None:
    if lacking:
        names = "、".join(filing.name for filing in lacking[:20])
        more = f"等{len(lacking)}件" if len(lacking) > 20 else ""
        why = f"这{len(lacking)}件您还没有打开，或打开以后事实有变更：{names}{more}。逐件打开看过，再办审阅完毕。"
        raise Unacceptable(why, fields={"ids": why})


@transaction.atomic
def take_note(*, filing: Filing, words: str, actor: Actor, at: datetime) -> Note:
    """A note of the office's own; the prison never sees it."""
    demand(may_handle(actor, filing.prison_id, day_of(at)), act="commutation.take_note", target=filing)
    if not words.strip():
        raise Unacceptable("札记没有内容。", fields={"words": "请写内容"})
    note: Note = Note.objects.create(filing=filing, words=words.strip(), by_id=signer(actor), at=at)
    record(actor=actor, act="commutation.take_note", target=filing)
    return note
