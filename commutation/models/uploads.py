"""A list as it came in, row by row, with what was said to each row. The file stays as it was, under its hash."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from commutation.models.batches import Batch
from commutation.querysets import Rows, Uploads
from commutation.states import Kind, Route, RowStatus, UploadState
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ
from procuratorate.work.models import Job


class Upload(models.Model):
    """One file (or one call of the API) for one batch. `stored` is its SM3, and so its name in the store."""

    class Source(models.TextChoices):
        SHEET = "sheet", "Excel"
        SCREEN = "screen", "勾选"
        API = "api", "接口"

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="uploads", verbose_name="批次")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="报送单位")
    source = models.CharField("来源", max_length=10, choices=Source, default=Source.SHEET)
    filename = models.CharField("文件名", max_length=200, blank=True)
    stored = models.CharField("文件校验", max_length=64, blank=True)
    size = models.PositiveIntegerField("大小", default=0)
    state = models.CharField("状态", max_length=12, choices=UploadState, default=UploadState.WAITING)
    fault = models.CharField("读不出的原因", max_length=300, blank=True)
    notes = models.JSONField("读取说明", default=list)
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    total = models.PositiveIntegerField("行数", default=0)
    accepted = models.PositiveIntegerField("接受", default=0)
    warned = models.PositiveIntegerField("提醒", default=0)
    refused = models.PositiveIntegerField("退回", default=0)
    known = models.PositiveIntegerField("已在名单", default=0)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="报送人")
    at = models.DateTimeField("报送时间", db_default=Clock())
    checked_at = models.DateTimeField("检查完成", null=True, blank=True)
    committed_at = models.DateTimeField("提交时间", null=True, blank=True)

    objects: ClassVar[Any] = Uploads.as_manager()

    class Meta:
        verbose_name = "导入"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.filename or self.get_source_display()

    def get_absolute_url(self) -> str:
        return f"/batches/uploads/{self.pk}/"

    @property
    def good(self) -> int:
        return self.accepted + self.warned

    @property
    def seconds(self) -> float:
        """How long the check took, waiting for a worker left out."""
        began = (self.job and self.job.started_at) or self.at
        return (self.checked_at - began).total_seconds() if self.checked_at else 0.0


class UploadRow(models.Model):
    """One row: the cells as written, the values read, and every problem with its mending.

    Of a row that may be committed the filing stands ready from `kind` on, so that what was shown is what is listed.
    """

    # Without indexes of their own: rows are asked by upload and number (`one_row_per_number`).
    upload = models.ForeignKey(Upload, models.CASCADE, db_index=False, related_name="rows")
    organ = models.ForeignKey(Organ, models.PROTECT, db_index=False, related_name="+", verbose_name="报送单位")
    number = models.PositiveIntegerField("行")
    status = models.CharField("结果", max_length=10, choices=RowStatus)
    ward_name = models.CharField("监区", max_length=80, blank=True)
    inmate_name = models.CharField("姓名", max_length=120, blank=True)
    inmate_id = models.BigIntegerField("罪犯", null=True, blank=True)
    person_id = models.BigIntegerField("人员", null=True, blank=True)  # for the row policy: recusal holds here, too
    given = models.JSONField("所填", default=dict)
    values = models.JSONField("读得", default=dict)
    problems = models.JSONField("问题", default=list)
    replaces = models.BigIntegerField("更新的提名", null=True, blank=True)
    kind = models.CharField("提请种类", max_length=20, choices=Kind, blank=True)
    route = models.CharField("提请途径", max_length=24, choices=Route, blank=True)
    months = models.PositiveSmallIntegerField("拟减刑期（月）", null=True, blank=True)
    rights_months = models.PositiveSmallIntegerField("拟改剥夺政治权利（月）", null=True, blank=True)
    probation_until = models.DateField("假释考验期止", null=True, blank=True)
    facts_hash = models.CharField("事实校验", max_length=64, blank=True)

    objects: ClassVar[Any] = Rows.as_manager()

    class Meta:
        verbose_name = "导入行"
        ordering = ["upload", "number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="one_row_per_number"),
            models.CheckConstraint(
                condition=~Q(status__in=[RowStatus.REFUSED, RowStatus.WARNED]) | ~Q(problems=[]),
                name="a_problem_row_says_why",
            ),
        ]
        indexes = [models.Index(fields=["upload", "status", "number"], name="rows_by_status")]

    def __str__(self) -> str:
        return f"第{self.number}行"
