"""Opening, lengthening, stopping and ending clocks, refusals first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from procuratorate.audit.models import Entry
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import (
    cancel_deadline,
    extend_deadline,
    meet_deadline,
    resume_deadline,
    stop_deadline,
)
from procuratorate.deadlines.states import MOVES, State
from procuratorate.lib.errors import Conflict, Refused, Unacceptable
from procuratorate.lib.law.terms import Roll, Term, Unit
from procuratorate.organs.actors import BUILDER, Actor
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.deadlines.conftest import SEVEN_WORKING, TEN, noon

pytestmark = pytest.mark.django_db
OpenClock = Callable[..., Deadline]
ACTS = {
    "extend": lambda clock, actor: extend_deadline(
        deadline=clock, term=TEN, reason="案情复杂", article="第635条", actor=actor, at=noon("2026-11-18")
    ),
    "stop": lambda clock, actor: stop_deadline(
        deadline=clock, reason="鉴定", article="第149条", actor=actor, at=noon("2026-11-18")
    ),
    "resume": lambda clock, actor: resume_deadline(deadline=clock, actor=actor, at=noon("2026-11-19")),
    "meet": lambda clock, actor: meet_deadline(deadline=clock, actor=actor, at=noon("2026-11-19")),
    "cancel": lambda clock, actor: cancel_deadline(
        deadline=clock, reason="撤回", actor=actor, at=noon("2026-11-19")
    ),
}  # fmt: skip


def act(name: str, clock: Deadline, actor: Actor = BUILDER) -> None:
    with acting_as(actor):
        ACTS[name](clock, actor)
        clock.refresh_from_db()


# --- refused


@pytest.mark.parametrize("name", ["extend", "stop", "resume"])
def test_the_other_side_cannot_lengthen_the_procurators_clock(cast: Cast, open_clock: OpenClock, name: str) -> None:
    clock = open_clock("2026-11-10")
    with pytest.raises(Refused, match="承办单位"):
        act(name, clock, cast.actor("tang"))


@pytest.mark.parametrize("name", sorted(ACTS))
def test_a_stranger_can_do_nothing_to_a_clock(cast: Cast, open_clock: OpenClock, name: str) -> None:
    clock = open_clock("2026-11-10")
    with pytest.raises(Refused):
        act(name, clock, cast.actor("lan"))


def test_an_event_in_the_future_opens_no_clock(open_clock: OpenClock) -> None:
    with pytest.raises(Unacceptable, match="不能晚于今天"):
        open_clock("2026-11-11", at=noon("2026-11-10"))


@pytest.mark.parametrize("name", ["extend", "stop"])
def test_an_expired_period_can_neither_be_extended_nor_stopped(open_clock: OpenClock, name: str) -> None:
    clock = open_clock("2026-11-07")  # ends on Tuesday the 17th
    assert clock.due_on == date(2026, 11, 17)
    with pytest.raises(Unacceptable, match="届满"):
        act(name, clock)


def test_an_extension_decided_on_the_last_day_may_be_recorded_later(open_clock: OpenClock) -> None:
    clock = open_clock("2026-11-07")
    with acting_as(BUILDER):
        extend_deadline(
            deadline=clock,
            term=TEN,
            reason="案情复杂",
            article="第635条",
            actor=BUILDER,
            at=noon("2026-11-18"),
            decided_on=date(2026, 11, 17),
        )
    assert clock.due_on == date(2026, 11, 27)


@pytest.mark.parametrize("name", ["extend", "stop", "cancel"])
def test_acts_against_the_clock_need_a_reason(open_clock: OpenClock, name: str) -> None:
    clock = open_clock("2026-11-10")
    acts = {"extend": extend_deadline, "stop": stop_deadline, "cancel": cancel_deadline}
    more = {"extend": {"term": TEN, "article": ""}, "stop": {"article": ""}, "cancel": {}}
    with pytest.raises(Unacceptable, match="请写明"), acting_as(BUILDER):
        acts[name](deadline=clock, reason=" ", actor=BUILDER, at=noon("2026-11-18"), **more[name])


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", sorted(ACTS))
def test_every_act_in_every_state_is_done_or_conflicts(open_clock: OpenClock, name: str, state: State) -> None:
    clock = open_clock("2026-11-10")
    for step in {"stopped": ["stop"], "met": ["meet"], "cancelled": ["cancel"]}.get(state, []):
        act(step, clock)
    if state in MOVES[name].sources:
        act(name, clock)
        assert clock.state == MOVES[name].target
    else:
        with pytest.raises(Conflict, match="请刷新"):
            act(name, clock)


# --- done


def test_a_clock_is_opened_with_its_worked_sum(open_clock: OpenClock) -> None:
    clock = open_clock("2026-11-10")
    assert clock.due_on == date(2026, 11, 20)
    assert clock.sum["sentence"] == ("2026年11月10日收到减刑建议书副本，次日11月11日起算，数满10日，到11月20日止。")
    assert [step[2] for step in clock.sum["steps"]][-1] == "第10日"


def test_a_custody_clock_does_not_roll(open_clock: OpenClock) -> None:
    assert open_clock("2026-11-11").due_on == date(2026, 11, 23)
    assert open_clock("2026-11-11", roll=Roll.NEVER).due_on == date(2026, 11, 21)


def test_an_extension_is_appended_to_the_sum(open_clock: OpenClock) -> None:
    clock = open_clock("2026-11-11")
    act("extend", clock)
    assert clock.due_on == date(2026, 12, 1)
    assert "另延长10日（案情复杂，第635条）" in clock.sum["sentence"]


def test_a_stop_lengthens_the_count_by_the_days_it_lasted(open_clock: OpenClock) -> None:
    clock = open_clock("2026-11-10", SEVEN_WORKING)
    assert clock.due_on == date(2026, 11, 19)
    act("stop", clock)
    with acting_as(BUILDER):
        resume_deadline(deadline=clock, actor=BUILDER, at=noon("2026-11-20"))
    assert (clock.state, clock.due_on) == (State.OPEN, date(2026, 11, 23))
    assert "11月18日至11月19日停止计算（鉴定）" in clock.sum["sentence"]


def test_a_clock_resumed_on_the_day_it_was_stopped_is_refused(open_clock: OpenClock) -> None:
    clock = open_clock("2026-11-10")
    act("stop", clock)
    with pytest.raises(Unacceptable, match="恢复之日"), acting_as(BUILDER):
        resume_deadline(deadline=clock, actor=BUILDER, at=noon("2026-11-18"))


def test_a_paper_recorded_later_meets_the_clock_on_its_own_day(open_clock: OpenClock) -> None:
    late, in_time = open_clock("2026-11-07"), open_clock("2026-11-07")
    with acting_as(BUILDER):
        meet_deadline(deadline=late, actor=BUILDER, at=noon("2026-11-18"))
        meet_deadline(deadline=in_time, actor=BUILDER, at=noon("2026-11-18"), on=date(2026, 11, 17))
    assert (late.met_late, in_time.met_late) == (True, False)


def test_each_act_leaves_its_line_in_the_audit_without_a_name(open_clock: OpenClock) -> None:
    clock = open_clock("2026-11-10")
    act("extend", clock)
    act("cancel", clock)
    with acting_as(BUILDER):
        lines = Entry.objects.filter(target_type="deadlines.deadline", target_id=str(clock.pk)).order_by("pk")
        assert [(line.act, line.reason) for line in lines] == [
            ("deadlines.open", ""),
            ("deadlines.extend", "案情复杂"),
            ("deadlines.cancel", "撤回"),
        ]
        assert all("祁" not in str(line.detail) for line in lines)


def test_months_are_stored_and_reckoned_as_months(open_clock: OpenClock) -> None:
    clock = open_clock("2024-12-31", Term(2, Unit.MONTH))
    assert clock.due_on == date(2025, 2, 28)


# --- seen


@pytest.mark.parametrize(
    ("name", "sees"), [("chen", True), ("pei", True), ("tang", True), ("yin", False), ("lan", False)]
)
def test_a_clock_is_seen_by_its_two_parties_and_nobody_sideways(
    cast: Cast, open_clock: OpenClock, name: str, sees: bool
) -> None:
    open_clock("2026-11-10")
    actor = cast.actor(name)
    with acting_as(BUILDER):
        assert Deadline.objects.visible_to(actor).exists() is sees, "the queryset"
    with acting_as(actor):
        assert Deadline.objects.exists() is sees, "the row policy behind it"


def test_without_a_counterpart_the_other_side_does_not_see_the_clock(cast: Cast, open_clock: OpenClock) -> None:
    open_clock("2026-11-10", counterpart=None)
    with acting_as(cast.actor("tang")):
        assert not Deadline.objects.exists()
    with acting_as(cast.actor("chen")):
        assert Deadline.objects.exists()
