"""Subjects, what is recorded of them, and letters to the court that executes a property judgment."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from procuratorate.community.querysets import OfOffice, Subjects
from procuratorate.community.states import Act, Kind, SubjectState
from procuratorate.custody.models import Person
from procuratorate.custody.states import Closing, Sex
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Subject(models.Model):
    """Somebody who serves outside walls. `key` finds again whom another record entered ("outside:12").

    `effective_on` is the day from which the ten days of arrival run: the ruling in force, for 暂予监外执行 the day the
    decision was received.
    """

    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="登记单位")
    kind = models.CharField("种类", max_length=10, choices=Kind)
    name = models.CharField("姓名", max_length=120)
    sex = models.CharField("性别", max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField("出生日期", null=True, blank=True)
    offence = models.CharField("罪名", max_length=80)
    sentence = models.CharField("原判刑罚", max_length=80, blank=True)
    decider = models.CharField("判决、裁定、决定机关", max_length=80)
    decided_no = models.CharField("文书号", max_length=80, blank=True)
    effective_on = models.DateField("生效日（暂予监外执行填收到决定日）")
    until = models.DateField("期限届满", null=True, blank=True)
    body = models.CharField("执行机关", max_length=80)
    residence = models.CharField("执行地", max_length=120, blank=True)
    state = models.CharField("状态", max_length=8, choices=SubjectState, default=SubjectState.AWAITED)
    papers_due = models.DateField("法律文书送达届满", null=True)
    arrive_due = models.DateField("报到届满", null=True)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="当前时限")
    key = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = Subjects.as_manager()

    class Meta:
        verbose_name = "监外执行对象"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="one_subject_per_source"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("effective_on")), name="a_term_outside_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["office", "state", "kind"], name="subjects_of_an_office")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/community/{self.pk}/"


class Event(models.Model):
    """One act on its day. Never changed; a mistake is put right by a further row that says so."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="events")
    act = models.CharField("事项", max_length=10, choices=Act)
    on = models.DateField("日期")
    paper = models.CharField("文书号", max_length=80, blank=True)
    words = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[models.Manager[Event]]

    class Meta:
        verbose_name = "执行情况"
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.on}"


class Inquiry(models.Model):
    """A letter to the executing court about a person's property judgment; it answers within seven days of receipt."""

    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="发函单位")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="人员")
    court = models.CharField("执行法院", max_length=80)
    letter = models.CharField("函号", max_length=80)
    items = models.CharField("所问判项", max_length=300)
    received_on = models.DateField("法院收函日")
    answered_on = models.DateField("收到证明日", null=True, blank=True)
    closing = models.CharField("结案方式", max_length=20, choices=Closing, blank=True, default=Closing.NONE)
    answer = models.CharField("证明内容、凭证", max_length=300, blank=True)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="出具证明期限")
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfOffice.as_manager()

    class Meta:
        verbose_name = "财产性判项函询"
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("received_on")), name="answered_after_received"
            )
        ]
        indexes = [models.Index(fields=["office", "person"], name="inquiries_of_an_office")]

    def __str__(self) -> str:
        return self.letter
