"""Which findings went into which notice, and the five days that are watched after one of over-detention."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from detention.models.findings import Finding
from detention.querysets import OfFinding
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.notices.models import Notice
from procuratorate.organs.models import Officer


class FindingNotice(models.Model):
    """A verified finding stands in a notice. `watch`: five days from service, does it go on (规则第619条)."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="notices", verbose_name="疑点")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+", verbose_name="文书")
    watch = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="五日跟踪")
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="拟稿人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfFinding.as_manager()

    class Meta:
        verbose_name = "疑点文书"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["finding", "notice"], name="one_line_of_finding_and_notice")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.notice_id}"
