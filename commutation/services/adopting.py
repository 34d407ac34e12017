"""The prison's answer to the opinions: 采纳, or 未采纳 with its reasons, person by person, back as one dispatch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commutation.clocks import consultation_basis
from commutation.models import Adoption, Batch, ConsultationOpinion
from commutation.permissions.reviews import may_adopt
from commutation.selectors.consultations import unanswered
from commutation.services.adjusting import Proposal, adjust_filing
from procuratorate.audit.services import record
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@dataclass(frozen=True)
class Answer:
    """What the prison makes of one opinion. `proposal` where the extent follows it: then `article` is needed too."""

    adopted: bool
    reason: str = ""
    proposal: Proposal | None = None
    article: str = ""


@transaction.atomic
def answer_advice(
    *, batch: Batch, answers: Mapping[int, Answer], actor: Actor, at: datetime
) -> tuple[list[Adoption], Dispatch]:
    """Answer opinions (by id) that wait for it; returns the answers and the dispatch that carries them.

    An answer stands once given. Raises Unacceptable, by opinion, where 未采纳 has no reason; Conflict where somebody
    answered first.
    """
    demand(may_adopt(actor, batch), act="commutation.adopt_advice", target=batch)
    if not answers:
        raise Unacceptable("没有选采纳情况。请至少答复一人。")
    lacking = {
        f"reason_{pk}": "未采纳须说明理由" for pk, one in answers.items() if not (one.adopted or one.reason.strip())
    }
    if lacking:
        raise Unacceptable("没有答复：未采纳的，请逐人说明理由。", fields=lacking)
    Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)  # two clerks answer one after the other
    rows = unanswered(batch).filter(pk__in=answers)
    opinions = list(rows.select_related("filing__ward", "dispatch", "office"))
    if len(opinions) != len(answers):
        raise Conflict("其中有的意见已经答复，或已不在名单上，没有发出。请刷新后核对。", title=batch.title)
    for opinion in opinions:
        _adjust(opinion, answers[opinion.pk], actor, at)
    dispatch = _send(batch, opinions, answers, actor, at)
    adoptions = [
        Adoption(
            opinion=opinion,
            filing=opinion.filing,
            adopted=answers[opinion.pk].adopted,
            reason=answers[opinion.pk].reason.strip(),
            by_id=signer(actor),
            at=dispatch.sent_at,
            dispatch=dispatch,
        )
        for opinion in opinions
    ]
    Adoption.objects.bulk_create(adoptions)
    record(actor=actor, act="commutation.adopt_advice", target=batch, detail={"dispatch": dispatch.pk})
    return adoptions, dispatch


def _adjust(opinion: ConsultationOpinion, answer: Answer, actor: Actor, at: datetime) -> None:
    if not (answer.adopted and answer.proposal):
        return
    adjust_filing(
        filing=opinion.filing,
        proposal=answer.proposal,
        article=answer.article,
        reason=answer.reason or f"采纳检察意见：{opinion.words}"[:300],
        opinion=opinion,
        actor=actor,
        at=at,
    )


def _send(
    batch: Batch, opinions: list[ConsultationOpinion], answers: Mapping[int, Answer], actor: Actor, at: datetime
) -> Dispatch:
    latest = max(opinions, key=lambda one: one.dispatch_id or 0)
    title = f"{batch.prison.short_name}{batch.title}采纳情况回复（{len(opinions)}人）"
    adopted = sum(answers[one.pk].adopted for one in opinions)
    dispatch = send(
        actor=actor,
        sender=batch.prison,
        recipient=latest.office,
        legal_mode=Mode.CONSULTATION,
        kind="commutation.adoption",
        title=title,
        masked_title=title,
        summary=f"采纳 {adopted}，未采纳 {len(opinions) - adopted}",
        content={"batch": batch.title, "people": [_line(one, answers[one.pk]) for one in opinions]},
        basis=consultation_basis({one.filing.kind for one in opinions}),
        key=f"adoption:{batch.pk}:{opinions[0].pk}",
        address=f"/cases/batches/{batch.pk}/opinions/",
        sender_address=f"/batches/{batch.pk}/opinions/",
        in_reply_to=latest.dispatch,
        at=at,
    )
    dispatch.refresh_from_db(fields=["sent_at"])
    return dispatch


def _line(opinion: ConsultationOpinion, answer: Answer) -> dict[str, object]:
    filing = opinion.filing
    return {
        "filing": filing.pk, "number": filing.number, "name": filing.name, "advice": opinion.advice,
        "adopted": answer.adopted, "reason": answer.reason.strip(), "proposal": filing.proposal,
        "facts": filing.facts_hash,
    }  # fmt: skip
