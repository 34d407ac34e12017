"""The case manager's side: acceptance, allocation, flow notices. Flow, never merits."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from commutation.models.filings import Filing
from commutation.models.sendings import Sending
from commutation.querysets import Acceptances, FlowNotices, OfOffice
from commutation.states.reviews import FlowState
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Acceptance(models.Model):
    """A sending entered in the procuratorate's books: the number of the unified system, typed in and unique."""

    sending = models.OneToOneField(Sending, models.PROTECT, related_name="acceptance")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="受理单位")
    unified_no = models.CharField("统一业务系统受理号", max_length=60, blank=True)
    papers = models.JSONField("文书核对", default=list)  # [{"item", "ok", "words"}]
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="受理人")
    at = models.DateTimeField("受理时间", db_default=Clock())

    objects: ClassVar[Any] = Acceptances.as_manager()

    class Meta:
        verbose_name = "受理"
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "unified_no"], condition=~Q(unified_no=""), name="one_acceptance_per_number"
            )
        ]

    def __str__(self) -> str:
        return self.unified_no or f"受理 {self.pk}"


class Allotment(models.Model):
    """Who is in charge of a filing from when: in rotation, or named with a reason. The last one holds."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="allotments")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="承办检察官")
    in_rotation = models.BooleanField("轮案", default=True)
    reason = models.CharField("指定理由", max_length=200, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="分案人")
    at = models.DateTimeField("分案时间", db_default=Clock())

    objects: ClassVar[Any] = OfOffice.as_manager()

    class Meta:
        verbose_name = "分案"
        ordering = ["filing", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(in_rotation=True) | ~Q(reason=""), name="a_named_allotment_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}"


class FlowNotice(models.Model):
    """流程监控通知书: ten days to answer (规则第665条)."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="发出单位")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="办案部门")
    filing = models.ForeignKey(Filing, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所涉案件")
    number = models.CharField("编号", max_length=60, blank=True)
    words = models.TextField("事项")
    article = models.CharField("依据", max_length=200)
    state = models.CharField("状态", max_length=10, choices=FlowState, default=FlowState.SENT)
    clock = models.ForeignKey(Deadline, models.PROTECT, related_name="+", verbose_name="回复期限")
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, related_name="+", verbose_name="传输")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="发出人")
    at = models.DateTimeField("发出时间", db_default=Clock())
    reply = models.TextField("回复", blank=True)
    replied_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="回复人")
    replied_at = models.DateTimeField("回复时间", null=True)

    objects: ClassVar[Any] = FlowNotices.as_manager()

    class Meta:
        verbose_name = "流程监控通知书"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.number or f"流程监控 {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/flow-notices/#n{self.pk}"
