"""What the State Council's notices make of single days. Days without a row are weekdays and weekends."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from procuratorate.lib.clock import Clock
from procuratorate.lib.law.calendars import Kind
from procuratorate.organs.models import Officer


class CalendarNotice(models.Model):
    """A notice on holidays. A year may have several: a later one changes single days of the first."""

    number = models.CharField("文号", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=120)
    imported_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="导入人")
    at = models.DateTimeField("导入时间", db_default=Clock())

    objects: ClassVar[models.Manager[CalendarNotice]]

    class Meta:
        verbose_name = "放假通知"
        ordering = ["year", "pk"]
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="one_notice_per_year_and_number")]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title


class CalendarDay(models.Model):
    """One day a notice names: off, or worked to make up for it."""

    date = models.DateField("日期", unique=True)
    kind = models.CharField("种类", max_length=4, choices=[(kind.value, kind.words) for kind in Kind])
    name = models.CharField("节日", max_length=40)
    notice = models.ForeignKey(CalendarNotice, models.PROTECT, related_name="days", verbose_name="依据")

    objects: ClassVar[models.Manager[CalendarDay]]

    class Meta:
        verbose_name = "节假日"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}{Kind(self.kind).words}"
