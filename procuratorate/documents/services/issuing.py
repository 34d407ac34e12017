"""Issuing: the number, the day, the name of whoever signs; what was issued under the key before gives way."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from procuratorate.audit.services import record
from procuratorate.documents.engine.leaf import layout
from procuratorate.documents.models import Copy, Paper, Series
from procuratorate.documents.numbers import as_number, number_of
from procuratorate.documents.permissions import may_make, may_number
from procuratorate.documents.registry import KINDS
from procuratorate.documents.services.printing import order_printing
from procuratorate.documents.states import PAPER_MOVES, PaperState
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as

NUMBERING = service_actor("numbering")


@transaction.atomic
def issue(
    *,
    paper: Paper,
    actor: Actor,
    at: datetime,
    number: str = "",
    word: str = "",
    dated_on: date | None = None,
    why: str = "",
) -> Paper:
    """Issue a draft: with the `number` of the unified system, the next one under `word`, or none if the kind has none.

    Where a paper with the same key was issued before, this one takes its place: `why` says the reason, and both stay.
    Raises Unacceptable for a number that is wrong or taken, Conflict when the draft was issued already.
    """
    demand(may_make(actor, paper.organ, paper.office), act="documents.issue", target=paper)
    stored = _locked(paper)
    numbered = as_number(number)
    if KINDS[stored.kind].numbered:
        demand(may_number(stored.organ), act="documents.issue", target=stored)
        if not (numbered or word):
            raise Unacceptable("请填写文号，照统一业务系统填写。", fields={"number": "请填写文号"})
    _supersede(stored, why, actor, at)
    told: dict[str, Any] = {
        "issued_by_id": actor.officer_id,
        "issued_for": actor.acting_for,
        "issued_at": at,
        "layout": layout(),
    }
    told |= {"dated_on": dated_on or day_of(at), "stored": "", "pages": 0}
    if numbered or not word:
        _move(stored, told | {"number": numbered})
    else:
        _take_number(stored, word, told)
    record(actor=actor, act="documents.issue", target=stored, detail={"sm3": stored.facts_hash, "no": stored.number})
    order_printing(paper=stored, actor=actor)
    return stored


def _locked(paper: Paper) -> Paper:
    rows = Paper.objects.select_for_update(of=("self",)).select_related("organ", "office")
    stored: Paper = rows.get(pk=paper.pk)
    if stored.state != PaperState.DRAFT:
        raise Conflict(f"这份文书{stored.get_state_display()}，不能再印发。请刷新后核对。", title=str(stored))
    return stored


def _move(stored: Paper, told: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            move(stored, "issue", PAPER_MOVES, **told)
    except IntegrityError as error:
        why = f"文号{told.get('number', '')}已经用过。请核对后填写。"
        raise Unacceptable(why, fields={"number": why}) from error


def _take_number(stored: Paper, word: str, told: dict[str, Any]) -> None:
    """The next number of the house's series. As a service: an office drafts what its house numbers.

    The series is locked to the end of the transaction; a refused issue rolls it back, so that no number is missing.
    """
    year = told["dated_on"].year
    with acting_as(NUMBERING):
        Series.objects.bulk_create([Series(organ=stored.organ, word=word, year=year)], ignore_conflicts=True)
        series = Series.objects.select_for_update().get(organ=stored.organ, word=word, year=year)
        series.last += 1
        taken = {"word": word, "year": year, "sequence": series.last, "number": number_of(word, year, series.last)}
        _move(stored, told | taken)
        series.save(update_fields=["last"])  # after it: the database moves a series with its paper alone


def _supersede(stored: Paper, why: str, actor: Actor, at: datetime) -> None:
    """The paper issued before under this key gives way, with the reason; both versions stay and print."""
    before = Paper.objects.filter(organ=stored.organ, key=stored.key, state=PaperState.ISSUED).first()
    if before is None:
        return
    if not why.strip():
        raise Unacceptable(
            f"这份文书已经以 {before} 印发。确需更正的，请写明更正理由。", fields={"why": "请写明更正理由"}
        )
    told = {"superseded_by_id": stored.pk, "superseded_at": at, "superseded_why": why.strip()[:200]}
    move(before, "supersede", PAPER_MOVES, **told)
    record(actor=actor, act="documents.supersede", target=before, reason=why, detail={"by": stored.pk})


def hand_over(*, paper: Paper, organ: Organ, actor: Actor) -> None:
    """Let another organ read an issued paper. How and when it was sent is a dispatch's to prove."""
    demand(may_make(actor, paper.organ, paper.office), act="documents.hand_over", target=paper)
    copy = Copy(paper=paper, sender_id=paper.office_id, organ=organ)
    Copy.objects.bulk_create([copy], ignore_conflicts=True)
    record(actor=actor, act="documents.hand_over", target=paper, detail={"to": organ.pk})
