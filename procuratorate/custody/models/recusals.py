"""Recusal of an officer from everything about one person (规则第24至37条)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from procuratorate.custody.models.persons import Person
from procuratorate.custody.querysets import Recusals
from procuratorate.custody.states import Ground, Standing
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Recusal(models.Model):
    """An officer's recusal. It hides the person's rows from the moment it is declared until it is rejected."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="回避人员")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="所涉人员")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    ground = models.CharField("理由", max_length=20, choices=Ground)
    article = models.CharField("依据", max_length=60)
    statement = models.CharField("情况说明", max_length=300, blank=True)
    declared_at = models.DateTimeField("提出时间", db_default=Clock())
    state = models.CharField("状态", max_length=10, choices=Standing, default=Standing.DECLARED)
    decided_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="决定人")
    decided_at = models.DateTimeField("决定时间", null=True)

    objects: ClassVar[models.Manager[Recusal]] = Recusals.as_manager()

    class Meta:
        verbose_name = "回避"
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "person"], condition=~Q(state=Standing.REJECTED), name="one_recusal_standing"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_ground_display())
