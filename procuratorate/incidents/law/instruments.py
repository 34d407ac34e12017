"""The numbers of law.md §3.3 and §3.9 with their articles and days of force.

Where the day of force was not read, a later day stands here: what happened before it cannot be decided, it is never
judged by a text that may not have held.
"""

from __future__ import annotations

from datetime import date

from procuratorate.incidents.law.words import Kind, Place, Standing
from procuratorate.lib.law.params import Book, Instrument, Param, Quantity
from procuratorate.lib.law.standings import Measure

PRISONS_2012 = Instrument(
    "监狱法（2012年修正）", "中华人民共和国监狱法（2012年修正）", date(2013, 1, 1), date(2026, 10, 31)
)
PRISONS_2026 = Instrument("监狱法（2026年修订）", "中华人民共和国监狱法（2026年修订）", date(2026, 11, 1))
SERVING = Instrument("公安部令第128号", "看守所留所执行刑罚罪犯管理办法", date(2013, 11, 23))
CENTRES = Instrument("看守所条例", "中华人民共和国看守所条例", date(1990, 3, 17))
RESTRAINTS = Instrument("公安部看守所使用戒具通知", "公安部关于看守所使用戒具的通知", date(2020, 1, 1))
DEATHS_PRISON = Instrument("司发〔2015〕5号", "监狱罪犯死亡处理规定", date(2016, 1, 1))
DEATHS_CENTRE = Instrument("看守所在押人员死亡处理规定", "看守所在押人员死亡处理规定", date(2016, 1, 1))
SPP_RULES = Instrument("人民检察院刑事诉讼规则", "人民检察院刑事诉讼规则", date(2019, 12, 30))
OVER_PRISONS = Instrument("人民检察院监狱检察办法", "人民检察院监狱检察办法", date(2008, 3, 23))
OVER_CENTRES = Instrument("人民检察院看守所检察办法", "人民检察院看守所检察办法", date(2008, 3, 23))
SHARING = Instrument("高检会〔2002〕4号", "关于推行监所网络化管理和动态监督工作的通知", date(2002, 10, 24))

D = Measure.DAYS
QUANTITIES = {
    "confinement_least_old": Quantity("监狱禁闭下限", D),
    "confinement_most": Quantity("监狱禁闭上限", D),
    "serving_least": Quantity("留所服刑罪犯禁闭下限", D),
    "serving_most": Quantity("留所服刑罪犯禁闭上限", D),
    "irons_most": Quantity("看守所使用手铐、脚镣上限", D),
    "video": Quantity("死亡前监控录像封存日数", D),
    "kin_objection": Quantity("近亲属要求复议", D),
}
BOOK = Book(
    QUANTITIES,
    (
        PRISONS_2012.param("confinement_least_old", 7, "58②"),
        PRISONS_2012.param("confinement_most", 15, "58②"),
        PRISONS_2026.param("confinement_most", 15, "84②"),
        SERVING.param("serving_least", 5, "70"),
        SERVING.param("serving_most", 10, "70"),
        RESTRAINTS.param("irons_most", 15, ""),
        DEATHS_PRISON.param("video", 15, "7"),
        DEATHS_CENTRE.param("kin_objection", 3, "14"),
    ),
)
EXAMINATION_HOURS = 24  # 「原则」 (看守所检察办法第19条、监狱检察办法第32条): shown as a mark, never judged


def most_of(kind: Kind, place: Place, standing: Standing | None, on: date) -> Param | None:
    """The longest the law allows for what began on `on`; None where no text gives a number."""
    key = {
        (Kind.CONFINEMENT, Place.PRISON): "confinement_most",
        (Kind.CONFINEMENT, Place.CENTRE): "serving_most" if standing is Standing.SERVING else "",
        (Kind.RESTRAINT, Place.CENTRE): "irons_most",
    }.get((kind, place), "")
    return BOOK.entries[key].on(on.toordinal()) if key else None


def article_of(param: Param) -> str:
    return param.cite.formal
