"""征求意见: an opinion on each person, drafted one by one or for many, given to the prison together as one dispatch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from commutation.clocks import consultation_basis
from commutation.models import Batch, ConsultationOpinion, Filing, Sending
from commutation.permissions.reviews import may_advise, may_give
from commutation.selectors.consultations import unadvised
from commutation.selectors.offices import office_of
from commutation.selectors.readings import unopened
from commutation.states import FilingState, Stage
from commutation.states.reviews import Advice, AdviceState
from procuratorate.audit.services import record
from procuratorate.deadlines.services import meet_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.gate import signer
from procuratorate.organs.reach import acting_as


@transaction.atomic
def draft_advice(*, filing: Filing, advice: str, words: str, actor: Actor, at: datetime) -> ConsultationOpinion:
    """Write or rewrite the draft on one person. Anything but agreement needs its reasons; what was given stays."""
    demand(may_advise(actor, filing.batch, day_of(at)), act="commutation.draft_advice", target=filing)
    if filing.state != FilingState.CONSULTED:
        raise Conflict(f"本件现在是“{filing.get_state_display()}”，不用再提意见。请刷新后核对。", title=str(filing))
    if advice not in Advice.values:
        raise Unacceptable("请选择意见。", fields={"advice": "请选择"})
    if advice != Advice.AGREE and not words.strip():
        raise Unacceptable("不是“同意”的，请写明理由。", fields={"words": "请写明理由"})
    sending = _consultation(filing.batch)
    rows = ConsultationOpinion.objects.select_for_update(of=("self",)).filter(sending=sending, filing=filing)
    known = rows.order_by("pk").first()
    if known and known.state == AdviceState.GIVEN:
        raise Conflict(f"本件的意见（{known.get_advice_display()}）已经提出，不能再改。", title=str(filing))
    told = {"advice": advice, "words": words.strip(), "by_id": signer(actor), "at": at}
    told["office"] = office_of(filing.prison_id, day_of(at))
    drafted: ConsultationOpinion
    drafted, _ = ConsultationOpinion.objects.update_or_create(sending=sending, filing=filing, defaults=told)
    record(actor=actor, act="commutation.draft_advice", target=filing, detail={"advice": advice})
    return drafted


@transaction.atomic
def agree_to_many(*, batch: Batch, filings: Iterable[Filing], actor: Actor, at: datetime) -> int:
    """Draft 同意 for rows the actor opened; one unopened among them refuses all, by name. Other drafts are kept."""
    demand(may_advise(actor, batch, day_of(at)), act="commutation.draft_advice", target=batch)
    chosen = [filing for filing in filings if filing.batch_id == batch.pk and filing.state == FilingState.CONSULTED]
    if not chosen:
        raise Unacceptable("没有选案件。请先勾选征求意见中的案件。", fields={"ids": "没有选案件"})
    _demand_opened(chosen, actor, "没有拟稿")
    sending, office = _consultation(batch), office_of(batch.prison_id, day_of(at))
    rows = ConsultationOpinion.objects.filter(sending=sending, filing__in=[filing.pk for filing in chosen])
    known = set(rows.values_list("filing_id", flat=True))
    fresh = [
        ConsultationOpinion(
            sending=sending, filing=filing, office=office, advice=Advice.AGREE, by_id=signer(actor), at=at
        )
        for filing in chosen
        if filing.pk not in known
    ]
    ConsultationOpinion.objects.bulk_create(fresh, batch_size=1000)
    ids = [one.filing_id for one in fresh]
    record(actor=actor, act="commutation.draft_advice", target=batch, detail={"advice": Advice.AGREE, "filings": ids})
    return len(fresh)


@transaction.atomic
def give_advice(*, batch: Batch, actor: Actor, at: datetime) -> list[ConsultationOpinion]:
    """Give every drafted opinion of the batch as one dispatch with its list; the agreed clock is met when all are."""
    demand(may_give(actor, batch, day_of(at)), act="commutation.give_advice", target=batch)
    sending = _consultation(batch)
    drafts = list(
        ConsultationOpinion.objects.select_for_update(of=("self",))
        .filter(sending=sending, state=AdviceState.DRAFT, filing__state=FilingState.CONSULTED)
        .select_related("filing__ward", "office")
        .order_by("filing__ward__path", "filing__number", "filing__kind")
    )
    if not drafts:
        raise Unacceptable("没有拟好的意见。请先在各案拟意见，再一并提出。")
    _demand_opened([one.filing for one in drafts], actor, "没有提出")
    dispatch = _send(sending, drafts, actor, at)
    given = {"state": AdviceState.GIVEN, "given_at": dispatch.sent_at, "dispatch": dispatch}
    rows = ConsultationOpinion.objects.filter(pk__in=[one.pk for one in drafts], state=AdviceState.DRAFT)
    if rows.update(**given) != len(drafts):
        raise Conflict("提出时意见有变动，没有发出。请刷新后核对。", title=batch.title)
    if sending.clock and sending.clock.state in RUNNING and _is_complete(batch):
        meet_deadline(deadline=sending.clock, reason="意见已全部提出", actor=actor, at=at)
    record(actor=actor, act="commutation.give_advice", target=batch, detail={"dispatch": dispatch.pk})
    return drafts


def _is_complete(batch: Batch) -> bool:
    """Whether everybody on the list has an opinion, those included whom the actor is recused from."""
    with acting_as(service_actor("count_list")):
        return not unadvised(batch).exists()


def _consultation(batch: Batch) -> Sending:
    sending: Sending = batch.sendings.select_related("clock", "dispatch", "batch__prison").get(stage=Stage.CONSULTATION)
    return sending


def _demand_opened(filings: list[Filing], actor: Actor, otherwise: str) -> None:
    lacking = unopened(filings, signer(actor))
    if lacking:
        names = "、".join(filing.name for filing in lacking[:20]) + ("等" if len(lacking) > 20 else "")
        why = f"{otherwise}：这{len(lacking)}件您还没有打开，或打开以后事实有变更：{names}。逐件打开看过再办。"
        raise Unacceptable(why, fields={"ids": why})


def _send(sending: Sending, drafts: list[ConsultationOpinion], actor: Actor, at: datetime) -> Dispatch:
    batch, office = sending.batch, office_of(sending.batch.prison_id, day_of(at))
    counts = {advice: sum(one.advice == advice for one in drafts) for advice in Advice}
    title = f"{batch.prison.short_name}{batch.title}征求意见阶段检察意见（{len(drafts)}人）"
    dispatch = send(
        actor=actor,
        sender=office,
        recipient=batch.prison,
        legal_mode=Mode.CONSULTATION,
        kind="commutation.advice",
        title=title,
        masked_title=title,
        summary="，".join(f"{advice.label} {count}" for advice, count in counts.items() if count),
        content={"batch": batch.title, "people": [_line(one, place) for place, one in enumerate(drafts, 1)]},
        basis=consultation_basis({one.filing.kind for one in drafts}),
        key=f"advice:{sending.pk}:{drafts[0].pk}",
        address=f"/batches/{batch.pk}/opinions/",
        sender_address=f"/cases/batches/{batch.pk}/opinions/",
        in_reply_to=sending.dispatch,
        at=at,
    )
    dispatch.refresh_from_db(fields=["sent_at"])
    return dispatch


def _line(one: ConsultationOpinion, position: int) -> dict[str, object]:
    filing = one.filing
    return {
        "position": position, "filing": filing.pk, "number": filing.number, "name": filing.name, "kind": filing.kind,
        "proposal": filing.proposal, "facts": filing.facts_hash, "advice": one.advice, "words": one.words,
    }  # fmt: skip
