"""The signed 送达回证 itself, scanned back by whoever served it. Kept as it came; a better scan is added beside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from procuratorate.dispatch.models.dispatches import Dispatch
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class SlipScan(models.Model):
    """`stored` is the SM3 of the file. Both parties read it; the sender alone brings it in."""

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="scans")
    sender = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    stored = models.CharField("文件校验", max_length=64)
    media_type = models.CharField("格式", max_length=60)
    size = models.PositiveIntegerField("大小")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="上传人")
    at = models.DateTimeField("上传时间", db_default=Clock())

    objects: ClassVar[models.Manager[SlipScan]]

    class Meta:
        verbose_name = "回证扫描件"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["dispatch", "stored"], name="one_scan_per_file")]

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.stored[:8]}"
