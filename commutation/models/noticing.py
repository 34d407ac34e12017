"""From which findings a notice was drafted: the link a field keeps to the instrument below it (house.md §2)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from commutation.models.filings import Filing
from commutation.models.reviews import Finding
from commutation.querysets import OfFiling
from procuratorate.lib.clock import Clock
from procuratorate.notices.models import Notice
from procuratorate.organs.models import Officer


class FilingNotice(models.Model):
    """A point of a notice rests on this finding on this filing. Written once."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="notice_links", verbose_name="提请")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="notice_links", verbose_name="疑点")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+", verbose_name="纠正文书")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="拟稿人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "疑点所成文书"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["finding", "notice"], name="a_finding_once_in_a_notice")]

    def __str__(self) -> str:
        return f"{self.finding_id} → {self.notice_id}"
