"""A line of a register that an officer wrote, or added to one the product filled; and how it read before."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from procuratorate.documents.querysets import Entries
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Entry(models.Model):
    """`source` is the key of the product's line it completes, empty for a line of one's own.

    `cells` by the heads of the register. A line is struck out with a reason, never removed; mended, it leaves a
    FormerEntry behind; what was frozen on paper does not change with it.
    """

    register = models.CharField("表册", max_length=40)
    site = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监所")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="登记单位")
    source = models.CharField("所补的行", max_length=80, blank=True)
    on = models.DateField("日期")
    cells = models.JSONField("内容", default=dict)
    persons = ArrayField(models.BigIntegerField(), default=list, verbose_name="所涉人员")
    version = models.PositiveIntegerField("版本", default=1)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())
    edited_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="最后修改")
    edited_at = models.DateTimeField("最后修改时间", null=True)
    struck_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="划去人")
    struck_at = models.DateTimeField("划去时间", null=True)
    struck_why = models.CharField("划去理由", max_length=200, blank=True)

    objects: ClassVar[Any] = Entries.as_manager()

    class Meta:
        verbose_name = "登记事项"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "site", "office", "source"],
                condition=~Q(source=""),
                name="one_completion_per_line",
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_by=None, struck_why="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_why="")),
                name="a_struck_entry_says_why",
            ),
        ]
        indexes = [models.Index(fields=["office", "site", "register", "on"], name="entries_of_a_register")]

    def __str__(self) -> str:
        return f"{self.register} {self.on}"


class FormerEntry(models.Model):
    """How a line read until it was mended: written once, never changed. `by` wrote it so, `at` that moment."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="former", verbose_name="登记事项")
    version = models.PositiveIntegerField("版本")
    on = models.DateField("日期")
    cells = models.JSONField("内容")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")

    objects: ClassVar[models.Manager[FormerEntry]]

    class Meta:
        verbose_name = "登记事项（改前）"
        ordering = ["entry", "version"]
        constraints = [models.UniqueConstraint(fields=["entry", "version"], name="one_former_text_per_version")]

    def __str__(self) -> str:
        return f"{self.on} 第{self.version}版"
