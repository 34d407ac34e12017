"""送审、审核、退回、签发: the chief signs exactly what was drafted, or it is 409 with the difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commutation.models import Opinion
from commutation.permissions.opinions import may_edit, may_endorse, may_issue, may_refer, may_send_back, may_sign
from commutation.services.opinions.content import demand_same, locked, take_step
from commutation.services.opinions.issuing import carry_out
from commutation.services.opinions.numbering import put_signature
from commutation.services.sending import extend_review
from commutation.states.reviews import BY_PROCURATOR, OPINION_MOVES, Step
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor


@transaction.atomic
def submit_opinion(*, opinion: Opinion, seen: str, actor: Actor, comment: str = "", at: datetime) -> None:
    """送审: to the head of the department, with the drafter's opinion."""
    demand(may_edit(actor, opinion), act="commutation.submit_opinion", target=opinion)
    if opinion.kind in BY_PROCURATOR:
        raise Unacceptable("这种文书由承办检察官签署，不用送审。请直接签署。")
    _walk(opinion, "submit", Step.SUBMITTED, Hand(seen, actor, comment, at))


@transaction.atomic
def endorse_opinion(*, opinion: Opinion, seen: str, actor: Actor, comment: str = "", at: datetime) -> None:
    """审核同意: on to the chief, with the head's opinion (规则第6条)."""
    demand(may_endorse(actor, opinion, day_of(at)), act="commutation.endorse_opinion", target=opinion)
    _walk(opinion, "endorse", Step.ENDORSED, Hand(seen, actor, comment, at))


@transaction.atomic
def return_opinion(*, opinion: Opinion, seen: str, actor: Actor, comment: str, at: datetime) -> None:
    """退回修改, saying what is to be mended."""
    demand(may_send_back(actor, opinion), act="commutation.return_opinion", target=opinion)
    if not comment.strip():
        raise Unacceptable("请写明退回的意见，拟稿人据此修改。", fields={"comment": "必填"})
    _walk(opinion, "send_back", Step.RETURNED, Hand(seen, actor, comment, at))


@transaction.atomic
def refer_opinion(*, opinion: Opinion, seen: str, actor: Actor, comment: str, at: datetime) -> None:
    """提交检委会: the chief leaves it to the committee, saying over what."""
    demand(may_refer(actor, opinion), act="commutation.refer_opinion", target=opinion)
    if not comment.strip():
        raise Unacceptable("请写明提交检委会讨论的事项。", fields={"comment": "必填"})
    _walk(opinion, "refer", Step.REFERRED, Hand(seen, actor, comment, at))


@transaction.atomic
def resolve_opinion(*, opinion: Opinion, seen: str, actor: Actor, comment: str, at: datetime) -> None:
    """What the committee decided, with its day; the paper is the chief's again, to sign or to return by it."""
    demand(may_refer(actor, opinion), act="commutation.resolve_opinion", target=opinion)
    if not comment.strip():
        raise Unacceptable("请写明检委会的会议日期和决定。", fields={"comment": "必填"})
    _walk(opinion, "resolve", Step.RESOLVED, Hand(seen, actor, comment, at))


@dataclass(frozen=True)
class Hand:
    """Who acts, on what they read (its hash), with which words, when."""

    seen: str
    actor: Actor
    comment: str
    at: datetime

    def write(self, opinion: Opinion, step: Step, act: str) -> None:
        """The step and the audit's line."""
        take_step(opinion=opinion, step=step, actor=self.actor, at=self.at, comment=self.comment.strip())
        record(actor=self.actor, act=act, target=opinion, reason=self.comment, detail={"sm3": self.seen})


def _walk(opinion: Opinion, act: str, step: Step, hand: Hand) -> None:
    stored = locked(opinion)
    demand_same(stored, hand.seen)
    move(stored, act, OPINION_MOVES)
    hand.write(stored, step, _NAMES[act])


_NAMES = {
    "submit": "commutation.submit_opinion",
    "endorse": "commutation.endorse_opinion",
    "send_back": "commutation.return_opinion",
    "refer": "commutation.refer_opinion",
    "resolve": "commutation.resolve_opinion",
    "issue": "commutation.issue_opinion",
    "sign": "commutation.sign_opinion",
}


@transaction.atomic
def issue_opinion(
    *, opinion: Opinion, seen: str, number: str, actor: Actor, comment: str = "", at: datetime
) -> Opinion:
    """签发 by the chief or the deputy in charge: what was read is what is signed, numbered, served; its clock is met.

    A substitute signs with both names. Raises Refused to the drafter, Conflict when the paper is not what `seen` was.
    """
    demand(may_issue(actor, opinion), act="commutation.issue_opinion", target=opinion)
    return _conclude(opinion, "issue", Step.ISSUED, number, Hand(seen, actor, comment, at))


@transaction.atomic
def sign_opinion(*, opinion: Opinion, seen: str, number: str, actor: Actor, comment: str = "", at: datetime) -> Opinion:
    """签署 of what the matrix leaves to the procurator in charge: reports upward, 出监告知表."""
    demand(may_sign(actor, opinion), act="commutation.sign_opinion", target=opinion)
    return _conclude(opinion, "sign", Step.SIGNED, number, Hand(seen, actor, comment, at))


def _conclude(opinion: Opinion, act: str, step: Step, number: str, hand: Hand) -> Opinion:
    stored = locked(opinion)
    demand_same(stored, hand.seen)
    put_signature(paper=stored, act=act, said=number, actor=hand.actor, at=hand.at)
    hand.write(stored, step, _NAMES[act])
    return carry_out(opinion=stored, actor=hand.actor, at=hand.at)


@transaction.atomic
def extend_reviews(*, opinion: Opinion, actor: Actor, reason: str, at: datetime) -> list[Deadline]:
    """Ten days more for every case the paper speaks of, by the chief (规则第635条).

    Raises Unacceptable for a paper that speaks of none.
    """
    lines = opinion.lines.select_related("filing").order_by("position")
    if not lines:
        raise Unacceptable("这份文书没有所涉案件，没有审查期限可以延长。")
    return [extend_review(filing=line.filing, actor=actor, reason=reason, at=at) for line in lines]
