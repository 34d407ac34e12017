"""法释〔2024〕5号, since 2024-05-01: property judgments, over whatever rule holds."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.law.params import Instrument

R2024 = Instrument(
    "法释〔2024〕5号",
    "最高人民法院关于办理减刑、假释案件审查财产性判项执行问题的规定",
    date(2024, 5, 1),
)

PARAMS = (R2024.param("cooling", 6, "6"),)
