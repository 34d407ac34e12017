"""A file, or rows over the API, that a centre hands in for a day: what was found in it, what became of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from detention.models.feeds import DailyFeed
from detention.querysets import OfCentre
from detention.states import DeliveryState, Source
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Assignment, Organ
from procuratorate.work.models import Job


class Delivery(models.Model):
    """The centre's own: the file lies in the table, where the row policy guards it.

    `told`: {"typed": {item: [[label, count]]}, "words": {item: text}, "why"} for the seven items that go with it;
    `findings`: one per row as `services.feeding.finding` makes them; `numbers`: of whom it told.
    """

    centre = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="看守所")
    on = models.DateField("日期")
    source = models.CharField("途径", max_length=6, choices=Source)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+", verbose_name="上传人")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    filename = models.CharField("文件名", max_length=200, blank=True)
    content = models.BinaryField("文件", default=bytes)
    digest = models.CharField("SM3", max_length=64)
    state = models.CharField("状态", max_length=12, choices=DeliveryState, default=DeliveryState.CHECKING)
    problem = models.CharField("不能读取的原因", max_length=300, blank=True)
    total = models.PositiveIntegerField("行数", default=0)
    accepted = models.PositiveIntegerField("接受", default=0)
    warned = models.PositiveIntegerField("提醒", default=0)
    refused = models.PositiveIntegerField("退回", default=0)
    findings = models.JSONField("逐行结果", default=list)
    numbers = models.JSONField("所报人员", default=list)
    outcome = models.JSONField("写入结果", default=dict)
    told = models.JSONField("七项填写", default=dict)
    feed = models.ForeignKey(DailyFeed, models.PROTECT, null=True, related_name="deliveries", verbose_name="七项")
    at = models.DateTimeField("上传时间", db_default=Clock())
    committed_at = models.DateTimeField("写入时间", null=True)

    objects: ClassVar[Any] = OfCentre.as_manager()

    class Meta:
        verbose_name = "每日报送"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["centre", "on"], name="deliveries_of_a_day")]

    def __str__(self) -> str:
        return self.filename or f"{self.on} {self.get_source_display()}"

    @property
    def good(self) -> int:
        """Rows that can be written."""
        return self.accepted + self.warned
