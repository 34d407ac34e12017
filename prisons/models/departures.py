"""How and on what papers somebody left the prison, and where to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from prisons.models.inmates import Inmate
from prisons.querysets import Departures
from prisons.states import OPEN_DEPARTURES, Departed
from procuratorate.custody.states import Ended
from procuratorate.organs.models import Officer, Organ


class Departure(models.Model):
    """One leaving. A transfer carries name and number along: the receiver sees the dossier only once it receives.

    `arrived` is the receiver's own row of the same person. Who comes back (收监, a leaving entered by mistake) is
    `returned`, and the stay runs on: the time between stays readable here.
    """

    inmate = models.ForeignKey(Inmate, models.PROTECT, related_name="departures", verbose_name="罪犯")
    prison = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="监狱")
    number = models.CharField("罪犯编号", max_length=30)
    name = models.CharField("姓名", max_length=60)
    kind = models.CharField("离开方式", max_length=20, choices=Ended)
    left_on = models.DateField("离开日")
    paper = models.CharField("凭证文书、文号", max_length=120, blank=True)
    reason = models.CharField("事由", max_length=200, blank=True)
    where_to = models.CharField("去向", max_length=120, blank=True)
    receiver = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="接收监狱"
    )
    dispatch = models.ForeignKey("dispatch.Dispatch", models.PROTECT, null=True, related_name="+")
    state = models.CharField("状态", max_length=10, choices=Departed, default=Departed.GONE)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间")
    received_on = models.DateField("调入日", null=True)
    received_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="接收人")
    arrived = models.OneToOneField(Inmate, models.PROTECT, null=True, related_name="arrival")
    returned_on = models.DateField("返回日", null=True)
    return_reason = models.CharField("返回事由", max_length=200, blank=True)
    returned_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="返回登记人")

    objects: ClassVar[Any] = Departures.as_manager()

    class Meta:
        verbose_name = "离监"
        ordering = ["-left_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inmate"], condition=Q(state__in=OPEN_DEPARTURES), name="one_departure_standing"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Ended.TRANSFERRED) | Q(receiver__isnull=False), name="a_transfer_has_a_receiver"
            ),
            models.CheckConstraint(
                condition=~Q(state=Departed.RECEIVED) | Q(received_on__isnull=False, arrived__isnull=False),
                name="received_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=Departed.RETURNED) | (Q(returned_on__isnull=False) & ~Q(return_reason="")),
                name="a_return_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        return f"/inmates/transfers/{self.pk}/"
