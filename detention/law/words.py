"""Closed vocabularies of custody clocks. The values are those stored; the labels those on screen and paper."""

from __future__ import annotations

from procuratorate.lib.law.declared import Worded


class Holder(Worded):
    """Which kind of organ a clock runs against; the wall colours by it."""

    POLICE = "police", "公安"
    SUPERVISION = "supervision", "监察"
    PROCURATORATE = "procuratorate", "检察"
    COURT = "court", "法院"
    CENTRE = "centre", "看守所"


class Phase(Worded):
    """What is being done with a person, one clock each (law.md §4, D01–D33)."""

    POLICE_HOLD = "police_hold", "公安拘留"
    ARREST_REVIEW = "arrest_review", "审查批捕"
    FREE_REVIEW = "free_review", "审查批捕（未拘留）"
    OWN_HOLD = "own_hold", "检察院自侦拘留"
    TRANSFER_HOLD = "transfer_hold", "监察移送先行拘留"
    INVESTIGATION = "investigation", "侦查"
    OWN_INVESTIGATION = "own_investigation", "检察院侦查"
    PROSECUTION = "prosecution", "审查起诉"
    FAST_PROSECUTION = "fast_prosecution", "审查起诉（速裁）"
    SUPPLEMENT = "supplement", "退回补充侦查"
    FIRST_TRIAL = "first_trial", "一审"
    FAST_TRIAL = "fast_trial", "一审（速裁）"
    SUMMARY_TRIAL = "summary_trial", "一审（简易）"
    TRIAL_SUPPLEMENT = "trial_supplement", "法院阶段补充侦查"
    APPEAL = "appeal", "上诉、抗诉期"
    SECOND_TRIAL = "second_trial", "二审"
    RETRIAL = "retrial", "再审"
    DEATH_REVIEW = "death_review", "死刑复核"
    DELIVERY = "delivery", "待交付执行"
    SERVING = "serving", "留所服刑"
    BAIL = "bail", "取保候审"
    RESIDENTIAL = "residential", "监视居住"
    LIUZHI = "liuzhi", "留置"
    GUANHU = "guanhu", "管护"


class Trait(Worded):
    """What the length of a clock depends on besides its phase."""

    OVER_ONE_YEAR = "over_one_year", "可能判处的有期徒刑超过一年"
    OVER_THREE_YEARS = "over_three_years", "可能判处的有期徒刑超过三年"
    AGAINST_RULING = "against_ruling", "对裁定上诉、抗诉"


class Given(Worded):
    """A decision that gives a running clock more time."""

    HOLD_DAYS = "hold_days", "延长拘留一至四日"
    HOLD_THIRTY = "hold_thirty", "延长拘留至三十日（流窜、多次、结伙作案）"
    OWN_HOLD_DAYS = "own_hold_days", "延长拘留一至三日"
    TRANSFER_HOLD_DAYS = "transfer_hold_days", "延长先行拘留一至四日"
    COMPLEX_REVIEW = "complex_review", "重大、复杂案件延长审查批捕"
    SECOND_MONTHS = "first_extension", "案情复杂延长一个月"
    FOUR_KINDS = "four_kinds", "四类重大复杂案件延长二个月"
    TEN_YEARS = "ten_years", "可能判处十年以上延长二个月"
    CONGRESS = "congress", "特别重大复杂，全国人大常委会批准延期审理"
    FIFTEEN_DAYS = "fifteen_days", "重大、复杂案件延长十五日"
    TRIAL_THREE_MONTHS = "trial_three_months", "上一级法院批准延长三个月"
    APPEAL_TWO_MONTHS = "appeal_two_months", "高级法院批准延长二个月"
    SUPREME = "supreme", "最高人民法院批准再延长"
    RETRIAL_LONGER = "retrial_longer", "再审延长（合计不超过六个月）"
    LIUZHI_THREE = "liuzhi_three", "留置延长三个月"
    LIUZHI_TWO = "liuzhi_two", "留置再延长二个月"
    GUANHU_DAYS = "guanhu_days", "管护延长一至三日"


class Anew(Worded):
    """Why a clock is counted anew from another day (重新计算)."""

    OTHER_OFFENCE = "other_offence", "发现另有重要罪行"
    IDENTITY = "identity", "查清身份"
    JURISDICTION = "jurisdiction", "改变管辖，新机关收案"
    SUPPLEMENTED = "supplemented", "补充侦查完毕移送"
    SENT_BACK = "sent_back", "发回重新审判"


class Stop(Worded):
    """What days do not count for, though custody goes on (停止计算)."""

    EXPERTISE = "expertise", "精神病鉴定"
    READING = "reading", "检察院阅卷"
    SUSPENDED = "suspended", "中止审理"
