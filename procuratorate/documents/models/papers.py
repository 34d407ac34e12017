"""A paper: its facts, its number, its bytes by their hash. Triggers (migration 0002) keep an issued one as it is."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from procuratorate.documents.querysets import Papers
from procuratorate.documents.states import PaperState
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Series(models.Model):
    """The last number a house gave under one 代字 in a year; locked while one is taken, so that none is missing."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    word = models.CharField("代字", max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("末号", default=0)

    objects: ClassVar[models.Manager[Series]]

    class Meta:
        verbose_name = "文书编号"
        constraints = [models.UniqueConstraint(fields=["organ", "word", "year"], name="one_series_per_word_and_year")]

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕{self.last}"


class Paper(models.Model):
    """One paper of `organ` (the house whose name it bears), handled by `office`.

    `facts` are what the sheet is filled with, `facts_hash` their SM3; `layout` tells which version of the sheets set
    it. `stored` is the SM3 of the PDF, and its name in the store; empty while it is being set. `persons` are the
    people in custody it names: who stepped back from one of them does not see it. `key` is its caller's name for it.
    """

    kind = models.CharField("种类", max_length=40)
    name = models.CharField("文书名称", max_length=80)
    title = models.CharField("标题", max_length=200)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="制发单位")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="承办部门")
    key = models.CharField(max_length=120)
    facts = models.JSONField("内容")
    facts_hash = models.CharField("内容校验", max_length=64)
    persons = ArrayField(models.BigIntegerField(), default=list, verbose_name="所涉人员")
    address = models.CharField("来源页面", max_length=200, blank=True)
    state = models.CharField("状态", max_length=12, choices=PaperState, default=PaperState.DRAFT)
    word = models.CharField("代字", max_length=40, blank=True)
    year = models.PositiveSmallIntegerField("年度", null=True)
    sequence = models.PositiveIntegerField("序号", null=True)
    number = models.CharField("文号", max_length=60, blank=True)
    dated_on = models.DateField("成文日期", null=True)
    code = models.CharField("核验码", max_length=24, unique=True)
    layout = models.CharField("版式", max_length=64, blank=True)
    stored = models.CharField("文件校验", max_length=64, blank=True)
    size = models.PositiveIntegerField("字节", default=0)
    pages = models.PositiveIntegerField("页数", default=0)
    signature = models.JSONField("签名", default=dict)
    printed_at = models.DateTimeField("排版时间", null=True)
    drafted_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="拟稿人")
    drafted_at = models.DateTimeField("拟稿时间", db_default=Clock())
    issued_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="印发人")
    issued_for = models.CharField("代行", max_length=60, blank=True)
    issued_at = models.DateTimeField("印发时间", null=True)
    superseded_by = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="supersedes", verbose_name="替代文书"
    )
    superseded_at = models.DateTimeField("替代时间", null=True)
    superseded_why = models.CharField("更正理由", max_length=200, blank=True)

    objects: ClassVar[Any] = Papers.as_manager()

    class Meta:
        verbose_name = "文书"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "number"],
                condition=~Q(number="") & Q(state=PaperState.ISSUED),
                name="one_issued_paper_per_number",
            ),
            models.UniqueConstraint(
                fields=["organ", "word", "year", "sequence"],
                condition=Q(sequence__isnull=False),
                name="one_paper_per_sequence",
            ),
            models.UniqueConstraint(
                fields=["organ", "key"], condition=Q(state=PaperState.DRAFT), name="one_draft_per_key"
            ),
            models.UniqueConstraint(
                fields=["organ", "key"], condition=Q(state=PaperState.ISSUED), name="one_issued_paper_per_key"
            ),
            models.CheckConstraint(
                condition=Q(state=PaperState.DRAFT) | Q(issued_at__isnull=False, dated_on__isnull=False),
                name="an_issued_paper_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperState.SUPERSEDED)
                | (Q(superseded_at__isnull=False, superseded_by__isnull=False) & ~Q(superseded_why="")),
                name="a_superseded_paper_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "-id"], name="papers_of_an_organ"),
            models.Index(fields=["office", "-id"], name="papers_of_an_office"),
            GinIndex(fields=["persons"], name="papers_about"),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    def get_absolute_url(self) -> str:
        return f"/papers/{self.pk}/"


class Copy(models.Model):
    """That a paper was handed to another organ, which reads it from then on."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="copies")
    sender = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="发出单位")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="收件单位")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[Copy]]

    class Meta:
        verbose_name = "分送"
        constraints = [models.UniqueConstraint(fields=["paper", "organ"], name="one_copy_per_organ")]

    def __str__(self) -> str:
        return f"{self.paper_id} → {self.organ_id}"
