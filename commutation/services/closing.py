"""Signing the record of a sitting: votes are counted, extents follow, who was refused leaves, the plan is ticked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from commutation.models import Attendance, Deliberation, Filing, PlanStep, Sitting
from commutation.permissions.levels import may_sign
from commutation.routes import STEP_OF
from commutation.selectors.levels import decided_in, next_stop, route_of
from commutation.selectors.records import record_of, spoken_of
from commutation.selectors.voices import tally
from commutation.services.adjusting import Proposal, adjust_filing, facts_with
from commutation.states import FILING_MOVES, FilingState
from commutation.states.levels import SITTING_MOVES, VOTING, Duty, Form, Level, Outcome
from commutation.values import value_of
from procuratorate.audit.services import record
from procuratorate.lib.clock import day_of
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Refusal, Refused, Unacceptable, demand
from procuratorate.lib.moves import move
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.gate import signer
from procuratorate.organs.reach import acting_as


@transaction.atomic
def close_sitting(*, sitting: Sitting, actor: Actor, at: datetime) -> Sitting:
    """Sign the record: it stays as it is from now on, under its SM3.

    Changed extents go over to the filings, the refused leave the batch at this node with the reason, and the node of
    the plan is ticked once the level has dealt with everybody. Raises Unacceptable for a record that is not whole.
    """
    demand(may_sign(actor, sitting), act="commutation.close_sitting", target=sitting)
    stored: Sitting = (
        Sitting.objects.select_for_update(of=("self",)).select_related("batch", "prison").get(pk=sitting.pk)
    )
    if stored.state not in SITTING_MOVES["close"].sources:
        raise Conflict(f"这次会议{stored.get_state_display()}，不能签署。请刷新后再看。", title=str(stored))
    roster = list(stored.attendances.all())
    rows = list(stored.deliberations.select_related("filing").prefetch_related("voices"))
    _demand_all_seen(stored, rows)
    _demand_whole(stored, roster, rows, day_of(at))
    _count_votes(roster, rows)
    digest = sm3_of(record_of(stored, roster, rows))
    for row in rows:
        _follow(row, stored, actor, at)
    move(
        stored,
        "close",
        SITTING_MOVES,
        closed_by=signer(actor),
        closed_at=at,
        content_hash=digest,
        version=F("version") + 1,
    )
    _tick(stored)
    record(actor=actor, act="commutation.close_sitting", target=stored, detail={"sm3": digest, "filings": len(rows)})
    return stored


def _demand_all_seen(sitting: Sitting, rows: list[Deliberation]) -> None:
    """Whoever is recused from somebody spoken of does not see them, and would sign a record without them."""
    if spoken_of(sitting) != len(rows):
        why = "记录里有您须回避的人员，不能由您签署。请由其他有权签署的人员办理。"
        raise Refused(Refusal("recused", why), act="commutation.close_sitting", target=sitting)


def _demand_whole(sitting: Sitting, roster: list[Attendance], rows: list[Deliberation], on: date) -> None:
    if sitting.held_on > on:
        raise Unacceptable(f"开会日期是 {sitting.held_on}，还没有到，不能签署。")
    if not rows:
        raise Unacceptable("还没有评议任何人，不能签署。没有召开的，请登记未召开。")
    if sitting.form == Form.MEETING:
        _demand_quorate(roster)


def _demand_quorate(roster: list[Attendance]) -> None:
    if not any(one.present and one.duty in VOTING for one in roster):
        raise Unacceptable("还没有登记到会人员，不能签署。请先填到会名单。")
    if not any(one.present and one.duty == Duty.CHAIR for one in roster):
        raise Unacceptable("还没有登记主持人，不能签署。请在到会名单里指明主持人。")
    absent = [one.name for one in roster if one.duty in VOTING and not one.present and not one.absence]
    if absent:
        raise Unacceptable(f"{'、'.join(absent[:5])}没有到会，请在到会名单里写明缺席原因。")


def _count_votes(roster: list[Attendance], rows: list[Deliberation]) -> None:
    """Votes as they stand with the final roster."""
    for row in rows:
        count = tally(roster, {voice.attendance_id: voice.stance for voice in row.voices.all()})
        row.votes_for, row.votes_against, row.abstained = count.votes_for, count.against, count.abstained
    Deliberation.objects.bulk_update(rows, ["votes_for", "votes_against", "abstained"], batch_size=500)


def _follow(row: Deliberation, sitting: Sitting, actor: Actor, at: datetime) -> None:
    """What was decided reaches the filing: another extent, or the end of its way in this batch."""
    filing = row.filing
    if row.outcome == Outcome.CHANGED and _asked(row, filing) != _asked_now(filing):
        _carry_change(row, filing, actor, at)
    if row.outcome == Outcome.REFUSED and filing.state in FILING_MOVES["drop"].sources:
        step = STEP_OF[Level(sitting.level)]
        told = {"drop_step": step, "drop_reason": row.reason, "dropped_at": at, "version": F("version") + 1}
        move(filing, "drop", FILING_MOVES, **told)
        record(actor=actor, act="commutation.drop", target=filing, reason=row.reason, detail={"step": step})


def _asked_now(filing: Filing) -> Proposal:
    return Proposal(filing.months, filing.rights_months, filing.probation_until)


def _asked(row: Deliberation, filing: Filing) -> Proposal:
    """What is asked for after this level."""
    told = {name: value_of(name, after) for name, (_, after) in row.changes.items()}
    return replace(_asked_now(filing), months=row.after, **told)


def _carry_change(row: Deliberation, filing: Filing, actor: Actor, at: datetime) -> None:
    """The filing itself follows the level. Once sent, only by an adjustment that keeps both versions."""
    asked = _asked(row, filing)
    if filing.state == FilingState.CONSULTED:
        adjust_filing(
            filing=filing, proposal=asked, article=row.article, reason=row.reason, deliberation=row, actor=actor, at=at
        )
        return
    facts = facts_with(filing.facts, asked)
    told = {"facts": facts, "facts_hash": sm3_of(facts), "version": F("version") + 1, **vars(asked)}
    same = Filing.objects.filter(pk=filing.pk, version=filing.version, state=FilingState.NOMINATED)
    if not same.update(**told):
        raise Conflict(f"{filing.name}的提请刚有变动，没有签署。请刷新后核对再签。", title=str(filing))
    detail = {"months": [row.before, row.after], "deliberation": row.pk}
    record(actor=actor, act="commutation.amend", target=filing, reason=row.reason, detail=detail)


def _tick(sitting: Sitting) -> None:
    """The node is done once the level has dealt with everybody still on the list. A ward cannot see the others' people,
    so this is asked as a service."""
    step = STEP_OF[Level(sitting.level)]
    with acting_as(service_actor("levels")):
        standing = Filing.objects.filter(batch=sitting.batch_id).standing().select_related("ward__parent")
        decided = decided_in(sitting.batch)
        if not any(_waits(one, decided.get(one.pk, {}), step) for one in standing):
            PlanStep.objects.filter(batch=sitting.batch_id, code=step, done_on=None).update(done_on=sitting.held_on)


def _waits(filing: Filing, decided: dict[str, str], step: str) -> bool:
    """Whether a filing still has a level of this node before it."""
    route = route_of(filing)
    stop = next_stop(route, decided)
    ahead = route[route.index(stop) :] if stop else ()
    return any(STEP_OF[one.level] == step and not one.optional for one in ahead)
