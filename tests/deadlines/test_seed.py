from datetime import date, timedelta

import chinese_calendar

from procuratorate.deadlines.seed import shipped_calendar, shipped_days
from procuratorate.lib.law.calendars import Kind


def test_the_shipped_calendar_agrees_with_the_package_on_every_day() -> None:
    calendar = shipped_calendar()
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert [day for day in days if calendar.is_working(day) != chinese_calendar.is_workday(day)] == []


def test_new_year_days_of_december_belong_to_the_notice_of_the_new_year() -> None:
    december = {row.day: row.notice_year for row in shipped_days() if row.day.month == 12}
    assert december[date(2018, 12, 29)] == 2019
    assert all(year == day.year + 1 for day, year in december.items())


def test_make_up_days_are_weekends_and_every_year_has_a_notice() -> None:
    rows = list(shipped_days())
    assert all(row.day.weekday() >= 5 for row in rows if row.kind is Kind.WORK)
    assert {row.notice_year for row in rows} == set(range(2004, 2027))
