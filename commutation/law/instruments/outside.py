"""Outside service: the rules of 2014, 2016 and 2023, and the assessment before parole of 2026."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.law.params import Instrument

R2014 = Instrument("司发通〔2014〕112号", "暂予监外执行规定", date(2014, 12, 1))
PRISONS_2016 = Instrument("司发通〔2016〕78号", "监狱暂予监外执行程序规定", date(2016, 10, 1))
R2023 = Instrument("司发通〔2023〕24号", "关于进一步规范暂予监外执行工作的意见", date(2023, 7, 1))
R2026 = Instrument("司发通〔2026〕8号", "社区矫正衔接配合意见", date(2026, 2, 21))
BEFORE_2023 = date(2023, 6, 30)

PARAMS = (
    R2014.param("outside_after_fixed", 84, "7①"),
    R2014.param("doctors", 2, "9①", until=BEFORE_2023),
    R2023.param("doctors", 2, "6①"),
    R2014.param("pregnancy_doctors", 2, "9①", until=BEFORE_2023),
    R2023.param("pregnancy_doctors", 2, "6①"),
    R2023.param("diagnosis_valid", 3, "8③"),
    R2023.param("told_before", 1, "17①"),
    R2023.param("copied_after", 3, "17②"),
    PRISONS_2016.param("care_group", 7, "3②"),
    PRISONS_2016.param("care_doctors", 2, "3②"),
    PRISONS_2016.param("outside_committee", 9, "3①"),
    PRISONS_2016.param("outside_notice_days", 3, "17②", until=date(2026, 10, 31)),
    R2026.param("assessment_valid", 6, "5"),
)
