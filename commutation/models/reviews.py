"""The procurator's work on a case: what was opened, asked, noted, found. The prison sees the questions alone."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from commutation.models.filings import Filing
from commutation.models.sendings import Sending
from commutation.querysets import Findings, OfFiling, Questions
from commutation.states import Stage
from commutation.states.reviews import FindingState, Gravity, QuestionState, Verdict
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Reading(models.Model):
    """Somebody opened a case, with these facts in it. `reviewed_at`: and said 审阅完毕."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="readings")
    stage = models.CharField("阶段", max_length=14, choices=Stage)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="人员")
    facts_hash = models.CharField("所阅事实校验", max_length=64)
    opened_at = models.DateTimeField("打开时间", db_default=Clock())
    reviewed_at = models.DateTimeField("审阅完毕", null=True)

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "审阅"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["filing", "stage", "officer"], name="one_reading_per_stage")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.opened_at}"


class Note(models.Model):
    """A note of the procuratorate's own."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="review_notes")
    words = models.TextField("内容")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="记录人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "审查札记"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"札记 {self.pk}"


class Question(models.Model):
    """Papers or facts asked of the prison. The review clock runs on: no article suspends it (规则第635条)."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="questions", verbose_name="提请")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="提问单位")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    words = models.TextField("问题")
    wanted = models.CharField("需补材料", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=QuestionState, default=QuestionState.ASKED)
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="传输")
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="约定答复期限")
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="提问人")
    asked_at = models.DateTimeField("提问时间", db_default=Clock())
    chased_at = models.DateTimeField("催办时间", null=True)
    chased = models.PositiveSmallIntegerField("催办次数", default=0)
    reply = models.TextField("答复", blank=True)
    replied_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="答复人")
    replied_at = models.DateTimeField("答复时间", null=True)
    reply_dispatch = models.ForeignKey(
        "dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="答复传输"
    )
    withdrawn_why = models.CharField("撤回原因", max_length=200, blank=True)

    objects: ClassVar[Any] = Questions.as_manager()

    class Meta:
        verbose_name = "询问"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=QuestionState.ANSWERED)
                | (~Q(reply="") & Q(replied_at__isnull=False, replied_by__isnull=False)),
                name="an_answered_question_has_a_reply",
            )
        ]

    def __str__(self) -> str:
        return f"询问 {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/batches/questions/{self.pk}/"


class Finding(models.Model):
    """What a rule found on a filing, and what a person made of it. `key` tells the same finding again."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="findings", verbose_name="提请")
    stage = models.CharField("阶段", max_length=14, choices=Stage)
    sending = models.ForeignKey(Sending, models.PROTECT, null=True, related_name="+", verbose_name="所据报送")
    rule = models.CharField("规则", max_length=60)
    key = models.CharField(max_length=64)
    title = models.CharField("审查点", max_length=120)
    verdict = models.CharField("结论", max_length=10, choices=Verdict)
    text = models.TextField("说明")
    article = models.CharField("依据", max_length=300)
    lacking = models.JSONField("所缺事实", default=list)
    worked = models.JSONField("算式", default=dict)
    is_local = models.BooleanField("本省参数", default=False)
    state = models.CharField("状态", max_length=12, choices=FindingState, default=FindingState.SUSPECTED)
    gravity = models.CharField("性质", max_length=10, choices=Gravity, blank=True)
    reason = models.TextField("核查情况", blank=True)
    settled_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="认定人")
    settled_at = models.DateTimeField("认定时间", null=True)
    found_at = models.DateTimeField("发现时间", db_default=Clock())

    objects: ClassVar[Any] = Findings.as_manager()

    class Meta:
        verbose_name = "疑点"
        ordering = ["filing", "verdict", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "key"], name="one_finding_per_key"),
            models.CheckConstraint(
                condition=~Q(state__in=[FindingState.VERIFIED, FindingState.EXCLUDED, FindingState.UNDECIDABLE])
                | (Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(reason="")),
                name="a_person_settled_it",
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.VERIFIED) | ~Q(gravity=""), name="verified_findings_are_weighed"
            ),
        ]
        indexes = [models.Index(fields=["filing", "state"], name="findings_of_a_filing")]

    def __str__(self) -> str:
        return self.title
