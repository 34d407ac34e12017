"""Closed vocabularies of facts, as small numbers a column can hold. The names are those of the Django choices."""

from __future__ import annotations

from procuratorate.lib.law.declared import Word


class Ask(Word):
    """What is asked for (刑法第78、81条，刑事诉讼法第265条)."""

    COMMUTATION = 1, "减刑"
    PAROLE = 2, "假释"
    OUTSIDE_SERVICE = 3, "暂予监外执行"


class Punishment(Word):
    """Principal punishments (刑法第33条, suspended death apart)."""

    CONTROL = 1, "管制"
    DETENTION = 2, "拘役"
    FIXED = 3, "有期徒刑"
    LIFE = 4, "无期徒刑"
    SUSPENDED_DEATH = 5, "死刑缓期二年执行"


class Rank(Word):
    """Former rank of an official, as far as the law asks (司发通〔2014〕38号)."""

    NONE = 1, "非公职人员"
    BELOW_COUNTY = 2, "乡科级以下"
    COUNTY = 3, "县处级"
    BUREAU = 4, "厅局级以上"


class Route(Word):
    """Through whose hands a filing goes."""

    INTERMEDIATE = 1, "中级人民法院"
    BUREAU_INTERMEDIATE = 2, "省监狱管理局审核，中级人民法院"
    BUREAU_HIGH = 3, "省监狱管理局审核，高级人民法院"
    BUREAU = 4, "省监狱管理局"


class Confirmation(Word):
    """Who confirmed a contribution (法释〔2016〕23号第4、5条)."""

    NOBODY = 1, "未经确认"
    PROVINCE = 2, "省级主管部门"
    NATION = 3, "国家主管部门"


class MeritGround(Word):
    """What 立功 rests on (法释〔2016〕23号第4、5条), and two things that are none."""

    DISCLOSURE = 1, "检举、揭发或者提供线索"
    RESCUE = 2, "阻止犯罪、协助抓捕、舍己救人、抗灾"
    INNOVATION = 3, "技术革新"
    INVENTION = 4, "发明专利"
    UTILITY = 5, "实用新型或者外观设计专利"
    CONTRIBUTION = 6, "其他贡献"
    TESTIMONY = 7, "警示教育现身说法"


class Ground(Word):
    """Grounds of outside service (刑事诉讼法第265条)."""

    ILLNESS = 1, "保外就医"
    PREGNANCY = 2, "怀孕"
    DEPENDENCE = 3, "生活不能自理"
    NURSING = 4, "正在哺乳自己婴儿"
