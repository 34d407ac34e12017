"""The sentence as pronounced, every date it is measured from, and every change of it since."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from procuratorate.custody.models.judgments import Judgment
from procuratorate.custody.models.persons import Person
from procuratorate.custody.querysets import OfPerson
from procuratorate.custody.states import ChangeKind, SentenceKind


class Sentence(models.Model):
    """A sentence. `ends_on` is what the judgment or execution notice says, `ends_now` what holds after all changes.

    The dates are kept apart, since the law measures from different ones: 起始时间 from `delivered_on`
    (送交刑罚执行机关, 法释〔2016〕23号 第40条), the term from `starts_on`. `absent` names fields whose paper the clerk
    declares missing (缺).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="sentences", verbose_name="人员")
    judgment = models.OneToOneField(Judgment, models.CASCADE, related_name="sentence", verbose_name="判决")
    is_current = models.BooleanField("正在执行", default=True)
    kind = models.CharField("刑种", max_length=20, choices=SentenceKind)
    months = models.PositiveSmallIntegerField("刑期（月）", null=True, blank=True)
    days = models.PositiveSmallIntegerField("刑期（日）", default=0)
    starts_on = models.DateField("刑期起", null=True, blank=True)
    ends_on = models.DateField("刑期止（原判）", null=True, blank=True)
    ends_now = models.DateField("刑期止（现）", null=True, blank=True)
    suspension_ends_on = models.DateField("死缓期满日", null=True, blank=True)
    rights_months = models.PositiveSmallIntegerField("剥夺政治权利（月）", null=True, blank=True)
    rights_for_life = models.BooleanField("剥夺政治权利终身", default=False)
    restricted = models.BooleanField("限制减刑", default=False)
    for_life = models.BooleanField("终身监禁", default=False)
    credit_days = models.PositiveSmallIntegerField("折抵（日）", null=True, blank=True)
    first_custody_on = models.DateField("首次羁押日", null=True, blank=True)
    delivered_on = models.DateField("送监日", null=True, blank=True)
    admitted_on = models.DateField("入监日", null=True, blank=True)
    transferred_in_on = models.DateField("调入日", null=True, blank=True)
    from_where = models.CharField("原押单位", max_length=80, blank=True)
    absent = models.JSONField("缺项", default=list)

    objects: ClassVar[models.Manager[Sentence]] = OfPerson.as_manager()

    class Meta:
        verbose_name = "刑罚"
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(is_current=True), name="one_current_sentence"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="sentence_dates"
            ),
        ]
        indexes = [models.Index(fields=["ends_now"], condition=Q(is_current=True), name="sentence_ending")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class SentenceChange(models.Model):
    """One change of a sentence with its three dates: filed, ruled, served. An interval runs from service (第40条)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sentence_changes", verbose_name="人员")
    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="changes", verbose_name="刑罚")
    kind = models.CharField("种类", max_length=30, choices=ChangeKind, default=ChangeKind.COMMUTATION)
    filed_on = models.DateField("报请日", null=True, blank=True)
    ruled_on = models.DateField("裁定日", null=True, blank=True)
    served_on = models.DateField("送达日", null=True, blank=True)
    court = models.CharField("法院、决定机关", max_length=80, blank=True)
    case_no = models.CharField("案号", max_length=60, blank=True)
    months = models.PositiveSmallIntegerField("减去（月）", null=True, blank=True)
    days = models.PositiveSmallIntegerField("减去（日）", default=0)
    new_kind = models.CharField("变更后刑种", max_length=20, choices=SentenceKind, blank=True)
    new_months = models.PositiveSmallIntegerField("变更后刑期（月）", null=True, blank=True)
    new_ends_on = models.DateField("变更后刑期止", null=True, blank=True)
    rights_months = models.PositiveSmallIntegerField("变更后剥夺政治权利（月）", null=True, blank=True)
    absent = models.JSONField("缺项", default=list)

    objects: ClassVar[models.Manager[SentenceChange]] = OfPerson.as_manager()

    class Meta:
        verbose_name = "刑罚变更"
        ordering = ["ruled_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sentence", "kind", "ruled_on"], condition=~Q(ruled_on=None), name="one_change_per_ruling"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ruled_on or ''}"
