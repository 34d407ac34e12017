"""The seven shared items of 2002: the list both sides signed, and what a centre told on a day."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from detention.querysets import OfCentre
from detention.states import ListState, Source
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class SharedList(models.Model):
    """A version of the agreed list (高检会〔2002〕4号第三部分), in force once both sides signed it.

    `items`: [{"code", "title", "owner", "recipient", "frequency", "basis", "sensitivity"}]; `hour`: until when, the day
    after, what is told of a day has to be there.
    """

    centre = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="看守所")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="驻所检察室")
    version = models.PositiveSmallIntegerField("版次")
    items = models.JSONField("项目")
    hour = models.PositiveSmallIntegerField("次日几时以前", default=10)
    state = models.CharField("状态", max_length=10, choices=ListState, default=ListState.PROPOSED)
    centre_signer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="看守所签署")
    centre_signed_at = models.DateTimeField("看守所签署时间", null=True)
    office_signer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="检察室签署")
    office_signed_at = models.DateTimeField("检察室签署时间", null=True)
    at = models.DateTimeField("提出时间", db_default=Clock())

    objects: ClassVar[Any] = OfCentre.as_manager()

    class Meta:
        verbose_name = "信息共享项目"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "version"], name="one_list_per_version"),
            models.UniqueConstraint(fields=["centre"], condition=Q(state=ListState.IN_FORCE), name="one_list_in_force"),
            models.CheckConstraint(
                condition=~Q(state=ListState.IN_FORCE)
                | Q(centre_signed_at__isnull=False, office_signed_at__isnull=False),
                name="a_list_in_force_was_signed_by_both",
            ),
            models.CheckConstraint(condition=Q(hour__lte=23), name="an_hour_of_the_day"),
        ]

    def __str__(self) -> str:
        return f"第{self.version}版"


class DailyFeed(models.Model):
    """What a centre told of a day; a correction is a row of its own that names the one before and says why.

    `items`: [{"code", "title", "figures": [[label, count]], "lines", "words", "missing"}]. Where it came with a roster:
    `rows` and its `digest` (SM3), and `absent`, the numbers of those present by the records of whom it told nothing.
    """

    centre = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="看守所")
    shared_list = models.ForeignKey(SharedList, models.PROTECT, related_name="feeds", verbose_name="项目版次")
    on = models.DateField("日期")
    items = models.JSONField("内容")
    source = models.CharField("途径", max_length=6, choices=Source, default=Source.SCREEN)
    rows = models.PositiveIntegerField("名册行数", default=0)
    digest = models.CharField("名册校验", max_length=64, blank=True)
    absent = models.JSONField("名册未列", default=list)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by", verbose_name="更正")
    why = models.CharField("更正理由", max_length=200, blank=True)
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, related_name="+", verbose_name="传输")
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="发送人")
    at = models.DateTimeField("发送时间", db_default=Clock())

    objects: ClassVar[Any] = OfCentre.as_manager()

    class Meta:
        verbose_name = "每日七项"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "on"], condition=Q(corrects=None), name="one_feed_per_day"),
            models.CheckConstraint(condition=Q(corrects=None) | ~Q(why=""), name="a_correction_says_why"),
            models.CheckConstraint(condition=Q(corrects=None) | ~Q(corrects=F("pk")), name="corrects_another"),
        ]
        indexes = [models.Index(fields=["centre", "-on"], name="feeds_of_a_centre")]

    def __str__(self) -> str:
        return f"{self.on}"
