"""The text of the minutes in its versions, what either side remarked on it, who signed which text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from meetings.models.meetings import Meeting
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Minutes(models.Model):
    """One version of the text: [[level 0–3, words]…] as the sheet sets it. Never changed; an edit is a new version.

    `is_shared`: written once both sides may see it. What the host drafted before stays the host's own.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField("版本")
    host = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="主办单位")
    sections = models.JSONField("正文")
    content_hash = models.CharField("内容校验", max_length=64)
    is_shared = models.BooleanField("双方可见", default=False)
    why = models.CharField("修改说明", max_length=200, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="修改人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[Minutes]]

    class Meta:
        verbose_name = "纪要稿"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_text_per_version")]

    def __str__(self) -> str:
        return f"第{self.number}版"


class Remark(models.Model):
    """What one side asks to be changed in a paragraph of the draft, and the host's answer."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="remarks")
    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="remarks", verbose_name="版本")
    paragraph = models.PositiveSmallIntegerField("段落")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="一方")
    words = models.CharField("意见", max_length=400)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="提出人")
    at = models.DateTimeField("时间", db_default=Clock())
    taken = models.BooleanField("采纳", null=True)
    answer = models.CharField("答复", max_length=200, blank=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="答复人")
    answered_at = models.DateTimeField("答复时间", null=True)

    objects: ClassVar[models.Manager[Remark]]

    class Meta:
        verbose_name = "核对意见"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words[:30]


class Countersign(models.Model):
    """That an officer signed for one side exactly the text with this hash. Written once."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="signatures")
    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="signatures", verbose_name="版本")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="一方")
    content_hash = models.CharField("所签内容校验", max_length=64)
    name = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=60)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="会签人")
    acting_for = models.CharField("代行", max_length=60, blank=True)
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[Countersign]]

    class Meta:
        verbose_name = "会签"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["minutes", "organ"], name="one_signature_per_side_and_text")]

    def __str__(self) -> str:
        return f"{self.name} {self.at}"
