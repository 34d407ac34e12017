"""刑法 of 1997 with amendments 8 and 9: what stays with the day of the offence, whatever interpretation is in force."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.law.params import Instrument

LAW = Instrument("刑法", "中华人民共和国刑法", date(1997, 10, 1))
AMENDMENT_8 = Instrument("刑法", "中华人民共和国刑法修正案（八）", date(2011, 5, 1))
AMENDMENT_9 = Instrument("刑法", "中华人民共和国刑法修正案（九）", date(2015, 11, 1))
TIME_8 = Instrument("修正案（八）时间效力解释", "关于《刑法修正案（八）》时间效力问题的解释", date(2011, 5, 1))

# Chosen by the day of the offence, not by the day of the ruling (修正案（八）时间效力解释第7条).
PARAMS = (
    TIME_8.param("life_actual", 120, "7", since=date.min, until=date(2011, 4, 30)),
    AMENDMENT_8.param("life_actual", 156, "78②(二)"),
    AMENDMENT_8.param("restricted_actual", 300, "78②(三)"),
    AMENDMENT_8.param("restricted_actual_fixed", 240, "78②(三)"),
    LAW.param("probation_life", 120, "83"),
)
