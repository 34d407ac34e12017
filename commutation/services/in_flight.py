"""Filings already on their way when the system began (issue 3 §3): taken in with the day their copy was received.

The list is the office's own record, sent to the prison so that it can contradict; clocks open as they stand, from the
day typed off the receipt stamp. A batch goes in whole or not at all, since a list once sent does not grow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from commutation.checks import Row, facts_of
from commutation.clocks import REVIEWS, TEN_DAYS, ReviewClock, review_of
from commutation.in_flight import LAYOUT_IN_FLIGHT, WHOLE_BATCH
from commutation.models import Batch, CourtCase, Filing, PlanStep, Sending, SentFiling
from commutation.models.batches import ordinal_words
from commutation.permissions.managing import may_manage
from commutation.selectors.deciders import Deciders
from commutation.selectors.offices import office_of
from commutation.selectors.snapshots import dossiers_now
from commutation.services.checking import check_list
from commutation.services.sending import lines_of, summary_of
from commutation.states import STEPS, BatchState, FilingState, Kind, RowStatus, Stage, Step
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import extend_deadline, open_deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.services import send
from procuratorate.dispatch.states import Mode
from procuratorate.lib.clock import SHANGHAI, day_of
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.sheets import Unreadable, open_sheet, read_rows
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind as OrganKind

BASIS = "系统启用前已报送，检察机关照纸质副本补登"
MOST_ROWS = 5000
REGISTRAR = service_actor(
    "in_flight"
)  # batches and filings are the prison's to write; this list is typed off its papers


@dataclass
class Group:
    """The rows of one batch of one prison."""

    prison: Organ
    year: int
    ordinal: int
    rows: list[Row] = field(default_factory=list)

    @property
    def title(self) -> str:
        return f"{self.year}年第{ordinal_words(self.ordinal)}批"

    @property
    def received_on(self) -> date:
        day: date = self.rows[0].value("received_on")
        return day

    @property
    def received_at(self) -> datetime:
        return datetime.combine(self.received_on, time(12), SHANGHAI)


@dataclass(frozen=True)
class Taken:
    """What came of a sheet: every row with its problems, and the batches that were taken in."""

    rows: list[Row]
    sendings: list[Sending]
    notes: list[str]

    def count(self, status: RowStatus) -> int:
        return sum(row.status == status for row in self.rows)


def register_in_flight(*, data: bytes, filename: str, actor: Actor, at: datetime) -> Taken:
    """Read a sheet, check every row, take in each batch none of whose rows is refused. The same sheet twice: once.

    Raises Unacceptable when the sheet cannot be read at all.
    """
    demand(may_manage(actor), act="commutation.register_in_flight")
    rows, notes = _read(data, filename)
    groups = _grouped(rows, actor)
    for group in groups:
        _check(group, actor, day_of(at))
    sendings = [_take_in(group, actor, at) for group in groups if _all_good(group)]
    detail = {"rows": len(rows), "batches": [one.pk for one in sendings]}
    record(actor=actor, act="commutation.register_in_flight", detail=detail)
    return Taken(rows, sendings, notes)


def _read(data: bytes, filename: str) -> tuple[list[Row], list[str]]:
    try:
        sheet = open_sheet(data, filename, LAYOUT_IN_FLIGHT)
    except Unreadable as error:
        raise Unacceptable(str(error), fields={"file": str(error)}) from error
    rows = [Row(read) for read in read_rows(sheet, LAYOUT_IN_FLIGHT)]
    if not rows or len(rows) > MOST_ROWS:
        why = "表里没有一行可读的。" if not rows else f"一次最多{MOST_ROWS}行，请分几次登记。"
        raise Unacceptable(why, fields={"file": why})
    return rows, [*sheet.notes, *(f"第{number}行{why}" for number, why in sheet.skipped)]


def _grouped(rows: Iterable[Row], actor: Actor) -> list[Group]:
    """Rows by prison and batch; a prison that is not ours is refused at its row."""
    known: dict[str, Organ] = {}
    for prison in Organ.objects.filter(pk__in=actor.organs, kind=OrganKind.PRISON):
        known |= {prison.name: prison, prison.short_name: prison}
    groups: dict[tuple[int, int, int], Group] = {}
    for row in rows:
        prison, batch = known.get(str(row.value("prison") or "")), row.value("batch")
        if prison is None and row.value("prison"):
            row.refuse("prison", "不是本院派驻的监狱", "核对监狱名称；他院派驻的由他院登记")
        elif prison and batch:
            groups.setdefault((prison.pk, *batch), Group(prison, *batch)).rows.append(row)
    return list(groups.values())


def _check(group: Group, actor: Actor, on: date) -> None:
    check_list(batch=Batch(prison=group.prison), rows=group.rows, actor=actor, on=on)
    _against_known(group)
    for row in group.rows:
        _dates(row, on)
        _one_parcel(row, group.rows[0])
        if row.value("kind") == Kind.COMMUTATION and row.value("months") is None and not row.has_problem("months"):
            row.refuse("months", "没有填减刑幅度", "照建议书副本填写")


def _against_known(group: Group) -> None:
    """A batch the prison works on here is the prison's to send; one taken in before is known, row by row."""
    with acting_as(REGISTRAR):
        rows = Batch.objects.exclude(state=BatchState.CANCELLED)
        batch = rows.filter(prison=group.prison, year=group.year, ordinal=group.ordinal).first()
        sent = batch and batch.sendings.filter(received_on__isnull=False).first()
        names = set(sent.lines.values_list("filing__number", "filing__kind")) if sent else set()
    for row in group.rows if batch else ():
        if (row.value("number"), row.value("kind")) in names:
            row.known = True
            row.read.problems.clear()
        elif sent:
            row.refuse("batch", f"{group.title}已经补登，名单不能增加", "漏登的请监狱补充报送，或者联系管理员")
        else:
            row.refuse("batch", f"监狱已在本系统办理{group.title}", "由监狱在系统中发送，不用补登")


