"""Acceptance by the court, its notice and its way of hearing; papers it asks to be sent after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from commutation.clocks.courts import LENGTHENED, MONTH, supplement_rule, trial_article
from commutation.models import CourtCase, Filing, Supplement
from commutation.permissions.courts import may_record_court, may_register
from commutation.states import FILING_MOVES, FilingState, Kind
from commutation.states.courts import Missing
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import extend_deadline, meet_deadline, open_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ

DATES = ("received_on", "accepted_on", "notice_from", "notice_until")


@transaction.atomic
def record_case(*, filing: Filing, court: Organ, told: Mapping[str, Any], actor: Actor, at: datetime) -> CourtCase:
    """Write down what is known of a case in court, all of it anew; the first acceptance moves the filing to 已立案.

    `told`: case_no, received_on, accepted_on, notice_from, notice_until, trial, hearing_grounds, panel, contact, and
    extended_on where the court gave itself a month more. Its month runs from its receipt (法释〔2014〕5号第1条). Raises
    Unacceptable when the days contradict each other.
    """
    demand(may_record_court(actor, filing), act="commutation.record_case", target=filing)
    if filing.kind == Kind.OUTSIDE_SERVICE:
        raise Unacceptable("暂予监外执行由省监狱管理局批准，不经法院立案。请在暂予监外执行页登记。")
    _demand_order(told, day_of(at))
    Filing.objects.select_for_update(of=("self",)).get(pk=filing.pk)
    case = CourtCase.objects.filter(filing=filing).first()
    values = {**told, "court": court, "by_id": signer(actor)}
    lengthened = values.pop("extended_on", None)
    try:
        with transaction.atomic():
            case = _write(case, filing, values)
    except IntegrityError:
        why = f"{court.name}的这个案号已经登记在另一件上，请核对案号。"
        raise Unacceptable(why, fields={"case_no": why}) from None
    _run_the_month(case, filing, actor, at)
    if lengthened:
        _lengthen(case, filing, lengthened, actor, at)
    if case.accepted_on and filing.state == FilingState.FILED:
        move(filing, "accept", FILING_MOVES, version=F("version") + 1)
    record(actor=actor, act="commutation.record_case", target=filing, detail={"case_no": case.case_no})
    return case


def _write(case: CourtCase | None, filing: Filing, values: Mapping[str, Any]) -> CourtCase:
    if case is None:
        made: CourtCase = CourtCase.objects.create(filing=filing, **values)
        return made
    CourtCase.objects.filter(pk=case.pk).update(version=F("version") + 1, **values)
    case.refresh_from_db()
    return case


def _demand_order(told: Mapping[str, Any], today: date) -> None:
    """Received, accepted, posted, in this order and none in the future but the end of the notice."""
    days: list[tuple[str, date]] = [(name, told[name]) for name in DATES if told.get(name)]
    for (_, earlier), (name, later) in pairwise(days):
        if earlier > later:
            raise Unacceptable("法院收到、立案、公示的日期先后不对，请照通知书核对。", fields={name: "早于前一步"})
    late = [name for name, day in days if name != "notice_until" and day > today]
    if late:
        raise Unacceptable("登记的是已经发生的事，日期不能晚于今天。", fields=dict.fromkeys(late, "晚于今天"))


def _run_the_month(case: CourtCase, filing: Filing, actor: Actor, at: datetime) -> None:
    """The court's own month, for both sides to watch; nobody here answers for it."""
    if case.clock_id or not case.received_on or not (article := trial_article(case.received_on)):
        return
    title = f"{filing.prison.short_name}{filing.number}{filing.get_kind_display()}审理"
    clock = open_deadline(
        kind="commutation.trial",
        title=title,
        masked_title=title,
        organ=case.court,
        counterpart=filing.prison,
        starts_on=case.received_on,
        start_reason="法院收到建议书",
        term=MONTH,
        article=article,
        address=filing.get_absolute_url(),
        actor=actor,
        at=at,
    )
    CourtCase.objects.filter(pk=case.pk).update(clock=clock)
    case.clock = clock


