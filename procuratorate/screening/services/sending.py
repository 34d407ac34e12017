"""Hits become clues: sent to the office that answers for the place, duplicates joined, snoozed persons left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.deadlines.services import open_deadline
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ, Pairing
from procuratorate.screening.models import Clue, Hit, Run, Sending, Snooze, Suspicion
from procuratorate.screening.permissions import may_send

KIND = "screening.clues"
BASIS = "上级人民检察院交办；核查期限由下发单位确定，法律没有规定日数"
MOST, MOST_DAYS = 2_000, 250


@dataclass(frozen=True)
class Sent:
    """What became of the hits picked: new clues, hits that joined a clue there was, those left out for a snooze."""

    clues: int
    joined: int
    known: int
    snoozed: int


@transaction.atomic
def send_clues(*, run: Run, hits: Sequence[Hit], days: int, actor: Actor, at: datetime) -> Sent:
    """Make clues of hits and send them by pairing, one dispatch and one clock (working days) for each office.

    Raises Unacceptable for none or too many hits, or a period out of reason.
    """
    demand(may_send(actor, run), act="screening.send_clues", target=run)
    if not 1 <= days <= MOST_DAYS:
        raise Unacceptable("核查期限须在 1—250 个工作日之间。", fields={"days": "填 1—250"})
    if not hits or len(hits) > MOST:
        raise Unacceptable(f"请选 1—{MOST} 条疑点下发；更多的按规则、单位分几次下发。", fields={"hits": "数目不合"})
    awake = _awake(hits, day_of(at))
    held = {one.record: one for one in Clue.objects.filter(record__in={hit.record for hit in awake})}
    fresh = [hit for hit in awake if hit.record not in held]
    made = _new_clues(run, fresh, days, actor, at)
    added = _suspect([*awake], held | made, run)
    told = Sent(clues=len(made), joined=added - len(fresh), known=len(awake) - added, snoozed=len(hits) - len(awake))
    record(actor=actor, act="screening.send_clues", target=run, detail=vars(told) | {"days": days})
    return told


def _awake(hits: Sequence[Hit], on: date) -> list[Hit]:
    asleep = set(Snooze.objects.on(on).filter(key__in={hit.key for hit in hits}).values_list("key", "rule"))
    return [hit for hit in hits if (hit.key, hit.rule) not in asleep]


def _new_clues(run: Run, hits: Iterable[Hit], days: int, actor: Actor, at: datetime) -> dict[str, Clue]:
    """One clue a case; all for one office travel together."""
    by_office: defaultdict[Organ, dict[str, Hit]] = defaultdict(dict)
    offices = _offices({hit.site_id for hit in hits}, run, day_of(at))
    for hit in hits:
        by_office[offices[hit.site_id]].setdefault(hit.record, hit)
    made: dict[str, Clue] = {}
    for office, found in by_office.items():
        sending = _sent(run=run, office=office, found=found, days=days, actor=actor, at=at)
        clues = [_clue(run, office, sending, hit, at) for hit in found.values()]
        made |= {clue.record: clue for clue in Clue.objects.bulk_create(clues)}
    return made


def _clue(run: Run, office: Organ, sending: Sending, hit: Hit, at: datetime) -> Clue:
    return Clue(
        organ=office, site_id=hit.site_id, sending=sending, partition_id=hit.partition_id, record=hit.record,
        field=run.version.model.field, key=hit.key, person_id=hit.person_id, year=hit.year, at=at,
    )  # fmt: skip


def _offices(sites: set[int], run: Run, on: date) -> dict[int, Organ]:
    """Who supervises each place today; a place nobody supervises any more stays with the 院 that runs the model."""
    rows = Pairing.objects.on(on).filter(counterpart__in=sites).select_related("procuratorate__house")
    paired = {row.counterpart_id: row.procuratorate for row in rows}
    return {site: paired.get(site, run.organ) for site in sites}


def _sent(*, run: Run, office: Organ, found: dict[str, Hit], days: int, actor: Actor, at: datetime) -> Sending:
    sending = Sending(run=run, organ=office, count=len(found), by_id=signer(actor), at=at, due_on=day_of(at))
    sending.save(force_insert=True)
    title = f"监督线索{len(found)}条（{run.version.model.title}）"[:120]
    address = f"/screening/clues/?sending={sending.pk}"
    if office.pk not in actor.desks:
        sending.dispatch = send(
            actor=actor, recipient=office, legal_mode=Mode.TRANSFER, kind=KIND, title=title, masked_title=title,
            content={"sending": sending.pk, "records": sorted(found), "model": run.version.pk, "days": days},
            basis=BASIS, key=f"clues:{sending.pk}", at=at, address=address, sender_address=run.get_absolute_url(),
            summary=f"请在 {days} 个工作日内逐条核查。疑点由规则提示，须经人员核查认定。",
        )  # fmt: skip
    sending.clock = open_deadline(
        kind=KIND, title=f"核查{title}", masked_title=f"核查{title}", organ=office, starts_on=day_of(at),
        start_reason="收到下发的线索", term=Term(days, Unit.WORKING_DAY), article=BASIS, actor=actor, at=at,
        agreed=True, address=address,
    )  # fmt: skip
    sending.due_on = sending.clock.due_on
    sending.save(update_fields=["dispatch", "clock", "due_on"])
    return sending


def _suspect(hits: Sequence[Hit], clues: dict[str, Clue], run: Run) -> int:
    """Join the hits to their clues; how many said something new."""
    known = set(Suspicion.objects.filter(clue__in=clues.values()).values_list("clue_id", "rule"))
    digests = run.version.digests
    fresh = {(clues[hit.record].pk, hit.rule): hit for hit in hits}
    made = [
        Suspicion(
            clue_id=clue,
            rule=rule,
            digest=digests.get(rule, ""),
            version=run.version,
            source=str(run.version),
            margin=hit.margin,
        )
        for (clue, rule), hit in fresh.items()
        if (clue, rule) not in known
    ]
    Suspicion.objects.bulk_create(made)
    return len(made)