def _dates(row: Row, on: date) -> None:
    received, court, extended = (row.value(name) for name in ("received_on", "court_on", "extended_on"))
    if received and received > on:
        row.refuse("received_on", "收到日在将来", "照收文章核对日期")
    if court and court > on:
        row.refuse("court_on", "法院收到日在将来", "照法院回执核对日期")
    if extended and received and not received <= extended <= on:
        row.refuse("extended_on", "批准延长日须在收到副本之后、今天之前", "照审批表核对日期")
    if extended and row.value("kind") and review_of(row.value("kind")).extension is None:
        row.refuse("extended_on", "暂予监外执行的审查期限不能延长", "删去这一栏")


def _one_parcel(row: Row, first: Row) -> None:
    for name in WHOLE_BATCH:
        if row.value(name) != first.value(name) and row.value(name):
            row.refuse(name, f"与第{first.number}行不同，同一批是一次收到的", "核对后改成一致")


def _all_good(group: Group) -> bool:
    """A batch with one refused row waits whole; the rows say which."""
    held_up = [row for row in group.rows if row.status == RowStatus.REFUSED]
    if held_up:
        for row in group.rows:
            if row.status != RowStatus.REFUSED:
                row.warn("batch", f"同批第{held_up[0].number}行被退回，整批没有登记", "改好那一行再传，本行不用改")
    return not held_up and any(not row.known for row in group.rows)


@dataclass(frozen=True)
class Intake:
    """One batch being taken in: its rows as filings, the office that received it, who registers it."""

    group: Group
    batch: Batch
    filings: list[Filing]
    office: Organ
    actor: Actor
    at: datetime

    @property
    def name(self) -> str:
        return f"{self.group.prison.short_name}{self.group.title}"

    @property
    def page(self) -> str:
        return f"/cases/batches/{self.batch.pk}/"


@transaction.atomic
def _take_in(group: Group, actor: Actor, at: datetime) -> Sending:
    """One batch: its filings, the list sent to the prison, clocks from the day of receipt."""
    office = office_of(group.prison.pk, day_of(at))
    with acting_as(REGISTRAR):
        batch = _batch(group, signer(actor), at)
        parcel = Intake(group, batch, _filings(group, batch, signer(actor), at), office, actor, at)
        dossiers = dossiers_now(parcel.filings)
    dispatch = _tell_prison(parcel, lines_of(parcel.filings, dossiers))
    clocks = {review.code: _open(parcel, review) for review in REVIEWS if review.kinds & _kinds(parcel.filings)}
    with acting_as(REGISTRAR):
        sending = _sending(parcel, dispatch, next(iter(clocks.values())))
        SentFiling.objects.bulk_create(
            SentFiling(
                sending=sending, filing=one, position=position, facts_hash=one.facts_hash,
                dossier=dossiers[one.inmate_id].facts, dossier_hash=dossiers[one.inmate_id].sm3,
            )
            for position, one in enumerate(parcel.filings, 1)
        )  # fmt: skip
        for one in parcel.filings:
            Filing.objects.filter(pk=one.pk).update(clock=clocks[review_of(one.kind).code])
        _tell_courts(parcel)
    _lengthen(parcel)
    return sending


def _kinds(filings: Iterable[Filing]) -> set[str]:
    return {one.kind for one in filings}


def _batch(group: Group, by: int, at: datetime) -> Batch:
    """The batch as filed, its plan with the one node that is known."""
    batch: Batch = Batch.objects.create(
        prison=group.prison, year=group.year, ordinal=group.ordinal, title=group.title, state=BatchState.FILED,
        edited_by_id=by, edited_at=at, created_at=at, sent_at=group.received_at, filed_at=group.received_at,
        platform_no=group.rows[0].value("platform_no"),
    )  # fmt: skip
    PlanStep.objects.bulk_create(
        PlanStep(batch=batch, code=step, position=number, done_on=group.received_on if step == Step.FILING else None)
        for number, step in enumerate(STEPS)
    )
    return batch


