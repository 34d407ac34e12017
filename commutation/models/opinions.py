"""Papers of the procuratorate: drafted, audited, signed; the chief signs exactly what was drafted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commutation.models.filings import Filing
from commutation.querysets import OfFiling, Opinions
from commutation.states.reviews import OpinionState, PaperKind, Step
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Opinion(models.Model):
    """A paper in the name of `organ` (a 院), drafted in `office`. `content_hash`: SM3 of addressee, lines, words."""

    kind = models.CharField("文书", max_length=20, choices=PaperKind)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="提出单位")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="承办部门")
    addressee = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="主送")
    competence = models.CharField("提出依据", max_length=200, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=160)
    facts = models.TextField("事实", blank=True)
    grounds = models.TextField("理由与法律依据", blank=True)
    request = models.TextField("意见", blank=True)
    content_hash = models.CharField("内容校验", max_length=64)
    state = models.CharField("状态", max_length=10, choices=OpinionState, default=OpinionState.DRAFT)
    drafter = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="拟稿人")
    approver = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="签发人")
    approved_for = models.CharField("代行", max_length=60, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    created_at = models.DateTimeField("拟稿时间", db_default=Clock())
    issued_at = models.DateTimeField("签发时间", null=True)
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="传输")
    persons = ArrayField(models.BigIntegerField(), verbose_name="所涉人员", default=list)  # hides it from the recused

    objects: ClassVar[Any] = Opinions.as_manager()

    class Meta:
        verbose_name = "检察文书"
        ordering = ["-pk"]
        constraints = [
            # Numbers come from the unified system; the year stands in them.
            models.UniqueConstraint(fields=["organ", "number"], condition=~Q(number=""), name="one_paper_per_number"),
            models.CheckConstraint(
                condition=~Q(state=OpinionState.ISSUED) | Q(issued_at__isnull=False, approver__isnull=False),
                name="issued_papers_were_signed",
            ),
            # Whoever drafts does not approve; the procurator in charge signs alone what the matrix gives him.
            models.CheckConstraint(
                condition=Q(kind__in=[PaperKind.AGREEMENT, PaperKind.RELEASE_SHEET, PaperKind.REPORT_UPWARD])
                | Q(approver=None)
                | ~Q(approver=F("drafter")),
                name="the_approver_is_not_the_drafter",
            ),
        ]
        indexes = [models.Index(fields=["organ", "state"], name="opinions_of_an_organ")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/opinions/{self.pk}/"


class OpinionLine(models.Model):
    """One person a paper speaks of, and the ruling where it is about one."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="lines")
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="opinion_lines", verbose_name="提请")
    ruling = models.ForeignKey(
        "commutation.Ruling", models.PROTECT, null=True, blank=True, related_name="opinion_lines", verbose_name="裁定"
    )
    position = models.PositiveSmallIntegerField("序号")
    facts_hash = models.CharField("所据事实校验", max_length=64)
    findings = models.JSONField("所据疑点", default=list)  # ids of findings ticked into the paper

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "所涉人员"
        ordering = ["opinion", "position"]
        constraints = [models.UniqueConstraint(fields=["opinion", "filing"], name="once_in_a_paper")]

    def __str__(self) -> str:
        return f"{self.position}"


class OpinionStep(models.Model):
    """One act on a paper's way, with the hash of what it was then. Written once."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="steps")
    step = models.CharField("环节", max_length=10, choices=Step)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="经办人")
    acting_for = models.CharField("代行", max_length=60, blank=True)
    comment = models.TextField("意见", blank=True)
    content = models.JSONField("当时内容")
    content_hash = models.CharField("当时校验", max_length=64)
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[OpinionStep]]

    class Meta:
        verbose_name = "办理过程"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_step_display()
