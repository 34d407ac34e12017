"""The manifest of the archive: files as they came, partitions by year and month, how many cases of which place."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ
from procuratorate.screening.querysets import OfHouse, OfSite, Partitions
from procuratorate.screening.states import ImportState, Source, Stratum
from procuratorate.work.models import Job


class Import(models.Model):
    """One file of historic cases. `stored` is its SM3; `returned` the file of rows sent back or remarked upon."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="导入单位")
    field = models.CharField("领域", max_length=20)
    filename = models.CharField("文件名", max_length=200)
    ordinary = models.BooleanField("没有列出的特殊情形按没有看待", default=False)
    stored = models.CharField("文件校验", max_length=64)
    size = models.BigIntegerField("大小", default=0)
    state = models.CharField("状态", max_length=12, choices=ImportState, default=ImportState.WAITING)
    fault = models.CharField("读不出的原因", max_length=300, blank=True)
    notes = models.JSONField("读取说明", default=list)
    reasons = models.JSONField("退回、提醒的原因", default=list)  # [level, column, reason, rows]
    total = models.BigIntegerField("行数", default=0)
    accepted = models.BigIntegerField("入档", default=0)
    remarked = models.BigIntegerField("其中有读不出的栏", default=0)
    refused = models.BigIntegerField("退回", default=0)
    returned = models.CharField("退回文件校验", max_length=64, blank=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="导入人")
    at = models.DateTimeField("导入时间", db_default=Clock())
    done_at = models.DateTimeField("入档时间", null=True)

    objects: ClassVar[Any] = OfHouse.as_manager()

    class Meta:
        verbose_name = "历史案件导入"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "stored"], condition=~Q(state=ImportState.UNREADABLE), name="one_import_per_file"
            )
        ]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return f"/screening/archive/imports/{self.pk}/"


class Partition(models.Model):
    """Cases of one month in one immutable Arrow file, named by its SM3. A snapshot may be replaced, never changed."""

    field = models.CharField("领域", max_length=20)
    stratum = models.CharField("类别", max_length=10, choices=Stratum, default=Stratum.CASES)
    source = models.CharField("来源", max_length=10, choices=Source, default=Source.IMPORT)
    year = models.PositiveSmallIntegerField("年")
    month = models.PositiveSmallIntegerField("月")
    stored = models.CharField("文件校验", max_length=64)
    rows = models.PositiveIntegerField("案件数")
    size = models.PositiveIntegerField("大小", default=0)
    imported = models.ForeignKey(Import, models.PROTECT, null=True, related_name="partitions", verbose_name="导入")
    at = models.DateTimeField("入档时间", db_default=Clock())
    replaced_at = models.DateTimeField("被更新", null=True)

    objects: ClassVar[Any] = Partitions.as_manager()

    class Meta:
        verbose_name = "档案分区"
        ordering = ["year", "month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["field", "stratum", "year", "month"],
                condition=Q(source=Source.LIVE, replaced_at=None),
                name="one_snapshot_a_month",
            )
        ]
        indexes = [models.Index(fields=["field", "stratum", "year"], name="partitions_by_year")]

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月"


class Holding(models.Model):
    """How many cases of a place and kind a partition holds."""

    partition = models.ForeignKey(Partition, models.CASCADE, related_name="holdings")
    site = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    kind = models.PositiveSmallIntegerField("种类")
    rows = models.PositiveIntegerField("案件数")

    objects: ClassVar[Any] = OfSite.as_manager()

    class Meta:
        verbose_name = "馆藏"
        constraints = [models.UniqueConstraint(fields=["partition", "site", "kind"], name="one_holding_per_kind")]

    def __str__(self) -> str:
        return f"{self.site_id} {self.rows}"


class Sealed(models.Model):
    """A record sealed after it was archived: from then on it is read masked, wherever it is read."""

    record = models.CharField("记录", max_length=16, unique=True)
    site = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    reason = models.CharField("依据", max_length=200)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfSite.as_manager()

    class Meta:
        verbose_name = "档案封存"

    def __str__(self) -> str:
        return self.record
