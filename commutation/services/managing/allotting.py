"""分案: in rotation over the procurators of the office, or named with a reason. Fair by count, always the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commutation.models import Allotment, Filing, Sending
from commutation.permissions.managing import may_manage
from commutation.selectors.allotments import charged, loads, recused_pairs, rota
from commutation.states import FilingState
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Officer, Organ


@dataclass(frozen=True)
class Allotted:
    """What came of a rotation: how many each got, and whom nobody may take."""

    counts: dict[str, int]
    nobody: list[Filing]


@transaction.atomic
def allot_in_rotation(*, sending: Sending, actor: Actor, at: datetime) -> Allotted:
    """Give every filing of the list that has nobody to the procurator with the fewest this year, in order of number.

    Recused officers are passed over; who was in charge at the consultation stays. Two presses allot nothing twice.
    """
    demand(may_manage(actor), act="commutation.allot", target=sending)
    officers = rota(sending.recipient, day_of(at))
    if not officers:
        raise Unacceptable(f"{sending.recipient.name}今天没有在任的承办检察官，不能分案。请联系管理员设置岗位。")
    rows = _rotated(_open_filings(sending), officers, sending.recipient, at)
    taken = [(filing, officer) for filing, officer in rows if officer]
    _write(taken, sending.recipient, actor, at)
    counts: dict[str, int] = {}
    for _, officer in taken:
        counts[officer.name] = counts.get(officer.name, 0) + 1
    record(actor=actor, act="commutation.allot", target=sending, detail=counts)
    return Allotted(counts, [filing for filing, officer in rows if officer is None])


def _open_filings(sending: Sending) -> list[Filing]:
    """Of the list, those that stand and have nobody in charge, as listed; held, so that two presses allot once."""
    rows = Filing.objects.filter(sent_lines__sending=sending).exclude(state=FilingState.DROPPED)
    found = list(rows.order_by("sent_lines__position").select_for_update(of=("self",)))
    known = charged(found)
    return [filing for filing in found if filing.pk not in known]


def _rotated(
    filings: Sequence[Filing], officers: Sequence[Officer], office: Organ, at: datetime
) -> list[tuple[Filing, Officer | None]]:
    counts = {officer.pk: 0 for officer in officers} | loads(office, day_of(at).year)
    barred = recused_pairs(filings, officers)
    found: list[tuple[Filing, Officer | None]] = []
    for filing in filings:
        free = [one for one in officers if (one.pk, filing.person_id) not in barred]
        chosen = min(free, key=lambda one: (counts[one.pk], one.number), default=None)
        if chosen:
            counts[chosen.pk] += 1
        found.append((filing, chosen))
    return found


def _write(taken: Iterable[tuple[Filing, Officer]], office: Organ, actor: Actor, at: datetime) -> None:
    Allotment.objects.bulk_create(
        Allotment(filing=filing, organ=office, officer=officer, by_id=signer(actor), at=at) for filing, officer in taken
    )


@transaction.atomic
def allot(*, filing: Filing, office: Organ, officer: Officer, reason: str, actor: Actor, at: datetime) -> Allotment:
    """指定分案, or a change of who is in charge: only with a reason, never to someone recused."""
    demand(may_manage(actor), act="commutation.allot", target=filing)
    if not reason.strip():
        raise Unacceptable("指定分案请写明理由；没有特别理由的用轮案。", fields={"reason": "必填"})
    if officer.pk not in {one.pk for one in rota(office, day_of(at))}:
        raise Unacceptable(
            f"{officer.name}今天不是{office.name}的承办检察官。请重新选择。", fields={"officer": "请重新选择"}
        )
    if recused_pairs([filing], [officer]):
        raise Unacceptable(f"{officer.name}对本件须回避，不能承办。请另选。", fields={"officer": "须回避"})
    now = charged([filing]).get(filing.pk)
    if now == officer:
        raise Conflict(f"本件已由{officer.name}承办。", title=str(filing))
    made: Allotment = Allotment.objects.create(
        filing=filing, organ=office, officer=officer, in_rotation=False, reason=reason.strip()[:200],
        by_id=signer(actor), at=at,
    )  # fmt: skip
    record(actor=actor, act="commutation.allot", target=filing, reason=reason, detail={"officer": officer.number})
    return made
