"""A chief lets a deputy sign for a leave: dated, ended, taken back; both names stand in the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from procuratorate.audit.models import Entry
from procuratorate.organs.actors import BUILDER, service_actor
from procuratorate.organs.models import Assignment, Officer
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, officer, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SetClock = Callable[[datetime | None], None]
ADDRESS = "/delegations/"


@pytest.fixture
def monday(set_clock: SetClock) -> None:
    set_clock(datetime(2026, 11, 16, 2, tzinfo=UTC))


@pytest.fixture
def deputy(cast: Cast) -> Officer:
    with acting_as(BUILDER):
        return officer("J1009", "穆清和", cast.suburb, Role.DEPUTY_CHIEF)


def delegate(who: Officer, taker: Officer, **changed: Any) -> Any:
    told = {"officer": taker.pk, "since": "2026-11-16", "until": "2026-11-20", "basis": "院授〔2026〕3号"} | changed
    return sign_in(who).post(ADDRESS, told)


def row() -> Assignment:
    with acting_as(BUILDER):
        found: Assignment = Assignment.objects.exclude(acting_for=None).latest("pk")
        return found


def test_only_leaders_delegate_and_only_to_a_deputy_of_their_own_house(cast: Cast, deputy: Officer) -> None:
    assert [delegate(cast.officers[who], deputy).status_code for who in ("chen", "tang", "qin", "admin")] == [403] * 4
    with acting_as(BUILDER):
        stranger = officer("J2009", "贺连城", cast.wangchuan, Role.DEPUTY_CHIEF)
    assert [delegate(cast.pei, one).status_code for one in (stranger, cast.chen, cast.pei)] == [422] * 3
    with acting_as(BUILDER):
        assert not Assignment.objects.exclude(acting_for=None).exists()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"since": "2026-11-13"}, "不能补作授权"),
        ({"until": "2026-11-15"}, "早于起始日"),
        ({"until": "2027-11-18"}, "最多一年"),
        ({"basis": " "}, "依据"),
        ({"until": ""}, "截止日"),
    ],
)
def test_what_cannot_be_delegated_says_why(cast: Cast, deputy: Officer, told: dict[str, str], said: str) -> None:
    answer = delegate(cast.pei, deputy, **told)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_year_is_the_longest(cast: Cast, deputy: Officer) -> None:
    assert delegate(cast.pei, deputy, until="2027-11-17").status_code == 302


def test_both_names_stand_in_the_register_with_days_and_basis_and_the_deputy_holds_the_post(
    cast: Cast, deputy: Officer, set_clock: SetClock
) -> None:
    assert delegate(cast.pei, deputy).status_code == 302
    made = row()
    assert (made.role, made.officer_id, made.until) == (Role.CHIEF, deputy.pk, date(2026, 11, 20))
    for who in (cast.pei, deputy):
        shown = sign_in(who).get(ADDRESS).content.decode()
        assert all(word in shown for word in ("裴明山", "穆清和", "院授〔2026〕3号", "代行中"))
    with acting_as(BUILDER):
        noted = Entry.objects.get(act="organs.delegate")
        assert (noted.officer_id, noted.reason) == (cast.pei.pk, "院授〔2026〕3号")
    assert delegate(cast.pei, deputy).status_code == 422  # those days are given already
    client = sign_in(deputy)
    assert client.post(f"/me/post/{made.pk}/").status_code == 302
    assert client.post(ADDRESS, {"officer": cast.pei.pk}).status_code == 403  # not passed on
    set_clock(datetime(2026, 11, 21, 2, tzinfo=UTC))
    assert "已到期" in sign_in(cast.pei).get(ADDRESS).content.decode()
    assert sign_in(deputy).post(f"/me/post/{made.pk}/").status_code in (403, 404)


def test_taken_back_it_ends_at_once_and_once(cast: Cast, deputy: Officer) -> None:
    delegate(cast.pei, deputy)
    end = f"{ADDRESS}{row().pk}/end/"
    assert sign_in(deputy).post(end, {"reason": "不需要"}).status_code == 403
    assert sign_in(cast.chen).post(end, {"reason": "不需要"}).status_code == 403
    chief = sign_in(cast.pei)
    assert chief.post(end, {"reason": " "}).status_code == 422
    assert chief.post(end, {"reason": "提前返岗"}).status_code == 302
    assert chief.post(end, {"reason": "提前返岗"}).status_code == 409
    assert row().revoked_at is not None
    assert sign_in(deputy).post(f"/me/post/{row().pk}/").status_code in (403, 404)


def test_another_house_does_not_find_it(cast: Cast, deputy: Officer) -> None:
    delegate(cast.pei, deputy)
    with acting_as(BUILDER):
        stranger = officer("J2008", "封长庚", cast.wangchuan, Role.CHIEF)
    client = sign_in(stranger)
    assert "穆清和" not in client.get(ADDRESS).content.decode()
    assert "没有可以授权的人" in client.get(ADDRESS).content.decode()
    assert client.post(f"{ADDRESS}{row().pk}/end/", {"reason": "x"}).status_code == 404


def test_a_task_gives_no_post_of_its_own(cast: Cast, deputy: Officer) -> None:
    with acting_as(service_actor("x")), pytest.raises(DatabaseError), transaction.atomic():
        Assignment.objects.create(officer=deputy, organ=cast.suburb, role=Role.CHIEF, since=date(2026, 11, 16))
