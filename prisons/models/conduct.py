"""Conduct points by period, what came of them, and money spent inside (practice.md §3 rows 10, 11)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F

from prisons.models.inmates import Inmate
from prisons.querysets import OfInmate
from prisons.states import Award, Grade, Penalty


class ConductPeriod(models.Model):
    """One period of assessment (考核期) with its points."""

    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="conduct_periods", verbose_name="罪犯")
    since = models.DateField("考核期起")
    until = models.DateField("考核期止")
    points = models.DecimalField("得分", max_digits=7, decimal_places=2, null=True, blank=True)
    carried = models.DecimalField("余分", max_digits=7, decimal_places=2, null=True, blank=True)
    grade = models.CharField("等级", max_length=20, choices=Grade, blank=True)
    approval = models.CharField("批准文号", max_length=60, blank=True)

    objects: ClassVar[models.Manager[ConductPeriod]] = OfInmate.as_manager()

    class Meta:
        verbose_name = "考核期"
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["inmate", "since"], name="one_period_per_start"),
            models.CheckConstraint(condition=models.Q(until__gte=F("since")), name="period_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m}—{self.until:%Y-%m}"


class Commendation(models.Model):
    """表扬 and other awards, with number and date of approval."""

    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="commendations", verbose_name="罪犯")
    kind = models.CharField("种类", max_length=20, choices=Award, default=Award.COMMENDATION)
    count = models.PositiveSmallIntegerField("次数", default=1)
    approval = models.CharField("批准文号", max_length=60, blank=True)
    awarded_on = models.DateField("批准日", null=True, blank=True)

    objects: ClassVar[models.Manager[Commendation]] = OfInmate.as_manager()

    class Meta:
        verbose_name = "奖励"
        ordering = ["awarded_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.count}"


class Punishment(models.Model):
    """警告, 记过, 禁闭."""

    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="punishments", verbose_name="罪犯")
    kind = models.CharField("种类", max_length=20, choices=Penalty)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    reason = models.CharField("事由", max_length=200, blank=True)
    approval = models.CharField("批准文号", max_length=60, blank=True)

    objects: ClassVar[models.Manager[Punishment]] = OfInmate.as_manager()

    class Meta:
        verbose_name = "处罚"
        ordering = ["since"]
        constraints = [models.UniqueConstraint(fields=["inmate", "kind", "since"], name="one_punishment_once")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Account(models.Model):
    """One month of an inmate's account: spent, the limit that held, what was left. Sums in yuan."""

    inmate = models.ForeignKey(Inmate, models.CASCADE, related_name="accounts", verbose_name="罪犯")
    month = models.DateField("月份")  # its first day
    spending = models.DecimalField("消费（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    limit = models.DecimalField("限额（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    balance = models.DecimalField("余额（元）", max_digits=12, decimal_places=2, null=True, blank=True)

    objects: ClassVar[models.Manager[Account]] = OfInmate.as_manager()

    class Meta:
        verbose_name = "狱内账户"
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["inmate", "month"], name="one_account_per_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
