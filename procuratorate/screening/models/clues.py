"""Clues (线索): what a run found, put to the 院 that answers for the place; what people made of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import Clock
from procuratorate.notices.models import Notice
from procuratorate.organs.models import Officer, Organ
from procuratorate.screening.models.archive import Partition
from procuratorate.screening.models.runs import Run
from procuratorate.screening.models.versions import Version
from procuratorate.screening.querysets import Clues, OfClue, OfHouse, Snoozes
from procuratorate.screening.states import Outcome, Standing


class Sending(models.Model):
    """Clues of a run sent to one 院 at once, with a day by which they should be settled."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="sendings")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="核查单位")
    due_on = models.DateField("核查期限")
    count = models.PositiveIntegerField("线索数")
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="+", verbose_name="传输")
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="期限")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="下发人")
    at = models.DateTimeField("下发时间", db_default=Clock())

    objects: ClassVar[Any] = OfHouse.as_manager()

    class Meta:
        verbose_name = "线索下发"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.organ} {self.count}条"


class Clue(models.Model):
    """One case with everything models suspect of it: further hits join it, whichever run finds them."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="核查单位")
    site = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    sending = models.ForeignKey(Sending, models.PROTECT, related_name="clues", verbose_name="下发")
    partition = models.ForeignKey(Partition, models.PROTECT, related_name="+")
    field = models.CharField("领域", max_length=20)
    record = models.CharField("记录", max_length=16, unique=True)
    key = models.CharField("人", max_length=16)
    person = models.ForeignKey("custody.Person", models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField("年")
    at = models.DateTimeField("形成时间", db_default=Clock())

    objects: ClassVar[Any] = Clues.as_manager()

    class Meta:
        verbose_name = "监督线索"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organ", "-id"], name="clues_of_an_organ")]

    def __str__(self) -> str:
        return f"线索{self.pk}"

    def get_absolute_url(self) -> str:
        return f"/screening/clues/{self.pk}/"


class Suspicion(models.Model):
    """One rule's suspicion of a clue, and what a person made of it.

    `source` names the version that raised it: the office that looks into a clue does not see the model of a superior.
    """

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="suspicions")
    rule = models.CharField("规则", max_length=60)
    digest = models.CharField("规则校验", max_length=64)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name="模型版本")
    source = models.CharField("模型版本", max_length=120)
    margin = models.IntegerField("差")
    state = models.CharField("认定", max_length=10, choices=Standing, default=Standing.OPEN)
    reason = models.CharField("理由", max_length=300, blank=True)
    settled_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="认定人")
    settled_at = models.DateTimeField("认定时间", null=True)

    objects: ClassVar[Any] = OfClue.as_manager()

    class Meta:
        verbose_name = "线索疑点"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["clue", "rule"], name="one_suspicion_per_rule"),
            models.CheckConstraint(
                condition=~Q(state__in=[Standing.EXCLUDED, Standing.UNCLEAR]) | ~Q(reason=""),
                name="an_excluded_suspicion_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.rule


class Followed(models.Model):
    """What followed from a clue: a paper begun from it, or the number of one begun elsewhere."""

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="followed")
    outcome = models.CharField("处理", max_length=12, choices=Outcome)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+", verbose_name="纠正文书")
    number = models.CharField("文号", max_length=60, blank=True)
    words = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = OfClue.as_manager()

    class Meta:
        verbose_name = "线索处理"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_outcome_display())


class Snooze(models.Model):
    """One rule says nothing more of one person until a day, for a reason somebody looked into."""

    key = models.CharField("人", max_length=16)
    rule = models.CharField("规则", max_length=60)
    site = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    until = models.DateField("至")
    reason = models.CharField("理由", max_length=300)
    ended_on = models.DateField("提前恢复", null=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[Any] = Snoozes.as_manager()

    class Meta:
        verbose_name = "暂不提示"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__lte=F("until")), name="snooze_ends_in_time")
        ]
        indexes = [models.Index(fields=["key", "rule"], name="snoozes_of_a_person")]

    def __str__(self) -> str:
        return f"{self.rule} 至 {self.until}"
