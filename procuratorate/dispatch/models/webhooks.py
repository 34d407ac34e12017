"""Where an organ's own systems want to hear that something arrived, and every attempt to tell them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from procuratorate.dispatch.models.dispatches import Dispatch
from procuratorate.dispatch.querysets import Deliveries, Webhooks
from procuratorate.dispatch.states import DeliveryState, News
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Webhook(models.Model):
    """An address told of arrivals at an organ and its parts within the house. `secret` signs what is sent there."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="单位")
    name = models.CharField("用途", max_length=60)
    url = models.CharField("地址", max_length=300)
    secret = models.CharField("签名密钥", max_length=64)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="登记人")
    at = models.DateTimeField("登记时间", db_default=Clock())
    ended_at = models.DateTimeField("停用时间", null=True)

    objects: ClassVar[Any] = Webhooks.as_manager()

    class Meta:
        verbose_name = "推送地址"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/webhooks/{self.pk}/"


class Delivery(models.Model):
    """One piece of news for one address: what arrived, by id and kind, never its content. Tried until told or dead."""

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="+")
    news = models.CharField("事由", max_length=14, choices=News)
    kind = models.CharField("种类", max_length=40)
    state = models.CharField("状态", max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    next_try = models.DateTimeField("下次", db_default=Clock())
    answer = models.CharField("答复", max_length=60, blank=True)
    created_at = models.DateTimeField("产生", db_default=Clock())
    told_at = models.DateTimeField("送达", null=True)

    objects: ClassVar[Any] = Deliveries.as_manager()

    class Meta:
        verbose_name = "推送记录"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["webhook", "dispatch", "news"], name="one_delivery_of_news")]
        indexes = [models.Index(fields=["next_try"], condition=models.Q(state="waiting"), name="deliveries_waiting")]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.dispatch_id}"
