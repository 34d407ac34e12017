"""A supervision model and its versions: rules, scope, parameters; what was approved stays as it was."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ
from procuratorate.screening.querysets import OfHouse, Versions
from procuratorate.screening.states import VersionState


class SupervisionModel(models.Model):
    """A model of a 院: what it is after, and why."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    field = models.CharField("领域", max_length=20)
    title = models.CharField("名称", max_length=80)
    aim = models.TextField("要发现的问题")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="起草人")
    at = models.DateTimeField("建立时间", db_default=Clock())

    objects: ClassVar[Any] = OfHouse.as_manager()

    class Meta:
        verbose_name = "监督模型"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["organ", "title"], name="one_model_per_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/screening/models/{self.pk}/"


class Version(models.Model):
    """Rules, scope, parameters. `digests` are of the rules' definitions on approval: a rule changed later is told."""

    model = models.ForeignKey(SupervisionModel, models.PROTECT, related_name="versions", verbose_name="模型")
    number = models.PositiveSmallIntegerField("版本")
    rules = ArrayField(models.CharField(max_length=60), verbose_name="规则")
    kinds = ArrayField(models.PositiveSmallIntegerField(), verbose_name="种类")
    since = models.PositiveSmallIntegerField("起（年）", default=1990)
    until = models.PositiveSmallIntegerField("止（年）", null=True, blank=True)
    sites = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name="单位")
    slack = models.PositiveSmallIntegerField("差多少以内不列", default=0)
    digests = models.JSONField("规则校验", default=dict)
    note = models.CharField("说明", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=VersionState, default=VersionState.DRAFT)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="起草人")
    at = models.DateTimeField("起草时间", db_default=Clock())
    approved_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="批准人")
    approved_at = models.DateTimeField("批准时间", null=True)

    objects: ClassVar[Any] = Versions.as_manager()

    class Meta:
        verbose_name = "模型版本"
        ordering = ["model", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["model", "number"], name="one_version_per_number"),
            models.CheckConstraint(
                condition=~Q(state__in=[VersionState.APPROVED, VersionState.RETIRED])
                | Q(approved_by__isnull=False) & ~Q(approved_by=F("by")),
                name="a_second_person_approves_a_model",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} 第{self.number}版"

    def get_absolute_url(self) -> str:
        return f"/screening/models/{self.model_id}/{self.number}/"
