"""Closed vocabularies of a prison's own records."""

from django.db.models import TextChoices


class Presence(TextChoices):
    IN = "in", "在押"
    OUT = "out", "离监"


class Grade(TextChoices):
    """等级评定 (司规〔2021〕3号 第21至23条)."""

    ACTIVE = "active", "积极"
    QUALIFIED = "qualified", "合格"
    UNQUALIFIED = "unqualified", "不合格"


class Award(TextChoices):
    """第38条; the older kinds stay readable in records before 2021-10-01."""

    COMMENDATION = "commendation", "表扬"
    MATERIAL = "material", "物质奖励"
    MERIT = "merit", "记功"
    ACTIVIST = "activist", "改造积极分子"


class Penalty(TextChoices):
    """第15条."""

    WARNING = "warning", "警告"
    DEMERIT = "demerit", "记过"
    CONFINEMENT = "confinement", "禁闭"


class RosterState(TextChoices):
    CHECKING = "checking", "核对中"
    CHECKED = "checked", "待提交"
    COMMITTING = "committing", "写入中"
    COMMITTED = "committed", "已写入"
    DISCARDED = "discarded", "已放弃"
