"""What was found on a stay, or in what was told of a day, and what a person made of it. The centre does not read it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from detention.models.detainees import Detainee, Stage
from detention.querysets import Findings
from detention.states import FindingState, Verdict
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Finding(models.Model):
    """`addressee` is the organ a correction would go to, `proposer` the 院 that would give it (organs.competence).

    `key` tells the same finding again: the rule, the stage and the end it was found against. A finding is about a
    `detainee`, or about what the centre told of a day (`on`).
    """

    detainee = models.ForeignKey(Detainee, models.PROTECT, null=True, related_name="findings", verbose_name="在押人员")
    on = models.DateField("所报日期", null=True)
    centre = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="看守所")
    stage = models.ForeignKey(Stage, models.PROTECT, null=True, related_name="+", verbose_name="办案环节")
    rule = models.CharField("规则", max_length=40)
    key = models.CharField(max_length=80)
    title = models.CharField("检察点", max_length=120)
    verdict = models.CharField("结论", max_length=10, choices=Verdict)
    text = models.TextField("说明")
    article = models.CharField("依据", max_length=300)
    addressee = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="纠正对象")
    proposer = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="由谁提出")
    proposer_basis = models.CharField("提出依据", max_length=200, blank=True)
    state = models.CharField("状态", max_length=12, choices=FindingState, default=FindingState.SUSPECTED)
    reason = models.TextField("核查情况", blank=True)
    settled_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="认定人")
    settled_at = models.DateTimeField("认定时间", null=True)
    found_on = models.DateField("发现日")
    at = models.DateTimeField("发现时间", db_default=Clock())

    objects: ClassVar[Any] = Findings.as_manager()

    class Meta:
        verbose_name = "羁押疑点"
        ordering = ["-found_on", "verdict", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["detainee", "key"], name="one_custody_finding_per_key"),
            models.UniqueConstraint(
                fields=["centre", "key"], condition=Q(detainee=None), name="one_feed_finding_per_key"
            ),
            models.CheckConstraint(
                condition=Q(detainee=None, on__isnull=False) | Q(detainee__isnull=False, on=None),
                name="found_on_somebody_or_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[FindingState.VERIFIED, FindingState.EXCLUDED, FindingState.UNDECIDABLE])
                | (Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(reason="")),
                name="a_person_settled_this_one",
            ),
        ]
        indexes = [models.Index(fields=["centre", "state"], name="findings_of_a_centre")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of what it is about."""
        return f"/detainees/{self.detainee_id}/" if self.detainee_id else f"/detainees/feed/{self.centre_id}/{self.on}/"
