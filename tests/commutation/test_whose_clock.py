"""The day of receipt is the database's day in Beijing: not the host's clock, not UTC, not what somebody typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine

from commutation.models import Batch, Upload
from commutation.services.sending import send_consultation
from procuratorate.audit.models import Entry
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import inmates, row

pytestmark = pytest.mark.django_db
SetClock = Callable[[datetime | None], None]


@pytest.fixture
def listed(cast: Cast, batch: Batch, upload: Callable[..., Upload]) -> Batch:
    found = upload(batch, [row(one) for one in inmates(cast.ward1, 2)])
    sign_in(cast.tang).post(f"/batches/uploads/{found.pk}/commit/")
    return batch


def sent(cast: Cast, batch: Batch) -> Deadline:
    with acting_as(BUILDER):
        shen = cast.actor("shen")
    with acting_as(shen) as at:
        send_consultation(batch=batch, actor=shen, at=at)
    with acting_as(BUILDER):
        return Deadline.objects.get()


@pytest.mark.parametrize(
    ("moment", "day", "due"),
    [
        (datetime(2026, 11, 16, 15, 59, 57, tzinfo=UTC), date(2026, 11, 16), date(2026, 11, 23)),
        (datetime(2026, 11, 16, 16, 0, 1, tzinfo=UTC), date(2026, 11, 17), date(2026, 11, 24)),
    ],
    ids=["three seconds before midnight", "one second after"],
)
def test_midnight_in_beijing_parts_two_days(
    cast: Cast, listed: Batch, set_clock: SetClock, moment: datetime, day: date, due: date
) -> None:
    set_clock(moment)
    clock = sent(cast, listed)
    assert (clock.starts_on, clock.due_on) == (day, due)


@pytest.mark.parametrize("host", [datetime(2026, 10, 7, tzinfo=UTC), datetime(2027, 1, 5, tzinfo=UTC)])
def test_a_host_whose_clock_is_wrong_moves_no_day(cast: Cast, listed: Batch, host: datetime) -> None:
    with time_machine.travel(host):
        clock = sent(cast, listed)
    assert (clock.starts_on, clock.due_on) == (date(2026, 11, 16), date(2026, 11, 23))
    with acting_as(BUILDER):
        dispatch, entry = Dispatch.objects.get(), Entry.objects.latest("pk")
    assert {day.date() for day in (dispatch.sent_at, dispatch.delivered_at, entry.at)} == {date(2026, 11, 16)}
