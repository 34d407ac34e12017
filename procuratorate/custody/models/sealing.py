"""Asking to see a sealed record (刑诉法第286条；封存办法第10、16条)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from procuratorate.custody.models.judgments import Judgment
from procuratorate.custody.querysets import SealedQueries
from procuratorate.custody.states import Need, Sealed
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class SealedQuery(models.Model):
    """An application in writing to the site that keeps the record. Granted, it is good for one look."""

    judgment = models.ForeignKey(Judgment, models.PROTECT, related_name="queries", verbose_name="封存的判决")
    keeper = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="封存单位")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="申请人")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="申请单位")
    need = models.CharField("查询依据", max_length=10, choices=Need)
    reason = models.CharField("查询理由", max_length=200)
    scope = models.CharField("使用范围", max_length=200)
    asked_at = models.DateTimeField("申请时间", db_default=Clock())
    state = models.CharField("状态", max_length=10, choices=Sealed, default=Sealed.ASKED)
    decided_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="决定人")
    decided_at = models.DateTimeField("决定时间", null=True)
    decision = models.CharField("决定理由", max_length=200, blank=True)
    seen_at = models.DateTimeField("查看时间", null=True)

    objects: ClassVar[Any] = SealedQueries.as_manager()

    class Meta:
        verbose_name = "封存记录查询"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["judgment", "officer"],
                condition=Q(state__in=[Sealed.ASKED, Sealed.GRANTED]),
                name="one_sealed_query_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=Sealed.ASKED) | (Q(decided_by__isnull=False) & ~Q(decided_by=models.F("officer"))),
                name="another_decides_on_a_sealed_query",
            ),
        ]

    def __str__(self) -> str:
        return f"封存记录查询 {self.pk}"
