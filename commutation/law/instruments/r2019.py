"""法释〔2019〕6号, since 2019-06-01: 贪贿罪犯 judged since 2015-11-01, before the rule for everyone."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.law.params import Instrument

R2019 = Instrument("法释〔2019〕6号", "最高人民法院关于办理减刑、假释案件具体应用法律的补充规定", date(2019, 6, 1))

PARAMS = (
    R2019.param("bribery_start_under_10", 24, "2"),
    R2019.param("bribery_start_from_10", 36, "2"),
    R2019.param("bribery_gap_under_10", 18, "2"),
    R2019.param("bribery_gap_from_10", 24, "2"),
    R2019.param("bribery_cap_one", 6, "2"),
    R2019.param("bribery_cap_both", 9, "2"),
    R2019.param("bribery_cap_major", 12, "2"),
    R2019.param("bribery_life_start", 48, "3"),
    R2019.param("bribery_suspended_start", 48, "4"),
    R2019.param("bribery_later_gap", 24, "3、4"),
    R2019.param("bribery_life_low_one", 276, "3"),
    R2019.param("bribery_life_low_both", 264, "3"),
    R2019.param("bribery_life_low_major", 252, "3"),
    R2019.param("bribery_suspended_low_one", 300, "4"),
    R2019.param("bribery_suspended_low_both", 294, "4"),
    R2019.param("bribery_suspended_low_major", 288, "4"),
)
