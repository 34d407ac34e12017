"""Recordings as references: which camera, from when to when, sealed by whom, hash on export. No picture is here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from procuratorate.incidents.models.incidents import Incident
from procuratorate.incidents.querysets import OfIncident
from procuratorate.incidents.states import Hash, Source
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Recording(models.Model):
    """`channel` is the camera's code on the site's own video system; `digest` the hash of the exported file."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="recordings", verbose_name="监管事件")
    source = models.CharField("来源", max_length=8, choices=Source)
    camera = models.CharField("部位", max_length=60)
    channel = models.CharField("画面号", max_length=40)
    starts_at = models.DateTimeField("起")
    ends_at = models.DateTimeField("止")
    sealed_at = models.DateTimeField("封存时间", null=True, blank=True)
    sealed_by = models.CharField("封存人", max_length=120, blank=True)
    witness = models.CharField("见证人", max_length=120, blank=True)
    medium = models.CharField("载体编号", max_length=80, blank=True)
    note = models.CharField("封存说明", max_length=500, blank=True)
    exported_at = models.DateTimeField("导出时间", null=True, blank=True)
    exported_by = models.CharField("导出人", max_length=120, blank=True)
    digest_kind = models.CharField("校验算法", max_length=8, choices=Hash, blank=True)
    digest = models.CharField("校验值", max_length=64, blank=True)
    is_shared = models.BooleanField("双方可见", default=False)
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfIncident.as_manager()

    class Meta:
        verbose_name = "录像引用"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_recording_has_length"),
            models.CheckConstraint(condition=Q(sealed_at=None) | ~Q(sealed_by=""), name="somebody_sealed_it"),
            models.CheckConstraint(
                condition=Q(exported_at=None, digest="") | (Q(exported_at__isnull=False) & ~Q(digest="")),
                name="an_export_has_a_hash",
            ),
            models.CheckConstraint(
                condition=Q(source=Source.OFFICE) | Q(is_shared=True), name="what_a_site_seals_both_see"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.camera} {self.channel}"

    def get_absolute_url(self) -> str:
        return f"/recordings/{self.pk}/"


class Viewing(models.Model):
    """That an officer asked to see a recording, and what for. Read by the officer's own house alone."""

    recording = models.ForeignKey(Recording, models.PROTECT, related_name="viewings", verbose_name="录像引用")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="调阅人")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    purpose = models.CharField("调阅事由", max_length=200)
    at = models.DateTimeField("调阅时间", db_default=Clock())

    objects: ClassVar[models.Manager[Viewing]]

    class Meta:
        verbose_name = "录像调阅"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.recording_id} {self.at:%Y-%m-%d}"
