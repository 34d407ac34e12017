"""Closed vocabularies of the law of events in custody."""

from __future__ import annotations

from procuratorate.lib.law.declared import Worded


class Kind(Worded):
    RESTRAINT = "restraint", "使用戒具"
    CONFINEMENT = "confinement", "禁闭"
    INCIDENT = "incident", "监管事故"
    INJURY = "injury", "伤残"
    ESCAPE = "escape", "脱逃"
    DEATH = "death", "死亡"


class Place(Worded):
    PRISON = "prison", "监狱"
    CENTRE = "centre", "看守所"


class Standing(Worded):
    """Whom a centre confines: the numbers of days hold for those who serve their sentence there alone."""

    SERVING = "serving", "留所服刑罪犯"
    UNJUDGED = "unjudged", "未决人员"


class Device(Worded):
    HANDCUFFS = "handcuffs", "手铐"
    LEG_IRONS = "leg_irons", "脚镣"
    BELT = "belt", "约束带、警绳"
    OTHER = "other", "其他约束性警械"


IRONS = frozenset({Device.HANDCUFFS, Device.LEG_IRONS})


class Cause(Worded):
    """Of a death, as far as it is known (司发〔2015〕5号第2条)."""

    UNKNOWN = "unknown", "原因待查"
    AGE = "age", "衰老"
    ILLNESS = "illness", "疾病"
    SUICIDE = "suicide", "自杀"
    DISASTER = "disaster", "自然灾害"
    ACCIDENT = "accident", "意外事故"
    KILLED = "killed", "他杀"
    ABUSE = "abuse", "体罚虐待"
    SHOT = "shot", "击毙"
    OTHER = "other", "其他非正常原因"


UNNATURAL = frozenset(Cause) - {Cause.UNKNOWN, Cause.AGE, Cause.ILLNESS}
