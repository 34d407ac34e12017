"""Mail: who gets it, what it never says, and that drained twice it is sent once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core import mail

from procuratorate.dispatch.models import Digest
from procuratorate.dispatch.services import send_digests
from procuratorate.dispatch.tasks import send_digests as digest_task
from procuratorate.organs.actors import BUILDER, service_actor
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from procuratorate.work.models import Outbox
from procuratorate.work.services import drain
from tests.cast import Cast
from tests.dispatch.factories import sent

pytestmark = pytest.mark.django_db
EIGHT = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)  # 08:30 in Beijing


def prefer(officer: Officer, news: str, hour: int = 8) -> None:
    with acting_as(BUILDER):
        Officer.objects.filter(pk=officer.pk).update(
            news=news, email=f"{officer.number}@mail.invalid", digest_hour=hour
        )


def test_nobody_outside_the_house_is_told(cast: Cast) -> None:
    for officer in (cast.yin, cast.qin, cast.tang, cast.ward):
        prefer(officer, "now")
    sent(cast.actor("tang"), cast.office)
    drain()
    assert mail.outbox == []


def test_those_who_want_it_now_are_told_once_however_often_it_is_drained(cast: Cast) -> None:
    prefer(cast.chen, "now")
    prefer(cast.pei, "now")
    sent(cast.actor("tang"), cast.office)
    drain()
    with acting_as(BUILDER):
        Outbox.objects.filter(topic="dispatch.arrived").update(done_at=None)  # a worker killed at the wrong moment
    drain()
    assert sorted(one.to[0] for one in mail.outbox) == ["J1001@mail.invalid", "J1002@mail.invalid"]


def test_mail_names_no_person_and_no_title(cast: Cast) -> None:
    prefer(cast.chen, "now")
    dispatch = sent(cast.actor("tang"), cast.office)
    drain()
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert dispatch.number in text
    for word in ("祁云山", "龚䶮", dispatch.title, dispatch.masked_title):
        assert word not in text


def test_an_officer_who_left_is_told_nothing(cast: Cast) -> None:
    prefer(cast.chen, "now")
    with acting_as(BUILDER):
        Officer.objects.filter(pk=cast.chen.pk).update(is_active=False)
    sent(cast.actor("tang"), cast.office)
    drain()
    assert mail.outbox == []


def test_one_digest_a_day_from_the_hour_chosen(cast: Cast) -> None:
    prefer(cast.chen, "digest", hour=9)
    sent(cast.actor("tang"), cast.office)
    service = service_actor("digests")
    with acting_as(service):
        assert send_digests(at=EIGHT) == 0
        assert send_digests(at=EIGHT.replace(hour=1)) == 1
        assert send_digests(at=EIGHT.replace(hour=9)) == 0
        assert send_digests(at=EIGHT.replace(day=21, hour=1)) == 1
    drain()
    assert len(mail.outbox) == 2
    assert "待登记 1 件：征求意见 1 件" in mail.outbox[0].body


def test_nothing_waiting_no_mail(cast: Cast) -> None:
    prefer(cast.chen, "digest")
    with acting_as(service_actor("digests")):
        send_digests(at=EIGHT)
    drain()
    assert mail.outbox == []


def test_the_task_may_run_twice(cast: Cast) -> None:
    prefer(cast.chen, "digest", hour=0)
    digest_task()
    digest_task()
    with acting_as(BUILDER):
        assert Digest.objects.count() == 1
        assert Outbox.objects.filter(topic="dispatch.digest").count() == 1
