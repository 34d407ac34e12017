"""The new term enters the dossier, as the ruling states it; the prison that holds the person writes it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commutation.models import Ruling, RulingService
from commutation.permissions.courts import may_record_term
from commutation.states import Kind
from commutation.states.courts import GRANTED, Recipient, RulingState
from procuratorate.audit.services import record
from procuratorate.custody.models import SentenceChange
from procuratorate.custody.services import begin_amendment, record_change
from procuratorate.custody.states import ChangeKind
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor

CHANGES = {
    Kind.COMMUTATION: ChangeKind.COMMUTATION,
    Kind.PAROLE: ChangeKind.PAROLE,
    Kind.OUTSIDE_SERVICE: ChangeKind.OUTSIDE,
}


@transaction.atomic
def record_new_term(*, ruling: Ruling, actor: Actor, at: datetime) -> SentenceChange:
    """Write the change with its three dates: filed, ruled, served (法释〔2016〕23号第40条 counts from service).

    Raises Unacceptable when the ruling granted nothing, is not matched, or was recorded before.
    """
    demand(may_record_term(actor, ruling), act="commutation.record_term", target=ruling)
    filing = ruling.filing
    if filing is None or ruling.outcome not in GRANTED or ruling.state == RulingState.REHEARD:
        raise Unacceptable("没有准予变更刑罚的有效裁定，没有新刑期可登记。")
    sentence = filing.inmate.sentence
    if sentence is None:
        raise Unacceptable("档案里没有正在执行的刑罚，请先补全档案中的判决和刑罚。")
    if not Ruling.objects.filter(pk=ruling.pk, recorded_at=None).update(recorded_at=at):
        raise Unacceptable("这份裁定已经登记入档案。")
    begin_amendment(person=filing.person, version=filing.person.version, actor=actor)
    change = record_change(
        sentence=sentence,
        values={
            "kind": CHANGES[Kind(ruling.kind)],
            "filed_on": day_of(filing.filed_at) if filing.filed_at else None,
            "ruled_on": ruling.ruled_on,
            "served_on": served_on(ruling),
            "court": ruling.decider,
            "case_no": ruling.case_no,
            "months": ruling.months,
            "new_ends_on": ruling.ends_on if ruling.kind == Kind.COMMUTATION else None,
            "rights_months": ruling.rights_months,
        },
        actor=actor,
        reason=f"据{ruling.case_no}",
    )
    record(actor=actor, act="commutation.record_term", target=ruling, detail={"change": change.pk})
    return change


def served_on(ruling: Ruling) -> date | None:
    """The day the inmate was served, from which the next interval runs; unknown stays unknown."""
    line = RulingService.objects.filter(ruling=ruling, recipient=Recipient.INMATE).first()
    return line.served_on if line else None
