"""A run over the archive: its parts, claimed by workers; what was counted; the hits."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ
from procuratorate.screening.models.archive import Partition
from procuratorate.screening.models.versions import Version
from procuratorate.screening.querysets import Hits, OfHouseRun, Parts, Runs
from procuratorate.screening.states import WHOLE, PartState, RunState


class Run(models.Model):
    """A version held against the archive as it stood. `sites` are those within the reach of whoever began it."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    version = models.ForeignKey(Version, models.PROTECT, related_name="runs", verbose_name="模型版本")
    permille = models.PositiveSmallIntegerField("抽样（千分之）", default=WHOLE)
    sites = ArrayField(models.BigIntegerField(), verbose_name="单位范围")
    state = models.CharField("状态", max_length=10, choices=RunState, default=RunState.RUNNING)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="发起人")
    at = models.DateTimeField("开始", db_default=Clock())
    ended_at = models.DateTimeField("结束", null=True)

    objects: ClassVar[Any] = Runs.as_manager()

    class Meta:
        verbose_name = "筛查"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.version} {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return f"/screening/runs/{self.pk}/"

    @property
    def is_sample(self) -> bool:
        return self.permille < WHOLE

    @property
    def is_open(self) -> bool:
        return self.state in (RunState.RUNNING, RunState.PAUSED)


class RunPart(models.Model):
    """One partition of a run. Claimed with a lease: a killed worker's part is taken up by another."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="parts")
    partition = models.ForeignKey(Partition, models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=10, choices=PartState, default=PartState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = Parts.as_manager()

    class Meta:
        verbose_name = "筛查分区"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "partition"], name="one_part_per_partition")]
        indexes = [models.Index(fields=["run", "state"], name="parts_of_a_run")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.partition_id}"


class Tally(models.Model):
    """What was counted of a place in a year, rule by rule; `rule` "" counts the cases themselves."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="tallies")
    site = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年")
    rule = models.CharField("规则", max_length=60, blank=True)
    judged = models.PositiveIntegerField("筛查案件", default=0)
    breached = models.PositiveIntegerField("疑点", default=0)
    undecided = models.PositiveIntegerField("无法判断", default=0)

    objects: ClassVar[Any] = OfHouseRun.as_manager()

    class Meta:
        verbose_name = "筛查计数"
        constraints = [models.UniqueConstraint(fields=["run", "site", "year", "rule"], name="one_tally_per_rule")]

    def __str__(self) -> str:
        return f"{self.rule} {self.breached}"


class Hit(models.Model):
    """One case that fell short of one rule. It names nobody: who it is about is read from the archive, masked.

    `key` is the same for cases of one person, `person` the person of this system, if it is one.
    """

    run = models.ForeignKey(Run, models.CASCADE, db_index=False, related_name="hits")
    partition = models.ForeignKey(Partition, models.PROTECT, db_index=False, related_name="+")
    site = models.ForeignKey(Organ, models.PROTECT, db_index=False, related_name="+", verbose_name="单位")
    rule = models.CharField("规则", max_length=60)
    year = models.PositiveSmallIntegerField("年")
    record = models.CharField("记录", max_length=16)
    key = models.CharField("人", max_length=16)
    person = models.ForeignKey("custody.Person", models.PROTECT, null=True, db_index=False, related_name="+")
    margin = models.IntegerField("差")

    objects: ClassVar[Any] = Hits.as_manager()

    class Meta:
        verbose_name = "疑点"
        constraints = [models.UniqueConstraint(fields=["run", "rule", "record"], name="one_hit_per_rule_and_case")]
        indexes = [models.Index(fields=["run", "rule", "site", "year"], name="hits_of_a_run")]

    def __str__(self) -> str:
        return f"{self.rule} {self.record}"
