"""Levels: meetings and signed reviews, who should have come and who did, what was said of each filing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from commutation.models.batches import Batch
from commutation.models.filings import Filing
from commutation.querysets import OfBatch, OfFiling, OfPrison
from commutation.states.levels import OTHER_TERMS, Duty, Form, Level, Outcome, SitInState, SittingState, Stance
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class LocalRule(models.Model):
    """A local parameter, off unless a province turned it on; what it finds is never called 违法 (house.md §6)."""

    province = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="省份")
    code = models.CharField("参数", max_length=40)
    value = models.DecimalField("取值", max_digits=8, decimal_places=4)
    basis = models.CharField("依据", max_length=200)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects: ClassVar[models.Manager[LocalRule]]

    class Meta:
        verbose_name = "本省参数"
        ordering = ["province", "code", "since"]
        constraints = [
            models.UniqueConstraint(fields=["province", "code", "since"], name="one_local_rule_per_day"),
            models.UniqueConstraint(
                fields=["province", "code"], condition=Q(until=None), name="one_open_local_rule_per_code"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Sitting(models.Model):
    """One meeting, or one signed review, of one organ on filings of one batch. Closed, it stays as it was signed."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="sittings", verbose_name="批次")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="召开单位")
    level = models.CharField("层级", max_length=20, choices=Level)
    form = models.CharField("形式", max_length=10, choices=Form)
    ordinal = models.PositiveSmallIntegerField("第几次", default=1)
    held_on = models.DateField("日期")
    began_at = models.TimeField("开始", null=True, blank=True)
    ended_at = models.TimeField("结束", null=True, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    papers_on = models.DateField("材料送交委员日", null=True, blank=True)
    words = models.TextField("记录", blank=True)
    state = models.CharField("状态", max_length=10, choices=SittingState, default=SittingState.PLANNED)
    cancel_reason = models.CharField("未召开原因", max_length=200, blank=True)
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="签署人")
    closed_at = models.DateTimeField("签署时间", null=True)
    content_hash = models.CharField("记录校验", max_length=64, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfBatch.as_manager()

    class Meta:
        verbose_name = "会议与审查"
        ordering = ["batch", "held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "organ", "level", "ordinal"], name="one_sitting_per_ordinal"),
            models.CheckConstraint(
                condition=Q(state=SittingState.CLOSED, closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(state=SittingState.CLOSED) & Q(closed_at=None, closed_by=None)),
                name="a_closed_sitting_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state=SittingState.CANCELLED) | ~Q(cancel_reason=""), name="a_cancelled_sitting_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.held_on}"

    def get_absolute_url(self) -> str:
        return f"/batches/sittings/{self.pk}/"


class Attendance(models.Model):
    """Somebody who should be at a sitting or sat in on it. Only those who should come count in any sum."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="attendances")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员")
    name = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=60, blank=True)
    duty = models.CharField("身份", max_length=10, choices=Duty, default=Duty.MEMBER)
    is_medical = models.BooleanField("医务人员", default=False)
    present = models.BooleanField("到会", default=False)
    absence = models.CharField("缺席原因", max_length=120, blank=True)
    signed = models.BooleanField("已签名", default=False)
    position = models.PositiveSmallIntegerField("序号", default=0)

    objects: ClassVar[models.Manager[Attendance]]

    class Meta:
        verbose_name = "到会"
        ordering = ["sitting", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["sitting", "name", "post"], name="once_on_a_roster")]

    def __str__(self) -> str:
        return self.name


class Deliberation(models.Model):
    """What a sitting said of one filing: `before` and `after` in months; a change needs its article and reason.

    `changes` is what else of the proposal it changed: name of the column → [before, after] in the words of a list.
    """

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="deliberations")
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="deliberations", verbose_name="提请")
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    before = models.PositiveSmallIntegerField("前一级幅度（月）", null=True, blank=True)
    after = models.PositiveSmallIntegerField("本级幅度（月）", null=True, blank=True)
    changes = models.JSONField("另有变更", default=dict, blank=True)
    article = models.CharField("变更的法律依据", max_length=200, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    words = models.TextField("评议意见", blank=True)
    votes_for = models.PositiveSmallIntegerField("同意", default=0)
    votes_against = models.PositiveSmallIntegerField("不同意", default=0)
    abstained = models.PositiveSmallIntegerField("弃权", default=0)
    resumes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="resumed_in", verbose_name="前次暂缓"
    )
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "评议"
        ordering = ["sitting__held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "filing"], name="one_deliberation_per_sitting"),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.CHANGED) | (~Q(article="") & ~Q(reason="")),
                name="a_change_has_article_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[Outcome.DEFERRED, Outcome.REFUSED]) | ~Q(reason=""),
                name="not_passing_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def changed(self) -> list[tuple[str, str, str]]:
        """What it changed of the proposal: (label, before, after)."""
        before, after = (f"{one} 个月" if one else "—" for one in (self.before, self.after))
        others = [(OTHER_TERMS[name], old or "—", new or "—") for name, (old, new) in self.changes.items()]
        return [*([("减刑", before, after)] if self.before != self.after else []), *others]


class Voice(models.Model):
    """A member's own stance on one filing, where it is not simply 同意: dissent is printed first."""

    deliberation = models.ForeignKey(Deliberation, models.CASCADE, related_name="voices")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="voices")
    stance = models.CharField("意见", max_length=10, choices=Stance)
    words = models.CharField("不同意见", max_length=500, blank=True)

    objects: ClassVar[models.Manager[Voice]]

    class Meta:
        verbose_name = "个人意见"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["deliberation", "attendance"], name="one_voice_per_member"),
            models.CheckConstraint(
                condition=Q(stance__in=[Stance.FOR, Stance.ABSTAINED]) | ~Q(words=""),
                name="dissent_and_recusal_say_why",
            ),
        ]

    def __str__(self) -> str:
        return self.get_stance_display()


class SitIn(models.Model):
    """The procurator sits in on a committee (列席): invited, came or why not, what he said. He never votes."""

    sitting = models.OneToOneField(Sitting, models.PROTECT, related_name="sit_in")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="派驻检察机关")
    title = models.CharField("会议", max_length=120)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=80, blank=True)
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, related_name="+", verbose_name="邀请")
    state = models.CharField("状态", max_length=10, choices=SitInState, default=SitInState.INVITED)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="列席人")
    remarks = models.TextField("列席意见", blank=True)
    why_not = models.CharField("未列席原因", max_length=200, blank=True)
    recorded_at = models.DateTimeField("登记时间", null=True)

    objects: ClassVar[Any] = OfPrison.as_manager()

    class Meta:
        verbose_name = "列席"
        ordering = ["-held_on"]
        constraints = [
            models.CheckConstraint(condition=~Q(state=SitInState.ABSENT) | ~Q(why_not=""), name="absence_says_why"),
            models.CheckConstraint(
                condition=~Q(state=SitInState.ATTENDED) | Q(officer__isnull=False), name="somebody_sat_in"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/cases/sit-ins/{self.pk}/"
