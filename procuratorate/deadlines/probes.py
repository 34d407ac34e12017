"""The calendar's light: a term that runs into a year without a notice may move."""

from datetime import datetime

from procuratorate.deadlines.models import CalendarNotice
from procuratorate.lib.clock import day_of
from procuratorate.work.health import Colour, Light, probe

USUAL_MONTH = 11  # the State Council's notice for the next year has come in October, November or December


@probe("calendar", "日历")
def calendar(at: datetime) -> Light:
    """Whether this and the next year's notices are stored."""
    today = day_of(at)
    years = set(CalendarNotice.objects.filter(year__gte=today.year).values_list("year", flat=True))
    missing = [year for year in (today.year, today.year + 1) if year not in years]
    if not missing:
        return Light(Colour.GREEN, f"{today.year}、{today.year + 1} 年放假安排已导入")
    told = "、".join(map(str, missing)) + " 年放假安排未导入"
    if missing == [today.year + 1] and today.month < USUAL_MONTH:
        return Light(Colour.GREEN, told + "，一般年底公布")
    return Light(Colour.AMBER, told, "公布后请在“日历”中导入；跨年的期限届时自动重算并列出。")
