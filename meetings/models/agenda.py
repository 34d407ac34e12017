"""Items of an agenda, what was agreed on them, and each side's own notes beside them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models

from meetings.models.meetings import Meeting
from meetings.querysets import AgreedItems
from meetings.states import FollowUp, Outcome, Source
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Item(models.Model):
    """One item. `refs` are papers by number: [{"label", "address"}]; names of people in custody never stand here."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField("序号")
    source = models.CharField("来源", max_length=10, choices=Source)
    title = models.CharField("议题", max_length=120)
    background = models.TextField("情况", blank=True)
    refs = models.JSONField("材料", default=list)
    speaker = models.CharField("汇报人", max_length=60, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="提出单位")
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    dissent = models.TextField("不同意见", blank=True)
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="提出")
    version = models.PositiveIntegerField("版本", default=1)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="提出人")
    at = models.DateTimeField("提出时间", db_default=Clock())

    objects: ClassVar[models.Manager[Item]]

    class Meta:
        verbose_name = "议题"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class AgreedItem(models.Model):
    """议定事项: what, by which side (`organ` None is both), which part of it and who, until when.

    From the issue on it is a clock in the owner's queue; `report` is what the owner says was done.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="agreed")
    position = models.PositiveSmallIntegerField("序号")
    words = models.CharField("内容", max_length=400)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="责任方")
    unit = models.CharField("责任单位", max_length=60)
    person = models.CharField("责任人", max_length=60, blank=True)
    due_on = models.DateField("时限", null=True)
    state = models.CharField("办理", max_length=10, choices=FollowUp, default=FollowUp.NOTED)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="时限")
    report = models.TextField("办结情况", blank=True)
    reported_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="报告人")
    reported_at = models.DateTimeField("报告时间", null=True)
    reporter = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="报告方")
    answer = models.TextField("核对意见", blank=True)
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="核对人")
    closed_at = models.DateTimeField("核对时间", null=True)

    objects: ClassVar[Any] = AgreedItems.as_manager()

    class Meta:
        verbose_name = "议定事项"
        ordering = ["item__position", "position", "pk"]

    def __str__(self) -> str:
        return self.words[:30]

    def is_late(self, on: date) -> bool:
        return self.state == FollowUp.RUNNING and self.due_on is not None and self.due_on < on


class Aside(models.Model):
    """会上说明，不入纪要: what a side's secretary noted for the own house alone."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="asides")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="一方")
    words = models.TextField("内容", blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="记录人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[Aside]]

    class Meta:
        verbose_name = "会上说明"
        constraints = [models.UniqueConstraint(fields=["item", "organ"], name="one_aside_per_side")]

    def __str__(self) -> str:
        return self.words[:30]
