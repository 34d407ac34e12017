"""Public notice inside the prison: what hung where from when to when, and who objected."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from commutation.models.batches import Batch
from commutation.models.filings import Filing
from commutation.querysets import OfBatch
from commutation.states.levels import NoticeState, Objector
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class PublicNotice(models.Model):
    """A list as it hung on the wall. `content` is the snapshot, `content_hash` its SM3; days are inclusive."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="notices", verbose_name="批次")
    place = models.CharField("公示地点", max_length=200)
    posted_on = models.DateField("公示起")
    until_on = models.DateField("公示止")
    contact = models.CharField("异议方式", max_length=200, blank=True)
    content = models.JSONField("公示内容")
    content_hash = models.CharField("内容校验", max_length=64)
    photos = models.JSONField("现场照片", default=list)  # [{"stored", "filename", "taken_on"}]
    state = models.CharField("状态", max_length=10, choices=NoticeState, default=NoticeState.POSTED)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    working_days = models.PositiveSmallIntegerField("工作日", null=True)
    sum = models.JSONField("算式", default=dict)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="公示人")
    at = models.DateTimeField("登记时间", db_default=Clock())
    ended_at = models.DateTimeField("期满登记", null=True)

    objects: ClassVar[Any] = OfBatch.as_manager()

    class Meta:
        verbose_name = "公示"
        ordering = ["batch", "posted_on"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("posted_on")), name="a_notice_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.VOID) | ~Q(void_reason=""), name="a_void_notice_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} 公示"

    def get_absolute_url(self) -> str:
        return f"/batches/notices/{self.pk}/"


class NoticeObjection(models.Model):
    """An objection to a notice, and its answer. Who objected is hidden from wards (practice.md §5.2)."""

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    filing = models.ForeignKey(Filing, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所涉提请")
    kind = models.CharField("异议人", max_length=10, choices=Objector)
    name = models.CharField("异议人姓名", max_length=60, blank=True)
    words = models.TextField("异议内容")
    received_on = models.DateField("收到日")
    answer = models.TextField("复核与答复", blank=True)
    answered_on = models.DateField("答复日", null=True, blank=True)
    upheld = models.BooleanField("异议成立", null=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[models.Manager[NoticeObjection]]

    class Meta:
        verbose_name = "公示异议"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None, upheld=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, upheld__isnull=False)),
                name="an_answer_is_whole",
            )
        ]

    def __str__(self) -> str:
        return f"异议 {self.received_on}"
