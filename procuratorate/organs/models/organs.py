"""The organ tree, which procuratorate answers for which site, and who may act before whom."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from procuratorate.organs.querysets import Dated, Organs
from procuratorate.organs.states import Kind, Level


class During(Func):
    """`daterange(since, until, '[]')`, for exclusion constraints."""

    function = "daterange"
    output_field = DateRangeField()


def during() -> During:
    return During(F("since"), F("until"), RangeBoundary(inclusive_lower=True, inclusive_upper=True))


class Organ(models.Model):
    """A node of the tree: a house (院, prison, centre, court) or a part of one (office, department, ward)."""

    name = models.CharField("名称", max_length=80)
    short_name = models.CharField("简称", max_length=30)
    code = models.CharField("代码", max_length=30, unique=True)
    kind = models.CharField("种类", max_length=30, choices=Kind)
    level = models.CharField("层级", max_length=10, choices=Level, blank=True)
    region = models.CharField("行政区划代码", max_length=6, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="上级")
    house = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属机关")
    path = models.CharField("路径", max_length=200, unique=True, editable=False)
    issues_papers = models.BooleanField("以本机关名义制发文书", default=False)
    acts_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代行职权的院"
    )
    acts_for_basis = models.CharField("代行依据", max_length=120, blank=True)
    email = models.EmailField("收件邮箱", blank=True)
    since = models.DateField("启用日")
    until = models.DateField("撤销日", null=True, blank=True)

    objects: ClassVar[models.Manager[Organ]] = Organs.as_manager()

    class Meta:
        verbose_name = "单位"
        ordering = ["path"]
        constraints = [models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="organ_dates")]
        indexes = [models.Index(fields=["path"], opclasses=["varchar_pattern_ops"], name="organ_path_prefix")]

    def __str__(self) -> str:
        return self.name


class Pairing(models.Model):
    """Which procuratorate or resident office supervises a site, and from when. A site has exactly one at a date."""

    procuratorate = models.ForeignKey(Organ, models.PROTECT, related_name="pairings", verbose_name="检察机关")
    counterpart = models.ForeignKey(Organ, models.PROTECT, related_name="supervised_by", verbose_name="被监督单位")
    level = models.CharField("层级", max_length=10, choices=Level, default=Level.COUNTY)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    taken_over_at = models.DateTimeField(
        "接管", null=True, editable=False
    )  # open work of whoever was before came along

    objects: ClassVar[models.Manager[Pairing]] = Dated.as_manager()

    class Meta:
        verbose_name = "派驻关系"
        constraints = [
            ExclusionConstraint(
                name="one_body_per_site_and_day",
                expressions=[(F("counterpart"), RangeOperators.EQUAL), (during(), RangeOperators.OVERLAPS)],
                violation_error_message="同一场所同一时间只能有一个派驻检察机构，请先填写原派驻关系的截止日。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procuratorate} — {self.counterpart}"


class Competence(models.Model):
    """Which 院 acts: an override of the law's default (organs.competence) for one site, act and decider."""

    act = models.CharField("行为", max_length=40)
    site = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="场所")
    decider = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="决定机关")
    procuratorate = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="由谁提出")
    basis = models.CharField("依据", max_length=200)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects: ClassVar[models.Manager[Competence]] = Dated.as_manager()

    class Meta:
        verbose_name = "职权规定"
        constraints = [
            ExclusionConstraint(
                name="one_competence_per_act_site_decider_and_day",
                expressions=[
                    (F("act"), RangeOperators.EQUAL),
                    (F("site"), RangeOperators.EQUAL),
                    (Func(F("decider"), Value(0), function="COALESCE"), RangeOperators.EQUAL),
                    (during(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="这一行为、场所和决定机关在同一时间已有规定，请先填写原规定的截止日。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.site} → {self.procuratorate}"
