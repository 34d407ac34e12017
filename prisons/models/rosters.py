"""An uploaded roster: the clerk's own file, what was found in it, what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from prisons.querysets import Rosters
from prisons.states import RosterState
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Assignment, Organ
from procuratorate.work.models import Job


class Roster(models.Model):
    """A roster import. The file lies in the table, not on disk: there the row policy guards it like any other row."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+", verbose_name="上传人")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    filename = models.CharField("文件名", max_length=200)
    content = models.BinaryField("文件")
    digest = models.CharField("SM3", max_length=64)
    state = models.CharField("状态", max_length=20, choices=RosterState, default=RosterState.CHECKING)
    problem = models.CharField("不能读取的原因", max_length=300, blank=True)
    total = models.PositiveIntegerField("行数", default=0)
    accepted = models.PositiveIntegerField("接受", default=0)
    warned = models.PositiveIntegerField("提醒", default=0)
    refused = models.PositiveIntegerField("退回", default=0)
    findings = models.JSONField("逐行结果", default=list)
    outcome = models.JSONField("写入结果", default=dict)
    at = models.DateTimeField("上传时间", db_default=Clock())
    committed_at = models.DateTimeField("写入时间", null=True)

    objects: ClassVar[models.Manager[Roster]] = Rosters.as_manager()

    class Meta:
        verbose_name = "花名册"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.filename

    @property
    def good(self) -> int:
        """Rows that can be written."""
        return self.accepted + self.warned
