"""What courts and procuratorates go by: 刑事诉讼法, its interpretation, the trial rules, the opinion of 2021."""

from __future__ import annotations

from datetime import date

from procuratorate.lib.law.params import Instrument

PROCEDURE = Instrument("刑事诉讼法", "中华人民共和国刑事诉讼法", date(2018, 10, 26))
JS21 = Instrument("法释〔2021〕1号", "最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释", date(2021, 3, 1))
TRIALS = Instrument("法释〔2014〕5号", "最高人民法院关于减刑、假释案件审理程序的规定", date(2014, 6, 1))
REAL_REVIEW = Instrument("法发〔2021〕31号", "关于加强减刑、假释案件实质化审理的意见", date(2021, 12, 1))
SPP_RULES = Instrument("人民检察院刑事诉讼规则", "人民检察院刑事诉讼规则", date(2019, 12, 30))
POINTS = Instrument("司规〔2021〕3号", "监狱计分考核罪犯工作规定", date(2021, 10, 1))

PARAMS = (
    TRIALS.param("service_days", 7, "18", until=date(2021, 2, 28)),
    JS21.param("service_days", 7, "539"),
    POINTS.param("month_most", 150, "10、11"),  # 35 + 35 + 30 and half as much again
    POINTS.param("year_special", 300, "14"),
)
