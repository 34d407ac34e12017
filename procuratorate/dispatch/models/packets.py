"""Packets that carry dispatches between separated networks, and the proof that comes back (requirements N13).

A dispatch to a house beyond the gateway stands on both sites under one number. Where it was sent it has no time of
delivery of its own: `Crossing` holds what the receipt file told. Where it arrived, delivery is the import.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from procuratorate.dispatch.models.dispatches import Dispatch
from procuratorate.dispatch.querysets import Packets
from procuratorate.dispatch.states import Contents, LineOutcome
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Packet(models.Model):
    """One signed file made here (`outward`) or taken in here. `organ` is our house, `stored` the SM3 of the file."""

    uid = models.UUIDField("标识")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="本单位")
    counterpart = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="对方单位")
    outward = models.BooleanField("发出")
    contents = models.CharField("内容", max_length=10, choices=Contents)
    number = models.CharField("包号", max_length=60)
    stored = models.CharField("文件校验", max_length=64)
    size = models.PositiveIntegerField("大小")
    fingerprint = models.CharField("证书指纹", max_length=64)
    made_at = models.DateTimeField("制作时间")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="经手人")
    at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[Any] = Packets.as_manager()

    class Meta:
        verbose_name = "交换包"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["uid", "outward"], name="one_packet_each_way"),
            models.UniqueConstraint(fields=["organ", "number", "outward"], name="one_packet_per_number"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return f"/packets/{self.pk}/"


class PacketLine(models.Model):
    """What became of one dispatch of a packet."""

    packet = models.ForeignKey(Packet, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField("序号")
    number = models.CharField("编号", max_length=60)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="packet_lines")
    outcome = models.CharField("结果", max_length=10, choices=LineOutcome)
    reason = models.CharField("说明", max_length=300, blank=True)

    objects: ClassVar[models.Manager[PacketLine]]

    class Meta:
        verbose_name = "交换包明细"
        ordering = ["packet", "position"]
        constraints = [models.UniqueConstraint(fields=["packet", "position"], name="one_line_at_a_position")]

    def __str__(self) -> str:
        return self.number


class Crossing(models.Model):
    """What each site knows of the other's half: who sent it there, and where it arrived, when and by whom taken in."""

    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="crossing")
    sender = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    sent_by_name = models.CharField("发件人", max_length=60, blank=True)
    delivered_at = models.DateTimeField("到达时间", null=True)
    opened_at = models.DateTimeField("首次打开", null=True)
    opened_by_name = models.CharField("打开人", max_length=60, blank=True)
    acknowledged_at = models.DateTimeField("登记时间", null=True)
    acknowledged_by_name = models.CharField("登记人", max_length=60, blank=True)

    objects: ClassVar[models.Manager[Crossing]]

    class Meta:
        verbose_name = "跨网传输"

    def __str__(self) -> str:
        return str(self.dispatch_id)


class Carried(models.Model):
    """Which row here stands for which row of the site it came from, so that what comes again finds it."""

    origin = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    model = models.CharField(max_length=60)
    there = models.BigIntegerField()
    here = models.BigIntegerField()

    objects: ClassVar[models.Manager[Carried]]

    class Meta:
        verbose_name = "跨网对应"
        constraints = [models.UniqueConstraint(fields=["origin", "model", "there"], name="one_row_for_one")]

    def __str__(self) -> str:
        return f"{self.model} {self.there}"
