"""法释〔2012〕2号, 2012-07-01 to 2016-12-31, and 中政委〔2014〕5号 over it for three categories."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.law.params import Instrument
from procuratorate.lib.law.standings import Standing

R2012 = Instrument(
    "法释〔2012〕2号",
    "最高人民法院关于办理减刑、假释案件具体应用法律若干问题的规定",
    date(2012, 7, 1),
    date(2016, 12, 31),
)
THREE = Instrument(
    "中政委〔2014〕5号",
    "关于严格规范减刑、假释、暂予监外执行切实防止司法腐败的意见",
    date(2014, 1, 1),
    date(2016, 12, 31),
    Standing.SECOND_HAND,
)
SHORTER = "比照适当缩短"
REMEMBERED, SECOND_HAND = Standing.REMEMBERED, Standing.SECOND_HAND

PARAMS = (
    R2012.param("start_under_5", None, "6", note=SHORTER),
    R2012.param("start_5_to_10", 18, "6"),
    R2012.param("start_from_10", 18, "6"),
    R2012.param("gap_under_5", None, "6", note=SHORTER),
    R2012.param("gap_5_to_10", 12, "6"),
    R2012.param("gap_from_10", 12, "6"),
    R2012.param("cap_one", 12, "5"),
    R2012.param("cap_both", 24, "5"),
    R2012.param("cap_major", 24, "5"),
    R2012.param("cap_both_major", 24, "5"),
    R2012.param("long_cap_one", 12, "5"),
    R2012.param("long_cap_both", 24, "5"),
    R2012.param("long_cap_major", 24, "5"),
    R2012.param("long_cap_both_major", 24, "5"),
    R2012.param("short_rest", 12, "11"),
    R2012.param("life_start", 24, "7"),
    R2012.param("life_low_one", 240, "7"),
    R2012.param("life_high_one", 264, "7"),
    R2012.param("life_low_both", 240, "7"),
    R2012.param("life_high_both", 264, "7"),
    R2012.param("life_low_major", 180, "7"),
    R2012.param("life_high_major", 240, "7"),
    R2012.param("life_low_both_major", 180, "7"),
    R2012.param("life_high_both_major", 240, "7"),
    R2012.param("suspended_start", 24, "9"),
    R2012.param("suspended_low_one", 300, "9"),
    R2012.param("suspended_high_one", 300, "9"),
    R2012.param("suspended_low_both", 300, "9"),
    R2012.param("suspended_high_both", 300, "9"),
    R2012.param("suspended_low_major", 276, "9"),
    R2012.param("suspended_high_major", 276, "9"),
    R2012.param("suspended_low_both_major", 276, "9"),
    R2012.param("suspended_high_both_major", 276, "9"),
    R2012.param("suspended_actual", 180, "9②"),
    R2012.param("rights_fixed", 12, "12①", standing=SECOND_HAND),
    R2012.param("rights_low", 84, "12②", standing=REMEMBERED),
    R2012.param("rights_high", 120, "12②", standing=REMEMBERED),
    R2012.param("rights_final", 36, "12②", standing=REMEMBERED),
    R2012.param("bar_new_fixed", 24, "14", standing=REMEMBERED),
    R2012.param("bar_new_life", 36, "14", standing=REMEMBERED),
    R2012.param("parole_gap", 12, "22"),
    R2012.param("parole_gap_large", 24, "22"),
    R2012.param("parole_large_cut", 24, "22"),
    THREE.param("three_start", 24, ""),
    THREE.param("three_gap_under_10", 12, ""),
    THREE.param("three_gap_from_10", 18, ""),
    THREE.param("three_cap", 12, ""),
    THREE.param("three_life_start", 36, ""),
    THREE.param("three_life_low", 240, ""),
    THREE.param("three_suspended_start", 36, ""),
    THREE.param("three_suspended_low", 300, ""),
    THREE.param("three_later_gap", 24, ""),
)
