"""1997 interpretation, 1997-11-08 to 2012-06-30. Its text was not to be had whole: every number is second-hand."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.law.params import Instrument
from procuratorate.lib.law.standings import Standing

R1997 = Instrument(
    "1997年减刑假释规定",
    "最高人民法院关于办理减刑、假释案件具体应用法律若干问题的规定",
    date(1997, 11, 8),
    date(2012, 6, 30),
    Standing.SECOND_HAND,
)
SHORTER = "比照适当缩短"

PARAMS = (
    R1997.param("start_under_5", None, "", note=SHORTER),
    R1997.param("start_5_to_10", 18, ""),
    R1997.param("start_from_10", 18, ""),
    R1997.param("gap_under_5", None, "", note=SHORTER),
    R1997.param("gap_5_to_10", 12, ""),
    R1997.param("gap_from_10", 12, ""),
    R1997.param("gap_after_large_cut", 24, ""),
    R1997.param("cap_one", 12, ""),
    R1997.param("cap_both", 24, ""),
    R1997.param("cap_major", 24, ""),
    R1997.param("cap_both_major", 24, ""),
    R1997.param("long_cap_one", 24, ""),
    R1997.param("long_cap_both", 36, ""),
    R1997.param("long_cap_major", 36, ""),
    R1997.param("long_cap_both_major", 36, ""),
    R1997.param("life_start", 24, ""),
    R1997.param("life_low_one", 216, "6"),
    R1997.param("life_high_one", 240, "6"),
    R1997.param("life_low_both", 216, "6"),
    R1997.param("life_high_both", 240, "6"),
    R1997.param("life_low_major", 156, "6"),
    R1997.param("life_high_major", 216, "6"),
    R1997.param("life_low_both_major", 156, "6"),
    R1997.param("life_high_both_major", 216, "6"),
    R1997.param("suspended_actual", 144, ""),
    R1997.param("rights_fixed", 12, ""),
    R1997.param("parole_gap", 12, "17", standing=Standing.VERIFIED),
    R1997.param("parole_gap_large", 24, "17", standing=Standing.VERIFIED),
    R1997.param("parole_large_cut", 24, "17", standing=Standing.VERIFIED),
)
