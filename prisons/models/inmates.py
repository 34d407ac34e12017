"""A person serving a sentence in a prison: the row behind every list of the product."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from prisons.querysets import Inmates
from prisons.states import Presence
from procuratorate.custody.models import Custody, Person, Sentence
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Organ


class Inmate(models.Model):
    """An inmate. `ward` is the prison itself while none is assigned. `sentence` is the one being executed.

    `search`, `pinyin`, `sentence_kind`, `ends_now` repeat what lists are searched, filtered and sorted by, so that a
    list of 100,000 asks one table under one policy. prisons.services.refreshing keeps them, `completeness` (0–100)
    and `missing` (codes of prisons.selectors.BASICS).
    """

    custody = models.OneToOneField(Custody, models.PROTECT, related_name="inmate", verbose_name="羁押")
    person = models.ForeignKey(Person, models.PROTECT, related_name="inmates", verbose_name="人员")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    ward = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监区")
    number = models.CharField("罪犯编号", max_length=30)
    sentence = models.ForeignKey(Sentence, models.SET_NULL, null=True, related_name="+", verbose_name="正在执行的刑罚")
    state = models.CharField("状态", max_length=10, choices=Presence, default=Presence.IN)
    completeness = models.PositiveSmallIntegerField("完整度", default=0)
    missing = models.JSONField("缺项", default=list)
    search = models.TextField("检索词", blank=True, editable=False)
    pinyin = models.CharField("拼音", max_length=200, blank=True, editable=False)
    sentence_kind = models.CharField("刑种", max_length=20, blank=True, editable=False)
    ends_now = models.DateField("刑期止（现）", null=True, editable=False)
    updated_at = models.DateTimeField("更新时间", db_default=Clock())

    objects: ClassVar[models.Manager[Inmate]] = Inmates.as_manager()

    class Meta:
        verbose_name = "罪犯"
        constraints = [models.UniqueConstraint(fields=["prison", "number"], name="one_inmate_per_number")]
        indexes = [
            models.Index(fields=["ward", "state", "number"], name="inmate_by_ward"),
            models.Index(fields=["person"], name="inmate_of_person"),
            GinIndex(OpClass("search", "gin_trgm_ops"), name="inmate_search"),
        ]

    def __str__(self) -> str:
        return self.number