def extended_on(case: CourtCase) -> date | None:
    """The day the court gave itself a month more."""
    given = case.clock.extensions.first() if case.clock else None
    return given.decided_on if given else None


def _lengthen(case: CourtCase, filing: Filing, decided_on: date, actor: Actor, at: datetime) -> None:
    """A month more, once, for life and fixed terms (法释〔2021〕1号第534条): the court's act, noted here."""
    known = extended_on(case)
    if known == decided_on:
        return
    clock, why = case.clock, ""
    if clock is None:
        raise Unacceptable("请先登记法院收到日，再登记延长审理期限。", fields={"received_on": "请填写"})
    if known:
        why = f"{known}的延长已经登记，审理期限只延长一次。"
    elif _kind_now(filing) not in LENGTHENED | {None}:
        why = f"{clock.article}没有规定死缓、管制、拘役案件可以延长审理期限，请照法院的通知核对。"
    if why:
        raise Unacceptable(why, fields={"extended_on": why})
    extend_deadline(
        deadline=clock, term=MONTH, reason="法院决定延长审理期限", article=clock.article,
        decided_on=decided_on, actor=actor, at=at,
    )  # fmt: skip


def _kind_now(filing: Filing) -> str | None:
    """The punishment as it stands after earlier changes; None where the dossier does not say."""
    sentence = filing.inmate.sentence
    if sentence is None:
        return None
    changed = sentence.changes.exclude(new_kind="").last()
    return str(changed.new_kind if changed else sentence.kind) or None


@transaction.atomic
def record_supplement(
    *, case: CourtCase, kind: Missing, words: str, asked_on: date, actor: Actor, at: datetime
) -> Supplement:
    """The court asks for papers: three days (法释〔2014〕5号第2条), of property seven since 2024-05-01."""
    filing = case.filing
    demand(may_record_court(actor, filing), act="commutation.record_supplement", target=filing)
    if not words.strip():
        raise Unacceptable("请写明法院要求补送哪些材料。", fields={"words": "照法院通知填写"})
    term, article = supplement_rule(kind, asked_on)
    title = f"{filing.prison.short_name}{filing.number}向法院补送材料"
    clock = open_deadline(
        kind="commutation.supplement",
        title=title,
        masked_title=title,
        organ=filing.prison,
        starts_on=asked_on,
        start_reason="收到法院补送通知",
        term=term,
        article=article,
        address=f"/batches/{filing.batch_id}/people/{filing.pk}/",
        actor=actor,
        at=at,
    )
    made: Supplement = Supplement.objects.create(
        case=case, kind=kind, words=words.strip(), asked_on=asked_on, clock=clock, by_id=signer(actor)
    )
    record(actor=actor, act="commutation.record_supplement", target=filing, detail={"due": str(clock.due_on)})
    return made


@transaction.atomic
def send_supplement(*, supplement: Supplement, sent_on: date, actor: Actor, at: datetime) -> None:
    """The papers went, on that day."""
    filing = supplement.case.filing
    demand(may_register(actor), act="commutation.send_supplement", target=filing)
    if not supplement.asked_on <= sent_on <= day_of(at):
        raise Unacceptable("补送日须在法院通知日以后、今天以前。", fields={"sent_on": "请核对日期"})
    if not Supplement.objects.filter(pk=supplement.pk, sent_on=None).update(sent_on=sent_on):
        raise Unacceptable("这次补送已经登记过。")
    clock: Deadline = supplement.clock
    if clock.state in RUNNING:
        meet_deadline(deadline=clock, actor=actor, at=at, on=max(sent_on, clock.starts_on), reason="已补送")
    record(actor=actor, act="commutation.send_supplement", target=filing, detail={"sent_on": str(sent_on)})
