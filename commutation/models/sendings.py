"""A list as it was sent: who stood on it, in which words. The dispatch carries it, the clock runs from its receipt."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from commutation.models.batches import Batch
from commutation.models.filings import Filing
from commutation.querysets import Sendings
from commutation.states import Stage
from procuratorate.deadlines.models import Deadline
from procuratorate.organs.models import Officer, Organ


class Sending(models.Model):
    """A consultation, or the copy of the proposals. `content_hash` is the SM3 of the canonical named list."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="sendings", verbose_name="批次")
    stage = models.CharField("种类", max_length=14, choices=Stage)
    recipient = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="收件机关")
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, related_name="+", verbose_name="传输")
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="时限")
    content_hash = models.CharField("内容校验", max_length=64)
    people = models.PositiveIntegerField("人数")
    agreed_days = models.PositiveSmallIntegerField("约定工作日", null=True, blank=True)
    platform_no = models.CharField("办案平台编号", max_length=60, blank=True)
    received_on = models.DateField(
        "纸质副本收到日", null=True, blank=True
    )  # sent before the system began, and taken in
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="发送人")
    at = models.DateTimeField("发出时间")

    objects: ClassVar[Any] = Sendings.as_manager()

    class Meta:
        verbose_name = "报送"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "stage"], name="one_sending_per_stage"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.CONSULTATION) | Q(agreed_days__gte=1, agreed_days__lte=60), name="agreed_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.get_stage_display()}"


class SentFiling(models.Model):
    """One line of the list: the hash of the facts at that moment, and the dossier they were judged on.

    `dossier` is `prisons.selectors.inmate_facts` on the day of sending in canonical JSON, `dossier_hash` its SM3. A
    trigger keeps the row as it was written.
    """

    sending = models.ForeignKey(Sending, models.PROTECT, related_name="lines")
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="sent_lines")
    position = models.PositiveIntegerField("序号")
    facts_hash = models.CharField("事实校验", max_length=64)
    dossier = models.JSONField("发出日档案", default=dict)
    dossier_hash = models.CharField("档案校验", max_length=64, blank=True)

    objects: ClassVar[models.Manager[SentFiling]]

    class Meta:
        verbose_name = "名单行"
        ordering = ["sending", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sending", "filing"], name="once_on_a_list"),
            models.UniqueConstraint(fields=["sending", "position"], name="one_at_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.position}"
