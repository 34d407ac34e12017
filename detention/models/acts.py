"""What happened to a clock or was told about it: decisions, recounts, stops, handover, notices, reports."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from detention.models.detainees import Stage
from detention.querysets import OfStage
from detention.states import Did
from detention.vocabulary import CODE_CHOICES
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer


class StageAct(models.Model):
    """One act on its day, with the paper it rests on and what it made of the end. Never changed afterwards."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="acts", verbose_name="办案环节")
    did = models.CharField("事项", max_length=8, choices=Did)
    code = models.CharField("种类", max_length=20, choices=CODE_CHOICES, blank=True)
    on = models.DateField("日期")
    amount = models.PositiveSmallIntegerField("延长", null=True, blank=True)
    paper_number = models.CharField("文书号", max_length=80, blank=True)
    asked_on = models.DateField("提请日", null=True, blank=True)
    words = models.CharField("说明", max_length=300, blank=True)
    before = models.DateField("原届满日", null=True)
    after = models.DateField("现届满日", null=True)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="时限")
    paper = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+", verbose_name="文书")
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="传输")
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfStage.as_manager()

    class Meta:
        verbose_name = "羁押期限事项"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_did_display()} {self.on}"
