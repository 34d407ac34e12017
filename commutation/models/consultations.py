"""征求意见: one opinion of the procuratorate per person, and what the prison made of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from commutation.models.filings import Filing
from commutation.models.sendings import Sending
from commutation.querysets import OfFiling
from commutation.states.reviews import Advice, AdviceState
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class ConsultationOpinion(models.Model):
    """The opinion on one person while the prison still asks. Given, it stays; the prison sees it from `given_at` on."""

    sending = models.ForeignKey(Sending, models.PROTECT, related_name="opinions", verbose_name="征求意见")
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="consultation_opinions", verbose_name="提请")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="提出单位")
    advice = models.CharField("意见", max_length=12, choices=Advice)
    words = models.TextField("理由", blank=True)
    state = models.CharField("状态", max_length=8, choices=AdviceState, default=AdviceState.DRAFT)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="承办检察官")
    at = models.DateTimeField("拟定时间", db_default=Clock())
    given_at = models.DateTimeField("提出时间", null=True)
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="传输")

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "征求意见阶段检察意见"
        ordering = ["filing", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sending", "filing"], name="one_consultation_opinion"),
            models.CheckConstraint(condition=Q(advice=Advice.AGREE) | ~Q(words=""), name="no_without_a_reason"),
            models.CheckConstraint(
                condition=Q(state=AdviceState.DRAFT, given_at=None, dispatch=None)
                | Q(state=AdviceState.GIVEN, given_at__isnull=False, dispatch__isnull=False),
                name="given_opinions_were_sent",
            ),
        ]

    def __str__(self) -> str:
        return self.get_advice_display()


class Adoption(models.Model):
    """The prison's answer to one opinion: 采纳, or 未采纳 with its reasons (司法部令第130号第15条)."""

    opinion = models.OneToOneField(ConsultationOpinion, models.PROTECT, related_name="adoption")
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="adoptions", verbose_name="提请")
    adopted = models.BooleanField("采纳")
    reason = models.TextField("理由", blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="答复人")
    at = models.DateTimeField("答复时间", db_default=Clock())
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+", verbose_name="传输")

    objects: ClassVar[Any] = OfFiling.as_manager()

    class Meta:
        verbose_name = "采纳情况"
        constraints = [models.CheckConstraint(condition=Q(adopted=True) | ~Q(reason=""), name="not_adopted_says_why")]

    def __str__(self) -> str:
        return "采纳" if self.adopted else "未采纳"
