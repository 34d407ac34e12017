"""One person put forward, with the facts as filed: what the prison said then, whatever the dossier says later."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from commutation.extents import extent_of
from commutation.models.batches import Batch
from commutation.models.uploads import Upload
from commutation.querysets import Filings
from commutation.states import OPEN_FILINGS, FilingState, Kind, Route, Step
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Filing(models.Model):
    """A nomination and later a filing. `facts` is frozen when it is sent; `facts_hash` is its SM3."""

    # Without an index of its own: `filings_of_a_batch` begins with it; nobody asks by officer.
    batch = models.ForeignKey(Batch, models.PROTECT, db_index=False, related_name="filings", verbose_name="批次")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    ward = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监区")
    inmate = models.ForeignKey("prisons.Inmate", models.PROTECT, related_name="filings", verbose_name="罪犯")
    person = models.ForeignKey("custody.Person", models.PROTECT, related_name="+", verbose_name="人员")
    number = models.CharField("罪犯编号", max_length=30)
    name = models.CharField("姓名", max_length=120)
    initials = models.CharField("拼音首字母", max_length=60, blank=True)
    kind = models.CharField("提请种类", max_length=20, choices=Kind)
    route = models.CharField("提请途径", max_length=24, choices=Route)
    months = models.PositiveSmallIntegerField("拟减刑期（月）", null=True, blank=True)
    rights_months = models.PositiveSmallIntegerField("拟改剥夺政治权利（月）", null=True, blank=True)
    probation_until = models.DateField("假释考验期止", null=True, blank=True)
    facts = models.JSONField("报请事实", default=dict)
    facts_hash = models.CharField("事实校验", max_length=64)
    warnings = models.JSONField("提醒", default=list)
    state = models.CharField("状态", max_length=12, choices=FilingState, default=FilingState.NOMINATED)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="filings")
    source_row = models.PositiveIntegerField("原表行号", null=True, blank=True)
    drop_step = models.CharField("退出节点", max_length=20, choices=Step, blank=True)
    drop_reason = models.CharField("退出理由", max_length=300, blank=True)
    dropped_at = models.DateTimeField("退出时间", null=True, blank=True)
    nominated_by = models.ForeignKey(Officer, models.PROTECT, db_index=False, related_name="+", verbose_name="提名人")
    nominated_at = models.DateTimeField("提名时间", db_default=Clock())
    sent_at = models.DateTimeField("征求意见发出", null=True, blank=True)
    filed_at = models.DateTimeField("报送", null=True, blank=True)
    clock = models.ForeignKey(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审查时限"
    )
    version = models.PositiveIntegerField("版本", default=1)
    edited_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name="最后修改"
    )
    edited_at = models.DateTimeField("最后修改时间", null=True, blank=True)

    objects: ClassVar[Any] = Filings.as_manager()

    class Meta:
        verbose_name = "提请"
        ordering = ["ward", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inmate", "kind"],
                condition=Q(state__in=OPEN_FILINGS),
                name="one_open_filing_per_inmate_and_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state=FilingState.DROPPED)
                | (~Q(drop_reason="") & ~Q(drop_step="") & Q(dropped_at__isnull=False)),
                name="a_dropped_filing_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[FilingState.CONSULTED, FilingState.FILED]) | Q(sent_at__isnull=False),
                name="a_sent_filing_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(months=None) | Q(kind=Kind.COMMUTATION, months__gte=1, months__lte=600),
                name="only_commutation_has_months",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "ward", "number"], name="filings_of_a_batch"),
            models.Index(fields=["prison", "-sent_at"], condition=Q(sent_at__isnull=False), name="filings_sent"),
            models.Index(
                fields=["clock", "ward", "number"], condition=Q(sent_at__isnull=False), name="filings_by_clock"
            ),
            models.Index(fields=["initials"], opclasses=["varchar_pattern_ops"], name="filing_initials"),
            models.Index(fields=["number"], opclasses=["varchar_pattern_ops"], name="filing_numbers"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        return f"/cases/{self.pk}/"

    @property
    def editor(self) -> Officer:
        """Who wrote it last."""
        return self.edited_by or self.nominated_by

    @property
    def proposal(self) -> str:
        """What is asked for, in a few words."""
        if self.kind == Kind.COMMUTATION:
            return extent_of(self.months) if self.months else "减刑，幅度未填"
        if self.kind == Kind.PAROLE and self.probation_until:
            return f"假释，考验期至 {self.probation_until}"
        return str(self.get_kind_display())
