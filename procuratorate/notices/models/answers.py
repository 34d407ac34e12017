"""What comes back: who answers for it, the answer to each point with its proof, what the procurator made of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import Clock
from procuratorate.notices.models.notices import Notice, Point
from procuratorate.notices.querysets import OfNotice
from procuratorate.notices.states import Finding, Stance
from procuratorate.organs.models import Officer, Organ


class Charge(models.Model):
    """责任人: whom the addressee charged with it. The last one holds."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="charges")
    name = models.CharField("责任人", max_length=60)
    unit = models.CharField("责任部门", max_length=60)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="指定人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfNotice.as_manager()

    class Meta:
        verbose_name = "责任人"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.unit} {self.name}"


class Answer(models.Model):
    """The addressee's answer to a point; a later one stands beside it. `paper_no`: entered from a letter on paper."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="answers")
    point = models.ForeignKey(Point, models.PROTECT, related_name="answers")
    stance = models.CharField("态度", max_length=10, choices=Stance)
    words = models.TextField("纠正措施、说明")
    done_on = models.DateField("纠正日期", null=True, blank=True)
    answered_by = models.CharField("答复人", max_length=60)
    received_on = models.DateField("收到日期")
    paper_no = models.CharField("来文号", max_length=60, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="登记单位")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="经办人")
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="+", verbose_name="传输")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfNotice.as_manager()

    class Meta:
        verbose_name = "答复"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="an_answer_says_something")]

    def __str__(self) -> str:
        return str(self.get_stance_display())


class Check(models.Model):
    """What the procurator made of an answer, and how it was checked."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="checks")
    point = models.ForeignKey(Point, models.PROTECT, related_name="checks")
    finding = models.CharField("核实", max_length=10, choices=Finding)
    words = models.TextField("核实情况")
    on_spot = models.BooleanField("现场核对", default=False)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="核实人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfNotice.as_manager()

    class Meta:
        verbose_name = "核实"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_check_says_how")]

    def __str__(self) -> str:
        return str(self.get_finding_display())


class File(models.Model):
    """A file put to a notice, kept under its hash: proof of an answer or an objection, or the scanned 回证."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="files")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="files")
    objection = models.ForeignKey("notices.Objection", models.PROTECT, null=True, related_name="files")
    is_slip = models.BooleanField("送达回证扫描件", default=False)
    name = models.CharField("名称", max_length=200)
    stored = models.CharField("文件校验", max_length=64)
    media_type = models.CharField("类型", max_length=40)
    size = models.PositiveIntegerField("字节")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfNotice.as_manager()

    class Meta:
        verbose_name = "附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
