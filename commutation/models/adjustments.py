"""What a filing asked for, changed between consultation and filing: the list stays, the change is told."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from commutation.models.consultations import ConsultationOpinion
from commutation.models.filings import Filing
from commutation.models.levels import Deliberation
from commutation.querysets import OfFiling
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer


class Adjustment(models.Model):
    """One version of a sent filing's facts after another. A trigger lets a sent filing change as told here, else never.

    `before` and `after` are `Filing.facts` with their SM3; the months and the day are those of `after`, as columns.
    """

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="adjustments", verbose_name="提请")
    opinion = models.ForeignKey(
        ConsultationOpinion, models.PROTECT, null=True, related_name="adjustments", verbose_name="所据检察意见"
    )
    deliberation = models.ForeignKey(
        Deliberation, models.PROTECT, null=True, related_name="adjustments", verbose_name="所据评议"
    )
    before = models.JSONField("调整前")
    after = models.JSONField("调整后")
    hash_before = models.CharField("调整前校验", max_length=64)
    hash_after = models.CharField("调整后校验", max_length=64)
    months = models.PositiveSmallIntegerField("拟减刑期（月）", null=True)
    rights_months = models.PositiveSmallIntegerField("拟改剥夺政治权利（月）", null=True)
    probation_until = models.DateField("假释考验期止", null=True)
    article = models.CharField("法律依据", max_length=200)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "征求意见后调整"
        ordering = ["filing", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(article="") & ~Q(reason=""), name="an_adjustment_says_why"),
            models.CheckConstraint(condition=~Q(hash_before=F("hash_after")), name="an_adjustment_changes_something"),
        ]

    def __str__(self) -> str:
        return f"调整 {self.pk}"
