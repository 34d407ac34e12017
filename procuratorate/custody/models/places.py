"""Who is held where, from when to when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from procuratorate.custody.models.persons import Person
from procuratorate.custody.querysets import Custodies
from procuratorate.custody.states import Ended, Place
from procuratorate.organs.models import Organ


class Custody(models.Model):
    """A stay at one site. `ward` is the place within it (the site while none is assigned): reach asks this column.

    `number` is kept for life: 罪犯编号 in a prison, 21-digit 在押人员编码 in a detention centre.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="custodies", verbose_name="人员")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监所")
    ward = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监区")
    kind = models.CharField("场所种类", max_length=10, choices=Place)
    number = models.CharField("编号", max_length=30)
    since = models.DateField("收押日", null=True, blank=True)
    until = models.DateField("离开日", null=True, blank=True)
    ended = models.CharField("离开方式", max_length=20, choices=Ended, blank=True)

    objects: ClassVar[models.Manager[Custody]] = Custodies.as_manager()

    class Meta:
        verbose_name = "羁押"
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="one_open_custody"),
            models.UniqueConstraint(fields=["organ", "number"], name="one_number_per_site"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="custody_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.number