def _filings(group: Group, batch: Batch, by: int, at: datetime) -> list[Filing]:
    made: list[Filing] = Filing.objects.bulk_create(_filing(row, group, batch, by, at) for row in group.rows)
    return made


def _filing(row: Row, group: Group, batch: Batch, by: int, at: datetime) -> Filing:
    dossier, kind, facts = row.dossier, Kind(row.value("kind")), facts_of(row.values)
    assert dossier is not None  # a row without one was refused  # noqa: S101
    return Filing(
        batch=batch, prison=group.prison, ward_id=dossier.ward_id, inmate_id=dossier.inmate_id,
        person_id=dossier.person_id, number=dossier.number, name=dossier.name, initials=dossier.initials, kind=kind,
        route=dossier.route(kind), months=row.value("months") if kind == Kind.COMMUTATION else None,
        rights_months=row.value("rights_months"), probation_until=row.value("probation_until"), facts=facts,
        facts_hash=sm3_of(facts), state=FilingState.FILED, source_row=row.number, nominated_by_id=by, nominated_at=at,
        sent_at=group.received_at, filed_at=group.received_at,
    )  # fmt: skip


def _tell_prison(parcel: Intake, people: Sequence[dict[str, Any]]) -> Dispatch:
    """What the office wrote down goes to the prison, which can say that it is otherwise."""
    title = f"{parcel.name}建议书副本收到情况登记（{len(parcel.filings)}人）"
    told = {"batch": parcel.batch.title, "received_on": parcel.group.received_on, "people": people}
    return send(
        actor=parcel.actor,
        sender=parcel.office,
        recipient=parcel.group.prison,
        legal_mode=Mode.NOTIFIED,
        kind="commutation.in_flight",
        title=title,
        masked_title=title,
        summary=f"{parcel.group.received_on} 收到；{summary_of(parcel.filings)}",
        content=told | {"platform_no": parcel.batch.platform_no},
        basis=BASIS,
        key=f"in_flight:{parcel.batch.pk}",
        address=parcel.batch.get_absolute_url(),
        sender_address=parcel.page,
        at=parcel.at,
    )


def _open(parcel: Intake, review: ReviewClock, *, title: str = "", address: str = "") -> Deadline:
    title = title or f"{parcel.name}{review.words}"
    return open_deadline(
        kind=review.code,
        title=title,
        masked_title=title,
        organ=parcel.office,
        counterpart=parcel.group.prison,
        starts_on=parcel.group.received_on,
        start_reason="收到副本（系统启用前，照收文章补登）",
        term=TEN_DAYS,
        article=review.article,
        address=address or parcel.page,
        actor=parcel.actor,
        at=parcel.at,
    )


def _sending(parcel: Intake, dispatch: Dispatch, clock: Deadline) -> Sending:
    made: Sending = Sending.objects.create(
        batch=parcel.batch, stage=Stage.FILING_COPY, recipient=parcel.office, dispatch=dispatch, clock=clock,
        content_hash=dispatch.content_hash, people=len(parcel.filings), platform_no=parcel.batch.platform_no,
        received_on=parcel.group.received_on, by_id=signer(parcel.actor), at=parcel.group.received_at,
    )  # fmt: skip
    return made


def _tell_courts(parcel: Intake) -> None:
    """The day the court received it, where the sheet says so and the route tells which court."""
    days = {row.value("number"): row.value("court_on") for row in parcel.group.rows if row.value("court_on")}
    deciders = Deciders.over(parcel.filings, day_of(parcel.at))
    for one in parcel.filings:
        court = deciders.of(one, parcel.group.prison) if one.number in days else None
        if court is not None and court.kind == OrganKind.COURT:
            CourtCase.objects.create(filing=one, court=court, received_on=days[one.number], by_id=signer(parcel.actor))


def _lengthen(parcel: Intake) -> None:
    """Cases the chief had given ten days more run by a clock of their own, lengthened on the day it was decided."""
    days = {row.value("number"): row.value("extended_on") for row in parcel.group.rows if row.value("extended_on")}
    for one in parcel.filings:
        review, decided = review_of(one.kind), days.get(one.number)
        if decided is None or review.extension is None:
            continue
        title = f"{parcel.group.prison.short_name}{one.number}{review.words}"
        own = _open(parcel, review, title=title, address=one.get_absolute_url())
        extend_deadline(
            deadline=own, term=review.extension, reason="系统启用前已批准延长", article=review.extension_article,
            decided_on=decided, actor=parcel.actor, at=parcel.at,
        )  # fmt: skip
        Filing.objects.filter(pk=one.pk).update(clock=own)
