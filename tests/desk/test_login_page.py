from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from procuratorate.deadlines.models import CalendarDay, CalendarNotice
from procuratorate.lib.law.calendars import Kind
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

SetClock = Callable[[datetime | None], None]


def test_the_login_page_names_nobody(cast: Cast, client: Client) -> None:
    page = client.get("/login/").content.decode()
    assert cast.chen.name not in page
    assert 'class="rail"' not in page
    assert "data-stream" not in page


@pytest.mark.django_db
def test_the_login_page_draws_the_month_of_shanghai(client: Client, set_clock: SetClock) -> None:
    set_clock(datetime(2026, 11, 30, 16, 30, tzinfo=UTC))  # already December in Shanghai
    page = client.get("/login/").content.decode()
    assert "2026 年 12 月，工作日 23 天" in page


@pytest.mark.django_db
def test_a_day_off_by_notice_is_hatched_and_a_make_up_day_is_not(client: Client, set_clock: SetClock) -> None:
    with acting_as(BUILDER):
        notice = CalendarNotice.objects.create(number="测试〔2031〕1号", year=2031, title="放假安排")
        CalendarDay.objects.create(date=date(2031, 10, 1), kind=Kind.REST, name="国庆节", notice=notice)
        CalendarDay.objects.create(date=date(2031, 10, 11), kind=Kind.WORK, name="国庆节", notice=notice)
    set_clock(datetime(2031, 10, 9, 2, 0, tzinfo=UTC))
    page = client.get("/login/").content.decode()
    assert '<g class="sk"><rect x="104" y="0"' in page  # Wednesday the 1st
    assert '<g class=""><rect x="260" y="44"' in page  # Saturday the 11th
