"""监狱法 before and since 2026-11-01, and the orders on procedure under it."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.law.params import Instrument
from procuratorate.lib.law.standings import Standing

LAST_OLD_DAY = date(2026, 10, 31)
NEW = Instrument("监狱法", "中华人民共和国监狱法（2026年修订）", date(2026, 11, 1))
ORDER_77 = Instrument("司法部令第77号", "监狱提请减刑假释工作程序规定", date(2003, 5, 1), date(2014, 11, 30))
ORDER_130 = Instrument("司法部令第130号", "监狱提请减刑假释工作程序规定", date(2014, 12, 1))
SIGNED_2014 = Instrument("司发通〔2014〕38号", "司发通〔2014〕38号", date(2014, 4, 4))

PARAMS = (
    ORDER_77.param("notice_days", 7, "", standing=Standing.SECOND_HAND),
    ORDER_130.param("notice_days", 5, "", until=LAST_OLD_DAY),
    NEW.param("notice_days", 5, "50①"),
    NEW.param("outside_notice_days", 3, "45②"),
    ORDER_77.param("committee", 7, "5"),
    ORDER_130.param("committee", 9, "5"),
)
