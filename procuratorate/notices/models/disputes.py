"""Objections with their re-examination, requests to take back or make milder, and typing errors put right."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import Clock
from procuratorate.notices.models.notices import Notice, Point
from procuratorate.notices.querysets import OfNotice
from procuratorate.notices.states import UNDECIDED, EasingState, ObjectionState
from procuratorate.notices.states import Easing as Wish
from procuratorate.organs.models import Officer, Organ


class Objection(models.Model):
    """异议 to some points, and its 复查: proposed by the procurator, decided by a leader (规则第554条)."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections")
    points = ArrayField(models.PositiveSmallIntegerField(), verbose_name="所涉各项")
    words = models.TextField("异议理由")
    objected_by = models.CharField("提出人", max_length=60)
    received_on = models.DateField("收到日期")
    in_time = models.BooleanField("在期限内", null=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="登记单位")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间", db_default=Clock())
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="+", verbose_name="传输")
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="复查期限")
    state = models.CharField("状态", max_length=10, choices=ObjectionState, default=ObjectionState.RECEIVED)
    proposal = models.CharField("拟办", max_length=10, choices=ObjectionState, blank=True)
    proposed_words = models.TextField("复查情况", blank=True)
    proposed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="承办人")
    number = models.CharField("复查决定文号", max_length=60, blank=True)
    decided_words = models.TextField("复查结论", blank=True)
    decided_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="决定人")
    decided_at = models.DateTimeField("决定时间", null=True)
    decision = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="+", verbose_name="决定的传输")

    objects: ClassVar[Any] = OfNotice.as_manager()

    class Meta:
        verbose_name = "异议"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="the_decision_is_not_the_proposers",
            )
        ]

    def __str__(self) -> str:
        return f"对第{'、'.join(map(str, self.points))}项的异议"

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED


class Easing(models.Model):
    """That somebody asked to take a notice back or make it milder: who, why, and what a leader said (N15)."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="easings")
    wish = models.CharField("请求", max_length=10, choices=Wish)
    points = ArrayField(models.PositiveSmallIntegerField(), default=list, verbose_name="所涉各项")
    asked_by = models.CharField("请求人", max_length=120)
    asked_on = models.DateField("请求日期")
    reason = models.TextField("理由")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())
    state = models.CharField("结果", max_length=10, choices=EasingState, default=EasingState.ASKED)
    answer = models.TextField("决定理由", blank=True)
    decided_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="决定人")
    decided_at = models.DateTimeField("决定时间", null=True)

    objects: ClassVar[Any] = OfNotice.as_manager()

    class Meta:
        verbose_name = "撤回、变更请求"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(asked_by=""), name="a_request_has_a_name_and_a_reason"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("by")), name="whoever_wrote_a_request_does_not_decide_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_wish_display()}请求"


class Mending(models.Model):
    """更正 of a typing error in a point: the words as they are now; those before stay where they were."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="mendings")
    point = models.ForeignKey(Point, models.PROTECT, related_name="mendings")
    facts = models.TextField("发现的情况")
    article = models.CharField("依据", max_length=300, blank=True)
    demand = models.TextField("要求", blank=True)
    why = models.CharField("更正理由", max_length=200)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="更正人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfNotice.as_manager()

    class Meta:
        verbose_name = "更正"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="a_mending_says_why")]

    def __str__(self) -> str:
        return f"更正 {self.point_id}"
