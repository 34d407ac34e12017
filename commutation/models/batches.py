"""A batch (年度第几批) and its plan of dates: the unit of everybody's memory."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from commutation.querysets import Batches
from commutation.states import SENT, BatchState, Step
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ

NUMERALS = "〇一二三四五六七八九"


def ordinal_words(number: int) -> str:
    """4 → 四, 12 → 十二, 20 → 二十."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else NUMERALS[tens]) + "十" if tens else ""
    return head + (NUMERALS[ones] if ones or not tens else "")


class Batch(models.Model):
    """One round of filings of one prison. `sent_at` is the moment from which the procuratorate sees it."""

    prison = models.ForeignKey(Organ, models.PROTECT, related_name="batches", verbose_name="监狱")
    year = models.PositiveSmallIntegerField("年度")
    ordinal = models.PositiveSmallIntegerField("批次")
    title = models.CharField("名称", max_length=60)
    plan_no = models.CharField("方案文号", max_length=60, blank=True)
    plan_issued_on = models.DateField("方案印发日", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=BatchState, default=BatchState.OPEN)
    version = models.PositiveIntegerField("版本", default=1)
    edited_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="最后修改")
    edited_at = models.DateTimeField("最后修改时间", db_default=Clock())
    created_at = models.DateTimeField("建立时间", db_default=Clock())
    sent_at = models.DateTimeField("征求意见发出", null=True)
    filed_at = models.DateTimeField("报送", null=True)
    platform_no = models.CharField("办案平台编号", max_length=60, blank=True)

    objects: ClassVar[Any] = Batches.as_manager()

    class Meta:
        verbose_name = "批次"
        ordering = ["-year", "-ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["prison", "year", "ordinal"],
                condition=~Q(state=BatchState.CANCELLED),
                name="one_batch_per_prison_year_ordinal",
            ),
            models.CheckConstraint(condition=Q(ordinal__gte=1, ordinal__lte=99), name="batch_ordinal"),
            models.CheckConstraint(
                condition=Q(state__in=SENT, sent_at__isnull=False) | (~Q(state__in=SENT) & Q(sent_at=None)),
                name="sent_batches_have_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.FILED) | (Q(filed_at__isnull=False) & ~Q(platform_no="")),
                name="filed_batches_have_a_number",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/batches/{self.pk}/"

    @property
    def is_open(self) -> bool:
        return self.state == BatchState.OPEN

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None


class PlanStep(models.Model):
    """A node of the plan: the day meant, and the day it was done."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="steps")
    code = models.CharField("节点", max_length=20, choices=Step)
    position = models.PositiveSmallIntegerField()
    planned_on = models.DateField("拟定日期", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)

    objects: ClassVar[models.Manager[PlanStep]]

    class Meta:
        verbose_name = "方案节点"
        ordering = ["batch", "position"]
        constraints = [models.UniqueConstraint(fields=["batch", "code"], name="one_step_per_code")]

    def __str__(self) -> str:
        return self.get_code_display()
