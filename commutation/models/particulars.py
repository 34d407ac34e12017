"""What the papers of a filing say, as one side wrote it down: never changed, followed by what was written later."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from commutation.models.filings import Filing
from commutation.querysets import ParticularRows
from commutation.states.particulars import By, Topic
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Particulars(models.Model):
    """One topic of one filing by one side. The last row of a side stands; `why` says why it follows another."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="particulars", verbose_name="提请")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    side = models.CharField("登记方", max_length=14, choices=By)
    topic = models.CharField("事项", max_length=12, choices=Topic)
    facts = models.JSONField("所载", default=dict)  # name of a fact → value; what is not known is left out
    source = models.CharField("依据材料", max_length=120)
    why = models.CharField("更改的原因", max_length=200, blank=True)
    is_restricted = models.BooleanField("监区不可见", default=False)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = ParticularRows.as_manager()

    class Meta:
        verbose_name = "材料所载"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_topic_display()
