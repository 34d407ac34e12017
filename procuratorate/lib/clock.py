"""The one clock: the database's `clock()`. Hosts may drift, and a test may set it (docs/architecture.md)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateTimeField, Func

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Func):
    """SQL `clock()`; use as `db_default=Clock()` for the moment a row is written."""

    function = "clock"
    output_field = DateTimeField()


def now() -> datetime:
    """The database's time, aware (UTC). For doorways only; services take `at=`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def day_of(moment: datetime) -> date:
    """The Shanghai date of an aware moment."""
    return moment.astimezone(SHANGHAI).date()


def today() -> date:
    """The Shanghai date of the database's clock. For doorways only; services take `on=`."""
    return day_of(now())


def set_clock(moment: datetime | None) -> None:
    """Let `clock()` read `moment` and run on from there; None ends it. Databases named test_* only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_clock(%s)", [moment])
