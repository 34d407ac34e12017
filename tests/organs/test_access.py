"""Tokens and named grants: what ends them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client, RequestFactory

from procuratorate.lib.clock import today
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Assignment, NamedGrant, Officer, Organ, Token
from procuratorate.organs.reach import acting_as
from procuratorate.organs.selectors import holds
from procuratorate.organs.services import grant, issue_token, revoke
from procuratorate.organs.tasks import tidy
from procuratorate.organs.tokens import digest, find_token
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LOOK = "organs.view_organ"


@pytest.fixture
def secret(cast: Cast) -> str:
    with acting_as(BUILDER):
        admin, post = cast.actor("admin"), Assignment.objects.get(officer=cast.tang)
    with acting_as(admin):
        return issue_token(
            post=post, name="导出", scopes=["read"], until=today() + timedelta(days=9), actor=admin, on=today()
        )[1]


def found(secret: str) -> Token | None:
    return find_token(RequestFactory().get("/api/", HTTP_AUTHORIZATION=f"Token {secret}"))


def test_a_token_acts_in_its_post(cast: Cast, secret: str) -> None:
    token = found(secret)
    assert token is not None
    assert token.assignment.officer == cast.tang
    assert token.digest == digest(secret) != secret


@pytest.mark.parametrize("wrong", ["", "x", "Token", "令牌".encode().decode("latin-1"), "a b c"])
def test_what_is_no_token_finds_none(cast: Cast, secret: str, wrong: str) -> None:
    assert found(wrong) is None


def test_a_token_ends_with_its_post(cast: Cast, secret: str) -> None:
    with acting_as(BUILDER) as at:
        Assignment.objects.filter(officer=cast.tang).update(revoked_at=at)
    assert found(secret) is None


def test_a_token_ends_with_its_officers_account(cast: Cast, secret: str) -> None:
    with acting_as(BUILDER):
        Officer.objects.filter(pk=cast.tang.pk).update(is_active=False)
    assert found(secret) is None


def test_a_token_ends_with_its_date(cast: Cast, secret: str) -> None:
    with acting_as(BUILDER):
        Token.objects.update(until=today() - timedelta(days=1), since=today() - timedelta(days=2))
    assert found(secret) is None


def test_a_token_to_read_writes_nothing(cast: Cast, secret: str) -> None:
    answer = Client().post("/api/v1/inmates/", {}, "application/json", headers={"Authorization": f"Token {secret}"})
    assert answer.status_code == 403
    assert "只能读取" in answer.content.decode()


def give(cast: Cast, until: date) -> Organ:
    with acting_as(BUILDER):
        pei = cast.actor("pei")
    with acting_as(pei):
        grant(permission=LOOK, officer=cast.chen, target=cast.suburb, reason="承办", until=until, actor=pei)
    return cast.suburb


def may_look(cast: Cast, on: date) -> bool:
    with acting_as(BUILDER):
        chen = cast.actor("chen")
    with acting_as(chen):
        return holds(chen, LOOK, cast.suburb, on)


def test_a_named_grant_holds_to_its_last_day_for_the_one_named(cast: Cast) -> None:
    give(cast, today())
    assert may_look(cast, today())
    assert not may_look(cast, today() + timedelta(days=1))
    with acting_as(BUILDER):
        assert not holds(cast.actor("yin"), LOOK, cast.suburb, today())


def test_a_named_grant_is_taken_back_at_once(cast: Cast) -> None:
    give(cast, today() + timedelta(days=9))
    with acting_as(BUILDER):
        pei = cast.actor("pei")
    with acting_as(pei) as at:
        revoke(permission=LOOK, officer=cast.chen, target=cast.suburb, reason="换人", actor=pei, at=at)
    assert not may_look(cast, today())
    with acting_as(BUILDER):
        assert not Officer.objects.get(pk=cast.chen.pk).has_perm(LOOK, cast.suburb)


def test_ended_grants_are_tidied_away_once_however_often_it_runs(cast: Cast) -> None:
    give(cast, today())
    with acting_as(BUILDER):
        NamedGrant.objects.update(until=today() - timedelta(days=1))
    assert [tidy(), tidy()] == [1, 0]
    with acting_as(BUILDER):
        assert not Officer.objects.get(pk=cast.chen.pk).has_perm(LOOK, cast.suburb)


def test_a_prison_cannot_see_who_was_named(cast: Cast) -> None:
    give(cast, today())
    with acting_as(BUILDER):
        tang = cast.actor("tang")
    with acting_as(tang):
        assert not NamedGrant.objects.exists()
    with acting_as(tang), pytest.raises(DatabaseError), transaction.atomic():
        NamedGrant.objects.create(
            officer=cast.tang, permission=LOOK, target_type="x", target_id="1", granted_by=cast.pei, until=today()
        )
