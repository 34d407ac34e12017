"""Reminders of clocks: who is told, once, and without a name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core import mail

from procuratorate.deadlines.services import open_deadline
from procuratorate.deadlines.tasks import sweep
from procuratorate.dispatch.tasks import send_digests
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import drain
from tests.cast import Cast
from tests.dispatch.test_mail import prefer

pytestmark = pytest.mark.django_db
DUE_DAY = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # the tenth day, a Friday, nine in the morning in Beijing


@pytest.fixture
def clock(cast: Cast, set_clock) -> None:  # type: ignore[no-untyped-def]
    """Ten days from 2026-11-10, held by the resident office at 青岑监狱; today is the last."""
    set_clock(DUE_DAY)
    with acting_as(BUILDER) as at:
        open_deadline(
            kind="review",
            title="审查祁云山减刑建议书副本",
            masked_title="副本审查",
            organ=cast.office,
            counterpart=cast.qingcen,
            starts_on=date(2026, 11, 10),
            start_reason="收到副本",
            term=Term(10, Unit.DAY),
            article="规则第635条",
            actor=BUILDER,
            at=at,
        )


def test_a_sweep_run_twice_reminds_the_holders_once(cast: Cast, clock: None) -> None:
    for officer in (cast.chen, cast.yin, cast.tang):
        prefer(officer, "now")
    sweep()
    sweep()
    drain()
    assert [one.to for one in mail.outbox] == [["J1001@mail.invalid"]]
    assert "今日到期 1 件，11-20 到期，规则第635条" in mail.outbox[0].body


def test_a_reminder_names_nobody_in_custody(cast: Cast, clock: None) -> None:
    prefer(cast.chen, "now")
    sweep()
    drain()
    assert "祁" not in mail.outbox[0].subject + mail.outbox[0].body


def test_who_wants_no_mail_gets_none(cast: Cast, clock: None) -> None:
    prefer(cast.chen, "none")
    sweep()
    drain()
    assert mail.outbox == []


def test_the_digest_counts_clocks_that_are_near(cast: Cast, clock: None) -> None:
    prefer(cast.chen, "digest", hour=8)
    send_digests()
    drain()
    assert "期限 1 件：今日到期 1 件。" in mail.outbox[0].body
