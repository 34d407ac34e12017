"""推演与对照: the day moved, two laws side by side, the band drawn among like cases; nothing of others in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from commutation.models import Filing, Ruling, Upload
from commutation.services.lists import take_rows
from commutation.states import FilingState
from commutation.states.courts import RulingOutcome, RulingState
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import batch_of, filings, inmates, row
from tests.commutation.reviewing import CALM, EARLY, case, consulted, page

pytestmark = pytest.mark.django_db


def address(filing: Filing) -> str:
    return f"/cases/{filing.pk}/reckoning/"


def ruled(cast: Cast, organ: Organ, rows: Iterable[Filing], months: int, **changed: Any) -> None:
    """A ruling of so many months on each, registered by `organ`."""
    with acting_as(BUILDER):
        for filing in rows:
            told = {
                "kind": filing.kind, "decider": "临澄市中级人民法院", "case_no": f"号{filing.pk}", "name": filing.name,
                "ruled_on": date(2026, 11, 2), "outcome": RulingOutcome.AS_PROPOSED, "state": RulingState.MATCHED,
            } | changed  # fmt: skip
            Ruling.objects.create(organ=organ, filing=filing, months=months, by=cast.chen, **told)


def listed(cast: Cast, clerk: str, ward: Organ, count: int) -> list[Filing]:
    """More people on another list of the prison, filed long ago."""
    batch = batch_of(cast, clerk, ordinal=6)
    with acting_as(BUILDER):
        actor = cast.actor(clerk)
    people = [row(one) for one in inmates(ward, count, first=30)]
    with acting_as(actor) as at:
        take_rows(batch=batch, actor=actor, rows=people, source=Upload.Source.SCREEN, at=at, commit=True)
    with acting_as(BUILDER):
        long_ago = datetime(2026, 3, 2, 1, tzinfo=UTC)
        Filing.objects.filter(batch=batch).update(state=FilingState.FILED, sent_at=long_ago, filed_at=long_ago)
    return filings(batch)


def test_wards_neighbours_and_the_other_side_do_not_read_the_offices_page(cast: Cast) -> None:
    own = case(consulted(cast))
    assert sign_in(cast.yin).get(address(own)).status_code == 404
    assert sign_in(cast.tang).get(address(own)).status_code == 403
    prison = f"/batches/{own.batch_id}/people/{own.pk}/reckoning/"
    assert sign_in(cast.lan).get(prison).status_code == 404
    assert sign_in(cast.ward).get(prison).status_code == 403


@pytest.mark.parametrize(("on", "sign"), [("2027-01-19", "不符合"), ("2027-01-20", "符合")])
def test_a_criterion_turns_on_its_day(cast: Cast, on: str, sign: str) -> None:
    told = page(cast, "chen", f"{address(case(consulted(cast), EARLY))}?on={on}")
    line = told[told.index(f"如 {on} 报请") : told.index("有期徒刑减刑间隔时间")]
    assert line.rindex(sign) > line.rindex("<tr>")
    assert "2027-01-20" in told[told.index("有期徒刑减刑间隔时间") :]


def test_the_slider_counts_from_a_year_back_and_rubbish_moves_nothing(cast: Cast) -> None:
    own = address(case(consulted(cast)))
    assert "如 2025-11-16 报请" in page(cast, "chen", f"{own}?at=0")
    for rubbish in ("?at=99999999", "?at=-1", "?on=2026-02-30", "?then=无&on=9999-12-31", "?at=٣"):
        assert "推演与对照" in page(cast, "chen", own + rubbish)


def test_the_law_of_two_days_stands_side_by_side(cast: Cast) -> None:
    own = address(case(consulted(cast), CALM))
    told = page(cast, "chen", f"{own}?then=2013-05-06")
    assert "法释〔2012〕2号" in told
    assert "法释〔2016〕23号" in told
    assert "两日的结果相同" in page(cast, "chen", f"{own}?then=2026-11-02")


def test_the_band_is_drawn_and_too_few_like_cases_are_not(cast: Cast) -> None:
    told = page(cast, "chen", address(case(consulted(cast), CALM)))
    assert "法律允许 1 至 9 个月，本件 7 个月，同类案件 0 件" in told
    assert "不足五件，不作图比较" in told


def test_like_cases_are_those_of_ones_own_reach_and_band(cast: Cast) -> None:
    own = case(consulted(cast), CALM)
    ruled(cast, cast.court, listed(cast, "tang", cast.ward2, 5), 6)
    ruled(cast, cast.court, listed(cast, "lan", cast.lanpu_ward, 3), 8)
    told = page(cast, "chen", address(own))
    assert "同类案件 5 件" in told
    assert "6 个月：5 件" in told
    assert "8 个月：" not in told


def test_a_void_refused_or_old_ruling_is_no_like_case(cast: Cast) -> None:
    own = case(consulted(cast), CALM)
    one, two = listed(cast, "tang", cast.ward2, 2)
    ruled(cast, cast.court, [one], 6, ruled_on=date(2023, 11, 16))
    ruled(cast, cast.court, [two], 6, outcome=RulingOutcome.REFUSED)
    assert "同类案件 0 件" in page(cast, "chen", address(own))


def test_the_prison_reckons_on_what_it_knows_and_sees_no_like_cases(cast: Cast) -> None:
    own = case(consulted(cast), CALM)
    told = page(cast, "tang", f"/batches/{own.batch_id}/people/{own.pk}/reckoning/")
    assert "换一日看" in told
    assert "同类案件" not in told
