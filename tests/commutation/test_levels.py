"""Levels through their pages: who may record and sign, what a change needs, what votes come to, what signing does."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError

from commutation.models import Attendance, Batch, Deliberation, Filing, LocalRule, PlanStep, SitIn, Sitting
from commutation.routes import stops
from commutation.selectors.voices import levels_of
from commutation.states import Kind, Route
from commutation.states.levels import SIT_IN_MOVES, SITTING_MOVES, Level, SittingState
from procuratorate.custody.models import Recusal
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import MOMENT, filings
from tests.commutation.levels import agree, held, page, plan, roster, said, signed_up_to
from tests.commutation.test_states import nominated, walk

pytestmark = pytest.mark.django_db
LEVELS = ["ward", "ward_heads", "section", "committee", "wardens"]


def names(kind: str, route: str, **organs: str) -> list[str]:
    return [stop.level.value for stop in stops(kind, route, **organs)]


def test_each_route_has_its_levels() -> None:
    assert names(Kind.COMMUTATION, Route.INTERMEDIATE) == LEVELS
    assert names(Kind.COMMUTATION, Route.INTERMEDIATE, ward="subward") == ["subward", *LEVELS[2:]]  # 直属分监区
    assert names(Kind.PAROLE, Route.BUREAU_HIGH) == [*LEVELS, "bureau_committee", "bureau_heads"]
    assert names(Kind.OUTSIDE_SERVICE, Route.BUREAU) == [*LEVELS, "bureau_heads"]
    assert names(Kind.COMMUTATION, Route.INTERMEDIATE, above="detention_centre") == ["centre", "city_police"]


def test_a_ward_records_its_own_meetings_and_no_others(cast: Cast, batch: Batch, upload: Any) -> None:
    nominated(cast, batch, upload)
    client = sign_in(cast.ward)
    assert plan(client, batch, "ward", cast.ward1).status_code == 302
    assert plan(client, batch, "ward", cast.ward2).status_code == 422  # not among its organs
    assert plan(client, batch, "committee", cast.qingcen).status_code == 422  # nor among its levels
    assert plan(sign_in(cast.lan), batch, "ward", cast.lanpu_ward).status_code == 404


def test_the_next_level_somebody_waits_for_is_offered_first_with_who_meets_there(
    cast: Cast, batch: Batch, upload: Any
) -> None:
    nominated(cast, batch, upload)
    client = sign_in(cast.tang)
    offered = client.get(f"/batches/{batch.pk}/levels/").content.decode()
    assert '<option value="ward" selected>' in offered
    signed_up_to(cast, batch, "section", cast.ward1)
    offered = client.get(f"/batches/{batch.pk}/levels/").content.decode()
    assert '<option value="committee" selected>' in offered
    assert f'<option value="{cast.qingcen.pk}" selected>' in offered


def test_a_level_is_not_held_before_the_one_below_was_signed(cast: Cast, batch: Batch, upload: Any) -> None:
    filing = nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward_heads", cast.ward1)
    client = sign_in(cast.tang)
    assert said(client, sitting, filing).status_code == 409
    assert agree(client, sitting).status_code == 422
    assert "前一级的记录签署以后" in page(client, sitting)


def test_nothing_is_said_before_the_record_is_opened(cast: Cast, batch: Batch, upload: Any) -> None:
    filing = nominated(cast, batch, upload)
    plan(sign_in(cast.tang), batch, "ward", cast.ward1)
    with acting_as(BUILDER):
        sitting = Sitting.objects.get()
    assert said(sign_in(cast.tang), sitting, filing).status_code == 409


@pytest.mark.parametrize(
    ("data", "lacking"),
    [
        ({"outcome": "changed", "after": 6, "reason": "从严"}, "法律依据"),
        ({"outcome": "changed", "after": 6, "article": "法释〔2016〕23号第7条"}, "须写明理由"),
        ({"outcome": "changed", "article": "第7条", "reason": "从严"}, "变更后的幅度"),
        ({"outcome": "changed", "after": 7, "article": "第7条", "reason": "从严"}, "幅度相同"),
        ({"outcome": "deferred"}, "须写明理由"),
        ({"outcome": "refused"}, "须写明理由"),
    ],
)
def test_what_is_not_agreed_says_why(cast: Cast, batch: Batch, upload: Any, data: dict[str, Any], lacking: str) -> None:
    filing = nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward", cast.ward1)
    answer = said(sign_in(cast.tang), sitting, filing, **data)
    assert answer.status_code == 422
    assert lacking in answer.content.decode()


def test_a_dissenter_says_why_and_an_absent_member_does_not_vote(cast: Cast, batch: Batch, upload: Any) -> None:
    filing = nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward", cast.ward1, present=3, absent=1)
    with acting_as(BUILDER):
        here, *_, away = sitting.attendances.all()
    client = sign_in(cast.tang)
    assert "请写明理由" in said(client, sitting, filing, **{f"stance_{here.pk}": "against"}).content.decode()
    voice = {f"stance_{away.pk}": "against", f"words_{away.pk}": "不同意"}
    assert "没有到会" in said(client, sitting, filing, **voice).content.decode()


def test_the_sum_counts_those_who_should_attend_without_the_recused(cast: Cast, batch: Batch, upload: Any) -> None:
    filing = nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward", cast.ward1, present=5, absent=2)
    with acting_as(BUILDER):
        first, second, *_ = sitting.attendances.all()
    voices = {f"stance_{first.pk}": "against", f"words_{first.pk}": "九月扣分"}
    voices |= {f"stance_{second.pk}": "recused", f"words_{second.pk}": "系其近亲属"}
    client = sign_in(cast.tang)
    assert said(client, sitting, filing, **voices).status_code == 302
    assert "3 / 6 应到" in page(client, sitting)
    assert sign_in(cast.shen).post(f"/batches/sittings/{sitting.pk}/close/").status_code == 302
    with acting_as(BUILDER):
        row = Deliberation.objects.get()
        [ward, *_] = levels_of(filings(batch)[0])
    assert (row.votes_for, row.votes_against) == (3, 1)
    assert ward.count is not None
    assert ward.count.fraction == "3 / 6 应到"
    assert (ward.against[0].words, ward.recused[0].words, ward.local) == ("九月扣分", "系其近亲属", "")


def test_a_provinces_share_is_told_only_where_it_is_registered_and_never_as_a_breach(
    cast: Cast, batch: Batch, upload: Any
) -> None:
    nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward", cast.ward1, present=4, absent=3)
    client = sign_in(cast.tang)
    agree(client, sitting)
    assert "本省规定" not in page(client, sitting)
    with acting_as(BUILDER):
        LocalRule.objects.create(
            province=cast.bureau, code="two_thirds_of_due", value="0.6667", basis="省内试行办法", since="2020-01-01"
        )
    shown = page(client, sitting)
    assert "本省规定须 5 人同意，未达到" in shown
    assert shown.count("省内试行办法") == 1, "the paper is told once, not beside each person"
    assert "违法" not in shown


def test_a_member_recused_by_register_must_be_set_apart(cast: Cast, batch: Batch, upload: Any) -> None:
    filing = nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward", cast.ward1, present=2)
    roster(sign_in(cast.tang), sitting, [("甲主持", True, "chair"), (cast.ward.name, True, "member")])
    with acting_as(BUILDER):
        Recusal.objects.create(
            officer=cast.ward, person=filing.person, organ=cast.qingcen, ground="party", article="刑事诉讼法第29条"
        )
    client = sign_in(cast.tang)
    assert "已登记对此人回避" in said(client, sitting, filing).content.decode()
    assert agree(client, sitting).status_code == 302  # in bulk they are set apart by themselves
    assert "1 / 1 应到" in page(client, sitting)


def test_signing_asks_for_a_chair_and_for_why_somebody_was_absent(cast: Cast, batch: Batch, upload: Any) -> None:
    nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward", cast.ward1)
    client = sign_in(cast.shen)
    agree(client, sitting)
    close = f"/batches/sittings/{sitting.pk}/close/"
    roster(client, sitting, [("甲", True, "member")])
    assert "没有登记主持人" in client.post(close).content.decode()
    with acting_as(BUILDER):
        sitting.refresh_from_db()
    roster(client, sitting, [("甲", True, "chair"), ("乙", False, "member")])
    assert "写明缺席原因" in client.post(close).content.decode()


def test_clerks_and_officers_do_not_sign(cast: Cast, batch: Batch, upload: Any) -> None:
    nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward", cast.ward1, present=2)
    agree(sign_in(cast.tang), sitting)
    for name in ("tang", "ward"):
        assert sign_in(cast.officers[name]).post(f"/batches/sittings/{sitting.pk}/close/").status_code == 403
    assert sign_in(cast.lan).post(f"/batches/sittings/{sitting.pk}/close/").status_code == 404


def test_a_signed_record_stays_and_a_second_click_conflicts(cast: Cast, batch: Batch, upload: Any) -> None:
    filing = nominated(cast, batch, upload)
    sitting = signed_up_to(cast, batch, "ward", cast.ward1)
    client = sign_in(cast.shen)
    assert client.post(f"/batches/sittings/{sitting.pk}/close/").status_code == 409
    assert said(client, sitting, filing).status_code == 403
    with acting_as(BUILDER):
        tang = cast.actor("tang")
        sitting.refresh_from_db()
    assert len(sitting.content_hash) == 64
    for rows in (Attendance.objects.filter(sitting=sitting), Deliberation.objects.filter(sitting=sitting)):
        with pytest.raises(DatabaseError), acting_as(tang):
            rows.delete()


def test_the_filing_follows_a_changed_extent_and_the_plan_is_ticked(cast: Cast, batch: Batch, upload: Any) -> None:
    filing = nominated(cast, batch, upload)
    signed_up_to(cast, batch, "ward", cast.ward1)
    told = {"outcome": "changed", "after": 6, "article": "法释〔2016〕23号第7条", "reason": "考核期内受过处罚"}
    sitting = held(cast, batch, "ward_heads", cast.ward1, present=2)
    assert said(sign_in(cast.tang), sitting, filing, **told).status_code == 302
    sign_in(cast.shen).post(f"/batches/sittings/{sitting.pk}/close/")
    [after] = filings(batch)
    assert (after.months, after.facts["months"], after.version) == (6, "6个月", filing.version + 1)
    assert after.facts_hash != filing.facts_hash
    with acting_as(BUILDER):
        row = Deliberation.objects.get(outcome="changed")
        assert PlanStep.objects.get(batch=batch, code="wards").done_on is not None
        assert PlanStep.objects.get(batch=batch, code="section").done_on is None
        _, heads, *_ = levels_of(after)
    assert (row.before, row.after, heads.state) == (7, 6, "changed")
    shown = sign_in(cast.tang).get(f"/batches/{batch.pk}/people/{after.pk}/").content.decode()
    assert "<del>7</del> 6" in shown
    assert "考核期内受过处罚" in shown


def test_the_refused_leave_the_batch_at_that_node_with_the_reason(cast: Cast, batch: Batch, upload: Any) -> None:
    filing = nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward", cast.ward1, present=2)
    said(sign_in(cast.tang), sitting, filing, outcome="refused", reason="悔改表现不足")
    sign_in(cast.shen).post(f"/batches/sittings/{sitting.pk}/close/")
    [after] = filings(batch)
    assert (after.state, after.drop_step, after.drop_reason) == ("dropped", "wards", "悔改表现不足")


def test_the_deferred_wait_at_their_level_and_are_taken_up_again_with_a_link(
    cast: Cast, batch: Batch, upload: Any
) -> None:
    filing = nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward", cast.ward1, present=2)
    said(sign_in(cast.tang), sitting, filing, outcome="deferred", reason="奖励依据待核实")
    sign_in(cast.shen).post(f"/batches/sittings/{sitting.pk}/close/")
    assert "1 人在本批次暂缓" in sign_in(cast.tang).get(f"/batches/{batch.pk}/levels/").content.decode()
    sent = sign_in(cast.shen).post(f"/batches/{batch.pk}/consult/", {"agreed_days": 5})
    assert "暂缓还没有再议" in sent.content.decode()
    heads = held(cast, batch, "ward_heads", cast.ward1)
    assert said(sign_in(cast.tang), heads, filing).status_code == 409
    again = held(cast, batch, "ward", cast.ward1, present=2)
    assert agree(sign_in(cast.tang), again).status_code == 302
    with acting_as(BUILDER):
        row = Deliberation.objects.get(sitting=again)
        assert row.resumes is not None
        assert (row.resumes.sitting_id, again.ordinal) == (sitting.pk, 2)


def test_the_last_roster_comes_along_with_nobody_marked_present(cast: Cast, batch: Batch, upload: Any) -> None:
    nominated(cast, batch, upload)
    signed_up_to(cast, batch, "ward", cast.ward1)
    plan(sign_in(cast.tang), batch, "ward", cast.ward1)
    with acting_as(BUILDER):
        again = Sitting.objects.get(ordinal=2)
        assert [one.present for one in again.attendances.all()] == [False, False]


def test_two_clerks_at_one_roster_are_told(cast: Cast, batch: Batch, upload: Any) -> None:
    nominated(cast, batch, upload)
    sitting = held(cast, batch, "ward", cast.ward1)
    assert roster(sign_in(cast.tang), sitting, [("甲", True, "chair")]).status_code == 302
    assert roster(sign_in(cast.shen), sitting, [("乙", True, "chair")]).status_code == 409


def test_a_committee_of_eight_is_told_by_article(cast: Cast, batch: Batch, upload: Any) -> None:
    nominated(cast, batch, upload)
    signed_up_to(cast, batch, "section", cast.ward1)
    sitting = held(cast, batch, "committee", cast.qingcen, present=6, absent=2)
    assert "应到 8 人，少于 9 人（司法部令第130号第5条）" in page(sign_in(cast.tang), sitting)


def test_the_board_shows_how_far_each_ward_has_come(cast: Cast, batch: Batch, upload: Any) -> None:
    nominated(cast, batch, upload)
    signed_up_to(cast, batch, "section", cast.ward1)
    board = sign_in(cast.tang).get(f"/batches/{batch.pk}/").content.decode()
    assert "passed=section" in board
    assert "passed=committee" not in board
    people = f"/batches/{batch.pk}/people/?passed="
    assert "通过“科审”的 1 人" in sign_in(cast.tang).get(f"{people}section").content.decode()


@pytest.mark.parametrize("act", SITTING_MOVES)
@pytest.mark.parametrize("state", list(SittingState))
def test_a_sitting_moves_only_as_its_table_says(cast: Cast, batch: Batch, state: SittingState, act: str) -> None:
    closed: dict[str, Any] = {"closed_at": MOMENT, "closed_by": cast.shen}
    fields = {"closed": closed, "cancelled": {"cancel_reason": "改期"}}
    told = {"close": closed, "cancel": {"cancel_reason": "改期"}}
    with acting_as(BUILDER):
        made = Sitting.objects.create(
            batch=batch, prison=cast.qingcen, organ=cast.qingcen, level=Level.SECTION, form="signed",
            held_on="2026-11-16", by=cast.tang,
        )  # fmt: skip
        walk(made, state, fields.get(state, {}), act, SITTING_MOVES, told.get(act, {}))


def invited(cast: Cast, batch: Batch, upload: Any) -> tuple[Filing, Sitting]:
    filing = nominated(cast, batch, upload)
    signed_up_to(cast, batch, "section", cast.ward1)
    sitting = held(cast, batch, "committee", cast.qingcen, present=9)
    return filing, sitting


def test_only_the_section_invites_and_once(cast: Cast, batch: Batch, upload: Any) -> None:
    _, sitting = invited(cast, batch, upload)
    address = f"/batches/sittings/{sitting.pk}/invite/"
    assert sign_in(cast.ward).post(address).status_code == 404  # a ward does not see the committee
    assert sign_in(cast.tang).post(address).status_code == 302
    assert sign_in(cast.tang).post(address).status_code == 409


def test_the_invited_office_gets_the_list_and_says_what_came_of_it(cast: Cast, batch: Batch, upload: Any) -> None:
    filing, sitting = invited(cast, batch, upload)
    sign_in(cast.tang).post(f"/batches/sittings/{sitting.pk}/invite/")
    with acting_as(BUILDER):
        sit_in = SitIn.objects.select_related("dispatch").get()
    assert (sit_in.dispatch.legal_mode, sit_in.office_id) == ("copy", cast.office.pk)
    address = f"/cases/sit-ins/{sit_in.pk}/"
    assert sign_in(cast.yin).get(address).status_code == 404
    chen = sign_in(cast.chen)
    assert chen.get(f"/cases/sit-ins/?sitting={sitting.pk}").url == address
    assert filing.name in chen.get(address).content.decode()
    assert sign_in(cast.qin).post(address, {"came": "yes"}).status_code == 403  # a superior 院 looks on


def test_a_remark_stands_beside_the_record_and_absence_says_why(cast: Cast, batch: Batch, upload: Any) -> None:
    _, sitting = invited(cast, batch, upload)
    sign_in(cast.tang).post(f"/batches/sittings/{sitting.pk}/invite/")
    with acting_as(BUILDER):
        sit_in = SitIn.objects.get()
    chen, address = sign_in(cast.chen), f"/cases/sit-ins/{sit_in.pk}/"
    assert chen.post(address, {"came": "no", "why_not": ""}).status_code == 422
    assert chen.post(address, {"came": "yes", "remarks": "退赔能力应当查清"}).status_code == 302
    assert chen.post(address, {"came": "no", "why_not": "出庭"}).status_code == 409
    assert "退赔能力应当查清" in page(sign_in(cast.tang), sitting)
    with acting_as(BUILDER):
        reply = Dispatch.objects.get(kind="commutation.sit_in_remarks")
        assert reply.in_reply_to_id == sit_in.dispatch_id


def test_a_recused_procurator_does_not_read_the_name_on_the_invitation(cast: Cast, batch: Batch, upload: Any) -> None:
    filing, sitting = invited(cast, batch, upload)
    sign_in(cast.tang).post(f"/batches/sittings/{sitting.pk}/invite/")
    with acting_as(BUILDER):
        sit_in = SitIn.objects.get()
        Recusal.objects.create(
            officer=cast.chen, person=filing.person, organ=cast.office, ground="party", article="第24条"
        )
    assert filing.name not in sign_in(cast.chen).get(f"/cases/sit-ins/{sit_in.pk}/").content.decode()


@pytest.mark.parametrize("act", ["attend", "miss"])
@pytest.mark.parametrize("state", ["invited", "attended", "absent"])
def test_a_sit_in_moves_only_as_its_table_says(cast: Cast, batch: Batch, upload: Any, state: str, act: str) -> None:
    _, sitting = invited(cast, batch, upload)
    sign_in(cast.tang).post(f"/batches/sittings/{sitting.pk}/invite/")
    fields: dict[str, dict[str, Any]] = {"attended": {"officer": cast.chen}, "absent": {"why_not": "出庭"}}
    told: dict[str, dict[str, Any]] = {"attend": {"officer": cast.chen}, "miss": {"why_not": "出庭"}}
    with acting_as(BUILDER):
        walk(SitIn.objects.get(), state, fields.get(state, {}), act, SIT_IN_MOVES, told[act])
