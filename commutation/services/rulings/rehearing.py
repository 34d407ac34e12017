"""After an objection: the period from its receipt, and the final ruling that takes the place of the first."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet

from commutation.clocks.courts import rehearing_rule, rehearing_words
from commutation.models import Filing, OpinionLine, Ruling, RulingMatch
from commutation.permissions.courts import may_watch
from commutation.selectors.matching import points
from commutation.selectors.objections import REHEARING, Objection, objection_to, watches
from commutation.services.outside.reconsidering import follow_reconsideration
from commutation.services.rulings.matching import lay_out_service
from commutation.services.rulings.receiving import open_review
from commutation.states.courts import RULING_MOVES, RulingState
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import cancel_deadline, meet_deadline, open_deadline
from procuratorate.dispatch.models import Dispatch, PaperService
from procuratorate.dispatch.states import SERVED
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer


@transaction.atomic
def watch_rehearing(*, ruling: Ruling, received_on: date, actor: Actor, at: datetime) -> Deadline:
    """The objection arrived: a month for the court to rule anew (刑事诉讼法第274条), or the bureau's own period.

    Raises Unacceptable without an objection in time: one out of time binds the court to no period 〔推断〕.
    """
    demand(may_watch(actor), act="commutation.watch_rehearing", target=ruling)
    ruling = _one_at_a_time().get(pk=ruling.pk)
    objection = objection_to(ruling)
    if ruling.state != RulingState.OBJECTED or objection is None:
        raise Unacceptable("还没有提出纠正意见，没有期限可算。")
    if not objection.in_time:
        raise Unacceptable("纠正意见是审查期限届满以后提出的，法律没有规定答复的期限（推断），不计时。")
    if objection.watch is not None:
        raise Unacceptable("收到纠正意见的日期已经登记过，期限正在计算。")
    if not _issued_on(objection) <= received_on <= day_of(at):
        raise Unacceptable("收到日须在签发日以后、今天以前。", fields={"on": "请照回证核对"})
    clock = _watch(ruling, objection, received_on, actor, at)
    if clock is None:
        raise Unacceptable("当时的规定是立即重新核查，没有写明日数，不计时。")
    return clock


def watch_by_slip(*, dispatch: Dispatch, slip: PaperService, actor: Actor, at: datetime) -> None:
    """The 回证 of an objection was recorded: the period runs from its day. A corrected slip begins it anew."""
    if slip.outcome not in SERVED:
        return
    received_on = day_of(slip.received_at)
    about = OpinionLine.objects.filter(opinion__dispatch=dispatch).values("ruling")
    for ruling in _one_at_a_time().filter(pk__in=about, state=RulingState.OBJECTED).order_by("pk"):
        objection = objection_to(ruling)
        if objection is None or not objection.in_time:
            continue
        if objection.watch is not None:
            if objection.watch.starts_on == received_on:
                continue
            cancel_deadline(deadline=objection.watch, reason="送达回证已更正，期限重新起算", actor=actor, at=at)
        _watch(ruling, objection, received_on, actor, at)


def _one_at_a_time() -> QuerySet[Ruling]:
    """Rulings, locked: of two clicks, or a click and a slip, the second sees the month the first began."""
    rows: QuerySet[Ruling] = Ruling.objects.select_for_update(of=("self",)).select_related("filing__prison", "clock")
    return rows


def _issued_on(objection: Objection) -> date:
    return day_of(objection.paper.issued_at or objection.paper.created_at)


def _watch(ruling: Ruling, objection: Objection, received_on: date, actor: Actor, at: datetime) -> Deadline | None:
    """Held by the office that sent the objection and keeps its 回证; the prison is no party to it. None: no number."""
    rule = rehearing_rule(ruling.kind, received_on)
    if rule is None:
        return None
    term, article = rule
    filing: Filing = ruling.filing  # type: ignore[assignment]  # objected to, it is matched
    sent: Dispatch = objection.paper.dispatch  # type: ignore[assignment]  # issued, it was sent
    title = f"{filing.prison.short_name}{filing.number}{''.join(rehearing_words(ruling.kind))}"
    clock = open_deadline(
        kind=REHEARING,
        title=title,
        masked_title=title,
        organ=sent.sender,
        starts_on=received_on,
        start_reason="收到纠正意见",
        term=term,
        article=article,
        address=ruling.get_absolute_url(),
        actor=actor,
        at=at,
    )
    record(actor=actor, act="commutation.watch_rehearing", target=ruling, detail={"due": str(clock.due_on)})
    return clock


@transaction.atomic
def note_rehearing(*, ruling: Ruling, final: Ruling, actor: Actor, at: datetime) -> None:
    """The final ruling came: it takes the place of the one objected to, about the same filing."""
    demand(may_watch(actor), act="commutation.note_rehearing", target=ruling)
    whose, again = rehearing_words(ruling.kind)
    if final.state != RulingState.UNMATCHED or final.kind != ruling.kind or final.ruled_on < ruling.ruled_on:
        raise Unacceptable(f"请先登记{again}后的文书，种类须相同，日期须在原文书以后。")
    move(ruling, "rehear", RULING_MOVES, version=F("version") + 1)
    _take_its_place(ruling, final, actor)
    open_review(ruling=final, actor=actor, at=at)
    follow_reconsideration(before=ruling, final=final, actor=actor, at=at)
    watch = watches([ruling]).get(ruling.pk)
    if watch is not None:
        on = max(final.ruled_on, watch.starts_on)
        meet_deadline(deadline=watch, actor=actor, at=at, on=on, reason=f"{whose}已{again}")
    record(actor=actor, act="commutation.note_rehearing", target=ruling, detail={"final": final.pk})


def _take_its_place(ruling: Ruling, final: Ruling, actor: Actor) -> None:
    filing: Filing = ruling.filing  # type: ignore[assignment]  # objected to, it is matched
    why = [point.told() for point in points(final, filing)]
    move(final, "match", RULING_MOVES, filing=filing, supersedes=ruling, match=why, version=F("version") + 1)
    RulingMatch.objects.create(ruling=final, filing=filing, why=why, by_id=signer(actor))
    lay_out_service(final)
