"""A post handed over takes its cases and drafts along; whoever is recused gets none; the first hand never signs."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import Allotment, Batch, Filing, Opinion
from commutation.selectors.allotments import charged
from commutation.states import FilingState
from procuratorate.custody.models import Recusal
from procuratorate.custody.states import Ground
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment, Officer
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.commutation.filed import file_two
from tests.commutation.papers import colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast: Cast, batch: Batch) -> list[Filing]:
    """Both in chen's charge."""
    found = file_two(cast, batch)
    with acting_as(BUILDER):
        for filing in found:
            Allotment.objects.create(filing=filing, organ=cast.office, officer=cast.chen, by=cast.pei)
    return found


@pytest.fixture
def taker(cast: Cast) -> Officer:
    """A procurator of another office, who comes to take over."""
    return colleague("J1010", "邬见山", cast.office3, Role.PROCURATOR)


def hand_over(cast: Cast, taker: Officer) -> Any:
    with acting_as(BUILDER):
        posts = [row.pk for row in Assignment.objects.filter(officer=cast.chen)]
    told = {"posts": posts, "number": taker.number, "on": "2026-11-16", "reason": "轮岗"}
    return sign_in(cast.root).post(f"/officers/{cast.chen.pk}/handover/", told, follow=True)


def in_charge(filings: list[Filing]) -> list[Officer]:
    with acting_as(BUILDER):
        found = charged(filings)
    return [found[filing.pk] for filing in filings]


def test_open_cases_go_to_the_taker_and_the_register_keeps_both(cast: Cast, pair: list[Filing], taker: Officer) -> None:
    page = hand_over(cast, taker)
    assert "承办案件 2" in page.content.decode()
    assert in_charge(pair) == [taker, taker]
    with acting_as(BUILDER):
        kept = list(Allotment.objects.filter(filing=pair[0]).values_list("officer__name", "reason"))
    assert kept == [("陈砚平", ""), ("邬见山", "岗位移交")]


def test_what_has_ended_stays_with_whoever_did_it(cast: Cast, pair: list[Filing], taker: Officer) -> None:
    with acting_as(BUILDER):
        Filing.objects.filter(pk=pair[0].pk).update(state=FilingState.WITHDRAWN)
    assert "承办案件 1" in hand_over(cast, taker).content.decode()
    assert in_charge(pair) == [cast.chen, taker]


def test_nobody_is_given_a_case_they_are_recused_from(cast: Cast, pair: list[Filing], taker: Officer) -> None:
    with acting_as(BUILDER):
        told = {"ground": Ground.PARTY, "article": "规则第24条"}
        Recusal.objects.create(officer=taker, person_id=pair[0].person_id, organ=cast.office, **told)
    assert "承办案件 1" in hand_over(cast, taker).content.decode()
    assert in_charge(pair) == [cast.chen, taker]


def test_a_draft_is_written_on_by_the_taker_and_never_signed_by_who_began_it(
    cast: Cast, pair: list[Filing], taker: Officer
) -> None:
    began = sign_in(cast.chen).post(f"/opinions/new/?filing={pair[0].pk}", {"kind": "filing_opinion"})
    assert began.status_code == 302
    assert "在拟文书 1" in hand_over(cast, taker).content.decode()
    with acting_as(BUILDER):
        paper = Opinion.objects.get()
        Assignment.objects.filter(officer=taker, organ=cast.office3).update(until="2026-11-15")
        Assignment.objects.create(officer=cast.chen, organ=cast.suburb, role=Role.DEPUTY_CHIEF, since="2026-11-16")
        cast.chen.totpdevice_set.create(name="令牌", confirmed=True, key="31" * 20)
    assert paper.drafter_id == taker.pk
    told = {"seen": paper.content_hash, "number": "临城郊检意见〔2026〕8号"}
    for who, act in ((taker, "submit"), (cast.pei, "endorse")):
        assert sign_in(who).post(f"/opinions/{paper.pk}/{act}/", told).status_code == 302
    answer = sign_in(cast.chen).post(f"/opinions/{paper.pk}/issue/", told)
    assert answer.status_code == 403
    assert "拟稿人不能签发" in answer.content.decode()
    assert sign_in(cast.pei).post(f"/opinions/{paper.pk}/issue/", told).status_code == 302
