"""Who meets how often, and one meeting with whoever should come."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from meetings.querysets import Meetings, SeriesRows
from meetings.states import WITH_MINUTES, MeetingState, Presence
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Series(models.Model):
    """A procuratorial office and a place of custody meet once each half-year, the two taking turns as host.

    高检发监字〔2008〕1号《人民检察院监狱检察办法》第38条; for centres 《人民检察院看守所检察办法》第24条.
    `former` are the ids of offices that had the site before: they go on reading the meetings they held.
    """

    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="检察机关")
    site = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="对方单位")
    name = models.CharField("名称", max_length=80)
    word = models.CharField("纪要代字", max_length=20, help_text="印发时取号，如 临城郊联纪")
    since = models.DateField("建立日")
    former = ArrayField(models.BigIntegerField(), default=list, verbose_name="此前的检察机关")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="建立人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = SeriesRows.as_manager()

    class Meta:
        verbose_name = "联席会议"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["office", "site"], name="one_series_of_two_organs")]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One meeting. `version` rises with every change of the row itself; items and people bear their own."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="meetings", verbose_name="联席会议")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="检察机关")
    site = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="对方单位")
    host = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="主办单位")
    title = models.CharField("名称", max_length=80)
    is_special = models.BooleanField("专题会议", default=False)
    held_on = models.DateField("会议日")
    starts_at = models.CharField("时刻", max_length=20, default="14:30")
    place = models.CharField("地点", max_length=120)
    proposals_until = models.DateField("议题征集截止")
    state = models.CharField("状态", max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    called_at = models.DateTimeField("通知时间", null=True)
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="通知")
    began_at = models.DateTimeField("开会时间", null=True)
    ended_at = models.DateTimeField("散会时间", null=True)
    shared_at = models.DateTimeField("送核时间", null=True)
    paper = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+", verbose_name="纪要")
    issued_at = models.DateTimeField("印发时间", null=True)
    cancelled_why = models.CharField("取消原因", max_length=200, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="筹备人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = Meetings.as_manager()

    class Meta:
        verbose_name = "联席会议（次）"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(host=F("office")) | Q(host=F("site")), name="one_of_the_two_is_host"),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.ISSUED) | Q(paper__isnull=False), name="issued_minutes_are_a_paper"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/meetings/{self.pk}/"

    @property
    def guest(self) -> Organ:
        """The side that is not host."""
        return self.site if self.host_id == self.office_id else self.office

    @property
    def has_minutes(self) -> bool:
        return self.state in WITH_MINUTES


class Attendance(models.Model):
    """Somebody who should come (应到), or sits in (列席, then not counted). `key` is what the secretary presses."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="people")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="一方")
    position = models.PositiveSmallIntegerField("序号")
    name = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=60, blank=True)
    sits_in = models.BooleanField("列席", default=False)
    chairs = models.BooleanField("主持", default=False)
    presence = models.CharField("到会", max_length=12, choices=Presence, blank=True)
    came_at = models.DateTimeField("签到时间", null=True)
    note = models.CharField("说明", max_length=80, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    objects: ClassVar[models.Manager[Attendance]]

    class Meta:
        verbose_name = "与会人员"
        ordering = ["sits_in", "organ", "position", "pk"]

    def __str__(self) -> str:
        return self.name
