"""The list crosses to the procuratorate: as a consultation, later as the copy of the proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from commutation.clocks import (
    CONSULTATION_ARTICLE,
    DEFAULT_AGREED_DAYS,
    MOST_AGREED_DAYS,
    REVIEWS,
    TEN_DAYS,
    ReviewClock,
    consultation_basis,
    copy_basis,
    review_of,
)
from commutation.models import Batch, Filing, PlanStep, Sending, SentFiling
from commutation.permissions import may_extend, may_send
from commutation.selectors.consultations import carried
from commutation.selectors.levels import deferred_in
from commutation.selectors.snapshots import Snapshot, dossiers_now
from commutation.services.outside.following import follow_filing
from commutation.states import BATCH_MOVES, FILING_MOVES, FilingState, Kind, Stage, Step
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import extend_deadline, meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Refusal, Refused, Unacceptable, demand
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ, Pairing
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import enqueue

LONGEST_NUMBER = 60


@dataclass(frozen=True)
class Parcel:
    """What goes: the list as it stands, from whom to whom, when."""

    batch: Batch
    stage: Stage
    filings: list[Filing]
    office: Organ
    actor: Actor
    at: datetime
    dossiers: dict[int, Snapshot]

    @property
    def kinds(self) -> set[str]:
        return {filing.kind for filing in self.filings}

    @property
    def page(self) -> str:
        return f"/cases/batches/{self.batch.pk}/"


@transaction.atomic
def send_consultation(*, batch: Batch, actor: Actor, at: datetime, agreed_days: int = DEFAULT_AGREED_DAYS) -> Sending:
    """征求意见: freeze the list, send it to the resident office paired that day, start the agreed clock there.

    `agreed_days` are working days from the day after arrival. From this moment the procuratorate sees the batch.
    """
    demand(may_send(actor, batch), act="commutation.send_consultation", target=batch)
    if not 1 <= agreed_days <= MOST_AGREED_DAYS:
        raise Unacceptable(f"约定日数须在1至{MOST_AGREED_DAYS}个工作日之间。", fields={"agreed_days": "请改正日数"})
    parcel = _pack(batch, Stage.CONSULTATION, actor, at)
    _demand_extents(parcel.filings)
    dispatch = _dispatch(parcel, agreed_days=agreed_days)
    clock = _open_consultation(parcel, dispatch, agreed_days)
    sending = _record(parcel, dispatch, clock, agreed_days=agreed_days)
    _advance(parcel.filings, "consult", sent_at=dispatch.sent_at, clock=clock)
    move(batch, "consult", BATCH_MOVES, sent_at=dispatch.sent_at, version=F("version") + 1)
    record(actor=actor, act="commutation.send_consultation", target=batch, detail={"sm3": sending.content_hash})
    return sending


@transaction.atomic
def send_filing_copy(*, batch: Batch, actor: Actor, platform_no: str, at: datetime) -> Sending:
    """Register that the proposals were filed on the national platform, and send their copy (副本).

    The copy's arrival opens the review clock of its article for each kind; the consultation's clock ends. Those dropped
    since the consultation do not go along.
    """
    demand(may_send(actor, batch), act="commutation.send_filing_copy", target=batch)
    platform_no = platform_no.strip()
    if not 0 < len(platform_no) <= LONGEST_NUMBER:
        why = f"请填写办案平台的编号（{LONGEST_NUMBER}字以内）。先在办案平台报送，再在这里登记。"
        raise Unacceptable(why, fields={"platform_no": why})
    parcel = _pack(batch, Stage.FILING_COPY, actor, at)
    dispatch = _dispatch(parcel, platform_no=platform_no, consulted=carried(parcel.filings))
    _end_consultation(parcel)
    clocks = _open_reviews(parcel, dispatch)
    sending = _record(parcel, dispatch, next(iter(clocks.values())), platform_no=platform_no)
    for code, clock in clocks.items():
        same = [filing for filing in parcel.filings if review_of(filing.kind).code == code]
        _advance(same, "file", filed_at=dispatch.sent_at, clock=clock)
    move(batch, "file", BATCH_MOVES, filed_at=dispatch.sent_at, platform_no=platform_no, version=F("version") + 1)
    _tick(batch, day_of(dispatch.sent_at))
    follow_filing(batch=batch)
    record(actor=actor, act="commutation.send_filing_copy", target=batch, detail={"sm3": sending.content_hash})
    return sending


@transaction.atomic
def extend_review(*, filing: Filing, actor: Actor, reason: str, at: datetime) -> Deadline:
    """Ten days more for one complex case, by the chief (规则第635条). The others of the batch keep their clock."""
    demand(may_extend(actor, filing), act="commutation.extend_review", target=filing)
    stored = Filing.objects.select_for_update(of=("self",)).select_related("clock", "batch__prison").get(pk=filing.pk)
    review = review_of(stored.kind)
    if review.extension is None:
        raise Unacceptable(f"{review.article}没有规定延长，本件不能延长。")
    if stored.clock.extensions.exists():
        raise Conflict("本件已经延长过一次，不能再延长。", title=str(stored))
    shared = stored.clock
    title = f"{stored.batch.prison.short_name}{stored.number}{review.words}"
    own = _open_review(review, title=title, like=shared, address=stored.get_absolute_url(), actor=actor, at=at)
    extend_deadline(
        deadline=own, term=review.extension, reason=reason, article=review.extension_article, actor=actor, at=at
    )
    Filing.objects.filter(pk=stored.pk).update(clock=own)
    record(actor=actor, act="commutation.extend_review", target=stored, reason=reason, detail={"due": str(own.due_on)})
    return own


def resident_office(prison_id: int, on: date) -> Organ:
    """The body that supervises a prison that day."""
    pairing = Pairing.objects.on(on).filter(counterpart=prison_id).select_related("procuratorate").first()
    if pairing is None:
        raise Unacceptable("今天没有派驻检察机关与本监狱对应，发不出去。请检察院管理员登记派驻关系。")
    return pairing.procuratorate  # type: ignore[no-any-return]


def lines_of(filings: Iterable[Filing], dossiers: Mapping[int, Snapshot]) -> list[dict[str, Any]]:
    """The named list in its canonical form: what is hashed, sent, and checked against later."""
    return [
        {
            "position": position,
            "filing": filing.pk,
            "ward": filing.ward.short_name,
            "number": filing.number,
            "name": filing.name,
            "kind": filing.kind,
            "proposal": filing.proposal,
            "route": filing.route,
            "facts": filing.facts_hash,
            "dossier": dossiers[filing.inmate_id].sm3,
        }
        for position, filing in enumerate(filings, 1)
    ]


def _pack(batch: Batch, stage: Stage, actor: Actor, at: datetime) -> Parcel:
    """Lock the batch and take its list: lists committed meanwhile wait, and a second click finds it sent."""
    act, state = ("consult", FilingState.NOMINATED) if stage == Stage.CONSULTATION else ("file", FilingState.CONSULTED)
    locked = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state not in BATCH_MOVES[act].sources:
        raise Conflict(
            f"本批次现在是“{locked.get_state_display()}”，不能再办这一步。请回到批次页查看。", title=batch.title
        )
    rows = Filing.objects.filter(batch=batch, state=state).select_related("ward").select_for_update(of=("self",))
    filings = list(rows.order_by("ward__path", "number", "kind"))
    _demand_all_seen(batch, filings, state, act)
    if not filings:
        raise Unacceptable("名单上没有人，不能发送。")
    _demand_taken_up(batch, filings)
    office = resident_office(batch.prison_id, day_of(at))
    return Parcel(batch, stage, filings, office, actor, at, dossiers_now(filings))


def _demand_all_seen(batch: Batch, filings: list[Filing], state: FilingState, act: str) -> None:
    """Whoever is recused from somebody on the list does not see them, and would send the list without them."""
    with acting_as(service_actor("count_list")):
        standing = Filing.objects.filter(batch=batch, state=state).count()
    if standing != len(filings):
        why = "名单上有您须回避的人员，不能由您发送。请由其他有权发送的领导办理。"
        raise Refused(Refusal("recused", why), act=f"commutation.{act}", target=batch)


def _demand_taken_up(batch: Batch, filings: list[Filing]) -> None:
    """Whom a level deferred goes nowhere until it took them up again."""
    if waiting := deferred_in(batch, filings):
        names = "、".join(filing.name for filing in waiting[:5]) + ("等" if len(waiting) > 5 else "")
        raise Unacceptable(f"{names}{len(waiting)}人暂缓还没有再议，不能发送。请安排同级会议再议，或者办理退出。")


def _demand_extents(filings: list[Filing]) -> None:
    lacking = [filing for filing in filings if filing.kind == Kind.COMMUTATION and filing.months is None]
    if lacking:
        names = "、".join(filing.name for filing in lacking[:5])
        raise Unacceptable(
            f"还有{len(lacking)}人没有填减刑幅度：{names}{'等' if len(lacking) > 5 else ''}。补填后再发送。"
        )


def _dispatch(parcel: Parcel, **told: Any) -> Dispatch:
    batch, stage = parcel.batch, parcel.stage
    consultation = stage == Stage.CONSULTATION
    title = f"{batch.prison.short_name}{batch.title}{stage.label}（{len(parcel.filings)}人）"
    people = lines_of(parcel.filings, parcel.dossiers)
    lines = {"batch": batch.title, "plan_no": batch.plan_no, "stage": stage.value, "people": people}
    dispatch = send(
        actor=parcel.actor,
        sender=batch.prison,
        recipient=parcel.office,
        legal_mode=Mode.CONSULTATION if consultation else Mode.COPY,
        kind=f"commutation.{stage.value}",
        title=title,
        masked_title=title,
        summary=summary_of(parcel.filings),
        content={**lines, **told},
        basis=consultation_basis(parcel.kinds) if consultation else copy_basis(parcel.kinds),
        key=f"{stage.value}:{batch.pk}",
        address=parcel.page,
        sender_address=batch.get_absolute_url(),
        at=parcel.at,
    )
    dispatch.refresh_from_db(fields=["sent_at", "delivered_at"])  # the database's own times
    return dispatch


def summary_of(filings: Iterable[Filing]) -> str:
    """减刑 146，假释 6."""
    counts = dict.fromkeys(Kind, 0)
    for filing in filings:
        counts[Kind(filing.kind)] += 1
    return "，".join(f"{kind.label} {count}" for kind, count in counts.items() if count)


def _record(parcel: Parcel, dispatch: Dispatch, clock: Deadline, **told: Any) -> Sending:
    sending: Sending = Sending.objects.create(
        batch=parcel.batch,
        stage=parcel.stage,
        recipient=parcel.office,
        dispatch=dispatch,
        clock=clock,
        content_hash=dispatch.content_hash,
        people=len(parcel.filings),
        by_id=signer(parcel.actor),
        at=dispatch.sent_at,
        **told,
    )
    lines = [_line(sending, position, filing, parcel) for position, filing in enumerate(parcel.filings, 1)]
    SentFiling.objects.bulk_create(lines, batch_size=1000)
    enqueue(topic="commutation.findings", key=f"findings:{sending.pk}", payload={"sending": sending.pk})
    return sending


def _line(sending: Sending, position: int, filing: Filing, parcel: Parcel) -> SentFiling:
    kept = parcel.dossiers[filing.inmate_id]
    return SentFiling(
        sending=sending,
        filing=filing,
        position=position,
        facts_hash=filing.facts_hash,
        dossier=kept.facts,
        dossier_hash=kept.sm3,
    )


def _advance(filings: list[Filing], act: str, **fields: Any) -> None:
    """Move many filings at once; one that moved meanwhile undoes the whole sending."""
    step = FILING_MOVES[act]
    rows = Filing.objects.filter(pk__in=[filing.pk for filing in filings], state__in=step.sources)
    if rows.update(state=step.target, version=F("version") + 1, **fields) != len(filings):
        raise Conflict("发送时名单有变动，没有发出。请刷新后核对名单再发送。")


def _open_consultation(parcel: Parcel, dispatch: Dispatch, agreed_days: int) -> Deadline:
    title = f"{parcel.batch.prison.short_name}{parcel.batch.title}征求意见"
    return open_deadline(
        kind="commutation.consultation",
        title=title,
        masked_title=title,
        organ=parcel.office,
        counterpart=parcel.batch.prison,
        starts_on=day_of(dispatch.received_at or parcel.at),
        start_reason="收到征求意见材料",
        term=Term(agreed_days, Unit.WORKING_DAY),
        article=CONSULTATION_ARTICLE,
        agreed=True,
        address=parcel.page,
        actor=parcel.actor,
        at=parcel.at,
    )


def _end_consultation(parcel: Parcel) -> None:
    """The agreed period has no object once the proposals are filed: the statutory one begins."""
    sending = parcel.batch.sendings.select_related("clock").get(stage=Stage.CONSULTATION)
    if sending.clock and sending.clock.state in RUNNING:
        meet_deadline(deadline=sending.clock, reason="已报送，转入副本审查", actor=parcel.actor, at=parcel.at)


def _open_reviews(parcel: Parcel, dispatch: Dispatch) -> dict[str, Deadline]:
    """A review clock for each article that stands on the list: 10 days, the day after receipt being day 1."""
    received = day_of(dispatch.received_at or parcel.at)
    name = f"{parcel.batch.prison.short_name}{parcel.batch.title}"
    template = Deadline(
        organ=parcel.office, counterpart=parcel.batch.prison, starts_on=received, start_reason="收到副本"
    )
    told: dict[str, Any] = {"like": template, "address": parcel.page, "actor": parcel.actor, "at": parcel.at}
    return {
        review.code: _open_review(review, title=f"{name}{review.words}", **told)
        for review in REVIEWS
        if review.kinds & parcel.kinds
    }


def _open_review(
    review: ReviewClock, *, title: str, like: Deadline, address: str, actor: Actor, at: datetime
) -> Deadline:
    """The clock of a review, held and started as `like`."""
    return open_deadline(
        kind=review.code,
        title=title,
        masked_title=title,
        organ=like.organ,
        counterpart=like.counterpart,
        starts_on=like.starts_on,
        start_reason=like.start_reason,
        term=TEN_DAYS,
        article=review.article,
        address=address,
        actor=actor,
        at=at,
    )


def _tick(batch: Batch, on: date) -> None:
    """Filing is a node of the plan, and so is what it leaves behind."""
    PlanStep.objects.filter(batch=batch, code__in=[Step.CONSULTATION, Step.FILING], done_on=None).update(done_on=on)
