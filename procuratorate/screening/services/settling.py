"""What people make of clues: true, false with a reason, cannot tell; what followed; silence for one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from procuratorate.audit.services import record
from procuratorate.deadlines.services import meet_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.notices.models import Notice
from procuratorate.notices.services import PointWords, draft_notice
from procuratorate.notices.states import Kind, Matter
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.screening.models import Clue, Followed, Sending, Snooze, Suspicion
from procuratorate.screening.permissions import may_check
from procuratorate.screening.states import CLUE_MOVES, Outcome, Standing

DEMAND = "请核实纠正，并查明同类情形。"
LONGEST_SNOOZE = 3 * 366  # days


@transaction.atomic
def settle(*, suspicion: Suspicion, act: str, reason: str, actor: Actor, at: datetime) -> None:
    """`verify`, `exclude` or `give_up`; the last two say why, so that the rule can be mended."""
    demand(may_check(actor, suspicion.clue), act="screening.settle_clue", target=suspicion)
    if act != "verify" and not reason.strip():
        why = "请写明理由：规则据此改进。"
        raise Unacceptable(why, fields={"reason": why})
    who = {"settled_by_id": signer(actor), "settled_at": at, "reason": reason.strip()[:300]}
    move(suspicion, act, CLUE_MOVES, **who)
    record(actor=actor, act="screening.settle_clue", target=suspicion, reason=reason, detail={"act": act})
    _meet(suspicion.clue.sending, actor, at)


def reopen(*, suspicion: Suspicion, reason: str, actor: Actor, at: datetime) -> None:
    """Look again at what was settled; nothing may rest on it yet."""
    demand(may_check(actor, suspicion.clue), act="screening.reopen_clue", target=suspicion)
    if not reason.strip():
        raise Unacceptable("请写明重新核查的理由。", fields={"reason": "请写明理由"})
    move(suspicion, "reopen", CLUE_MOVES, settled_by=None, settled_at=None, reason=reason.strip()[:300])
    record(actor=actor, act="screening.reopen_clue", target=suspicion, reason=reason)


def _meet(sending: Sending, actor: Actor, at: datetime) -> None:
    """The clock is met when the last suspicion of what was sent together is settled."""
    if (
        sending.clock
        and sending.clock.state in RUNNING
        and not Suspicion.objects.filter(clue__sending=sending, state=Standing.OPEN).exists()
    ):
        meet_deadline(deadline=sending.clock, actor=actor, at=at, on=day_of(at), reason="线索已全部核查")


@transaction.atomic
def note_outcome(*, clue: Clue, outcome: Outcome, number: str, words: str, actor: Actor, at: datetime) -> Followed:
    """Write down what followed: the number of a paper begun on its own page, or why nothing was put."""
    demand(may_check(actor, clue), act="screening.note_outcome", target=clue)
    _demand_verified(clue)
    if not number.strip() and not words.strip():
        why = "请填写文号，或者在说明里写明理由。"
        raise Unacceptable(why, fields={"number": why})
    made = Followed.objects.create(
        clue=clue, outcome=outcome, number=number.strip()[:60], words=words.strip()[:300], by_id=signer(actor), at=at
    )
    record(actor=actor, act="screening.note_outcome", target=clue, detail={"outcome": outcome})
    return made


@transaction.atomic
def draft_notice_from(
    *, clue: Clue, points: Sequence[tuple[str, str]], kind: Kind, title: str, actor: Actor, at: datetime
) -> Notice:
    """A notice to the place from what was verified; `points` are (what was found, article), in the clue's own words."""
    demand(may_check(actor, clue), act="screening.draft_notice", target=clue)
    _demand_verified(clue)
    made = draft_notice(
        kind=kind, matter=Matter.GENERAL, addressee=clue.site, title=title,
        points=[PointWords(found, article, DEMAND) for found, article in points], origin="由查证属实的监督线索形成",
        origin_url=clue.get_absolute_url(), persons=[clue.person_id] if clue.person_id else [], actor=actor, at=at,
    )  # fmt: skip
    Followed.objects.create(clue=clue, outcome=Outcome.NOTICE, notice=made, by_id=signer(actor), at=at)
    record(actor=actor, act="screening.draft_notice", target=clue, detail={"notice": made.pk})
    return made


def _demand_verified(clue: Clue) -> None:
    if not clue.suspicions.filter(state=Standing.VERIFIED).exists():
        raise Unacceptable("没有查证属实的疑点，不能据以提出。请先逐条核查认定。")


@transaction.atomic
def snooze(*, clue: Clue, rule: str, until: date | None, reason: str, actor: Actor, at: datetime) -> Snooze:
    """Let one rule say nothing of this person until a day. Raises Unacceptable without a reason or a day ahead."""
    demand(may_check(actor, clue), act="screening.snooze", target=clue)
    wrong, on = {}, day_of(at)
    if not reason.strip():
        wrong["reason"] = "请写明理由。"
    last = until or on
    if not 0 < (last - on).days <= LONGEST_SNOOZE:
        wrong["until"] = "请填今天以后、三年以内的日期。"
    if not clue.suspicions.filter(rule=rule).exists():
        wrong["rule"] = "请选这条线索里的规则。"
    if wrong:
        raise Unacceptable("；".join(wrong.values()), fields=wrong)
    made: Snooze = Snooze.objects.create(
        key=clue.key, rule=rule, site=clue.site, until=last, reason=reason.strip()[:300], by_id=signer(actor), at=at
    )
    record(actor=actor, act="screening.snooze", target=clue, reason=reason, detail={"rule": rule})
    return made


def end_snooze(*, snoozed: Snooze, clue: Clue, actor: Actor, at: datetime) -> None:
    """Let the rule speak again before the day."""
    demand(may_check(actor, clue), act="screening.end_snooze", target=clue)
    Snooze.objects.filter(pk=snoozed.pk, ended_on=None).update(ended_on=day_of(at))
    record(actor=actor, act="screening.end_snooze", target=clue, detail={"snooze": snoozed.pk})
