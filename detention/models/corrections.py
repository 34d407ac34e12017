"""更正 of what was registered wrongly: both versions stay, with the reason and the clock that was given up."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from detention.models.detainees import Detainee, Stage
from detention.querysets import OfDetainee
from procuratorate.deadlines.models import Deadline
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer


class Correction(models.Model):
    """One correction of a stay. `changes`: [{"label", "before", "after"}], as people read them."""

    detainee = models.ForeignKey(Detainee, models.PROTECT, related_name="corrections", verbose_name="在押人员")
    stage = models.ForeignKey(Stage, models.PROTECT, null=True, related_name="corrections", verbose_name="办案环节")
    changes = models.JSONField("更正内容")
    reason = models.CharField("理由", max_length=300)
    paper_number = models.CharField("依据文书", max_length=80)
    clock = models.ForeignKey(Deadline, models.PROTECT, null=True, related_name="+", verbose_name="撤销的时限")
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="更正人")
    at = models.DateTimeField("更正时间", db_default=Clock())

    objects: ClassVar[Any] = OfDetainee.as_manager()

    class Meta:
        verbose_name = "收押登记更正"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_correction_of_a_stay_says_why")]

    def __str__(self) -> str:
        return f"{self.detainee_id} {self.at:%Y-%m-%d}"
