"""Who may do what with a case that was sent: the office that supervises the prison today, and the prison's own."""

from __future__ import annotations

from datetime import date

from commutation.models import Batch, Filing, Finding, Question
from commutation.permissions.batches import CLERKS, SENDERS
from commutation.states import BatchState, FilingState
from procuratorate.lib.errors import Refusal
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Pairing
from procuratorate.organs.states import PROCURATORS, Role

HANDLERS = PROCURATORS - {Role.SUPERVISOR}
DECIDERS = frozenset({Role.PROCURATOR, Role.DEPARTMENT_HEAD, Role.DEPUTY_CHIEF, Role.CHIEF})
ANSWERERS = CLERKS | SENDERS


def may_handle(actor: Actor, prison_id: int, on: date) -> Refusal | None:
    """Work on what a prison sent: note, ask, check, draft. The office paired with it that day, and its own 院."""
    if actor.role not in HANDLERS:
        return Refusal("role", "案件由派驻检察室的检察官、检察官助理、书记员办理。您可以查看。")
    if Pairing.objects.on(on).filter(counterpart=prison_id, procuratorate__in=actor.desks).exists():
        return None
    return Refusal("not_the_office", "本件由派驻该监狱的检察室办理。您可以查看，意见请转告承办检察官。")


def may_decide(actor: Actor, prison_id: int, on: date) -> Refusal | None:
    """Settle a finding, give an opinion: a procurator, never an assistant or a clerk (规则第4条)."""
    if actor.role in HANDLERS and actor.role not in DECIDERS:
        return Refusal("role", "认定疑点、提出意见由检察官办理。您可以核查、拟稿，再请承办检察官办理。")
    return may_handle(actor, prison_id, on)


def may_settle(actor: Actor, finding: Finding, on: date) -> Refusal | None:
    return may_decide(actor, finding.filing.prison_id, on)


def may_ask(actor: Actor, filing: Filing, on: date) -> Refusal | None:
    """Ask the prison about a filing that is still before the procuratorate or the court."""
    if filing.state in (FilingState.DROPPED, FilingState.WITHDRAWN):
        return Refusal("state", f"本件{filing.get_state_display()}，不用再提问。")
    return may_handle(actor, filing.prison_id, on)


def acts_on(actor: Actor, filing: Filing, on: date) -> dict[str, bool]:
    """What a case page offers: handle, ask, decide, advise, as the predicates here say. One query."""
    handle = may_handle(actor, filing.prison_id, on) is None
    return {
        "handle": handle,
        "ask": handle and filing.state not in (FilingState.DROPPED, FilingState.WITHDRAWN),
        "decide": handle and actor.role in DECIDERS,
        "advise": handle and filing.state == FilingState.CONSULTED and filing.batch.state == BatchState.CONSULTING,
    }


def may_answer(actor: Actor, question: Question) -> Refusal | None:
    """Answer in the prison's name: the execution section and the prison's leaders."""
    if actor.role in ANSWERERS and actor.owns(question.prison_id):
        return None
    return Refusal("role", "答复由刑罚执行科和监狱领导办理。请把情况告诉刑罚执行科。")


def may_advise(actor: Actor, batch: Batch, on: date) -> Refusal | None:
    """Draft opinions while the prison still asks for them."""
    if batch.state != BatchState.CONSULTING:
        return Refusal("state", f"本批次{batch.get_state_display()}，征求意见阶段已过。请改用检察意见书。")
    return may_handle(actor, batch.prison_id, on)


def may_give(actor: Actor, batch: Batch, on: date) -> Refusal | None:
    """Give the drafted opinions to the prison."""
    return may_decide(actor, batch.prison_id, on) or may_advise(actor, batch, on)


def may_adopt(actor: Actor, batch: Batch) -> Refusal | None:
    """Say what the prison made of the opinions: the execution section or a leader, before filing."""
    if actor.role not in ANSWERERS or not actor.owns(batch.prison_id):
        return Refusal("role", "采纳情况由刑罚执行科或监狱领导答复。")
    if batch.state != BatchState.CONSULTING:
        return Refusal("state", f"本批次{batch.get_state_display()}，采纳情况不能再改。")
    return None


def may_adjust(actor: Actor, filing: Filing) -> Refusal | None:
    """Change what a filing asks for between consultation and filing."""
    if actor.role not in ANSWERERS or not actor.owns(filing.prison_id):
        return Refusal("role", "征求意见以后的调整由刑罚执行科或监狱领导办理。")
    if filing.state != FilingState.CONSULTED:
        return Refusal("state", f"本件{filing.get_state_display()}，只有征求意见以后、报送以前可以调整。")
    return None
