"""What crosses between organs, and the proof of it (house.md, idea 2).

A dispatch is frozen when written: triggers in the first migration refuse removal, and any change but the receipt
(opened, registered), each once and by the recipient. The row is the sender's and the recipient's at once, so that
nothing can be sent without having arrived.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from procuratorate.dispatch.querysets import Dispatches
from procuratorate.dispatch.states import SERVED, Channel, Mode, Outcome
from procuratorate.lib.clock import Clock
from procuratorate.organs.models import Officer, Organ


class Counter(models.Model):
    """The last number an organ gave in a year; locked while a number is taken, so that none is left out."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Counter]]

    class Meta:
        verbose_name = "发件编号"
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="one_counter_per_organ_and_year")]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year}"


class Dispatch(models.Model):
    """One thing sent by one organ to another. `key` is the caller's name for it: sending it again sends nothing."""

    sender = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="发件单位")
    recipient = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="收件单位")
    year = models.PositiveSmallIntegerField("年度")
    sequence = models.PositiveIntegerField("序号")
    number = models.CharField("编号", max_length=60)
    key = models.CharField(max_length=120)
    legal_mode = models.CharField("方式", max_length=20, choices=Mode)
    basis = models.CharField("依据", max_length=200)
    channel = models.CharField("途径", max_length=10, choices=Channel, default=Channel.SCREEN)
    kind = models.CharField("种类", max_length=40)
    title = models.CharField("标题", max_length=160)
    masked_title = models.CharField("标题（遮名）", max_length=160)
    summary = models.CharField("摘要", max_length=300, blank=True)
    content = models.JSONField("内容")
    content_hash = models.CharField("内容校验", max_length=64)
    page_count = models.PositiveIntegerField("页数", null=True)
    copies = models.PositiveSmallIntegerField("份数", default=1)
    in_reply_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name="答复何件"
    )
    address = models.CharField("收件方页面", max_length=200, blank=True)
    sender_address = models.CharField("发件方页面", max_length=200, blank=True)
    sent_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="发件人")
    sent_for = models.CharField("代行", max_length=60, blank=True)
    sent_at = models.DateTimeField("发出时间", db_default=Clock())
    delivered_at = models.DateTimeField("到达时间", null=True, db_default=Clock())
    # The receipt: each once, by the recipient. Opening is evidence, never service.
    opened_at = models.DateTimeField("首次打开", null=True)
    opened_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="打开人")
    acknowledged_at = models.DateTimeField("登记时间", null=True)
    acknowledged_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    acknowledged_for = models.CharField("登记人代行", max_length=60, blank=True)
    note = models.CharField("登记说明", max_length=300, blank=True)

    objects: ClassVar[Any] = Dispatches.as_manager()

    class Meta:
        verbose_name = "往来件"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sender", "year", "sequence"], name="one_dispatch_per_number"),
            models.UniqueConstraint(fields=["sender", "key"], name="one_dispatch_per_key"),
            models.CheckConstraint(
                condition=Q(channel=Channel.SCREEN, delivered_at__isnull=False)
                | Q(channel=Channel.PAPER, delivered_at=None)
                | Q(channel=Channel.GATEWAY),
                name="sent_on_screen_is_delivered",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None) | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="opened_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="acknowledged_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="dispatch_inbox"),
            models.Index(fields=["recipient", "-id"], condition=Q(acknowledged_at=None), name="dispatch_unregistered"),
            models.Index(fields=["sender", "-id"], name="dispatch_sent"),
            models.Index(fields=["sender", "-id"], condition=Q(acknowledged_at=None), name="dispatch_tracked"),
            models.Index(fields=["recipient", "sent_at"], name="dispatch_arrivals"),
            models.Index(fields=["sent_at"], name="dispatch_by_time"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def served(self) -> PaperService | None:
        """The 送达回证 that holds: the last that serves and was not put right since; None while there is none."""
        rows = list(self.services.all())
        corrected = {row.corrects_id for row in rows}
        return next((row for row in reversed(rows) if row.outcome in SERVED and row.pk not in corrected), None)

    @property
    def needs_slip(self) -> bool:
        """Whether only a 送达回证 proves its receipt: a 送达, and whatever goes on paper."""
        return self.legal_mode == Mode.SERVICE or self.channel == Channel.PAPER

    @property
    def received_at(self) -> datetime | None:
        """The moment a clock starts from; the day after is day 1. None while it has not been received in law.

        For 送达, and for all that goes on paper, it is the time on the 回证; for other modes on screen the arrival;
        beyond the gateway the arrival there, once the receipt file has told it.
        """
        if self.needs_slip:
            return self.served.received_at if self.served else None
        return self.delivered_at or self.arrived_beyond

    @property
    def arrived_beyond(self) -> datetime | None:
        """When a packet brought it to the other network, as far as this one was told."""
        if self.channel != Channel.GATEWAY:
            return None
        crossing = getattr(self, "crossing", None)
        return crossing.delivered_at if crossing else None


class Opening(models.Model):
    """That an officer of the recipient opened it, first time each: the recipient's own proof of diligence (S137)."""

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="openings")
    recipient = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", db_default=Clock())

    objects: ClassVar[models.Manager[Opening]]

    class Meta:
        verbose_name = "打开记录"
        constraints = [models.UniqueConstraint(fields=["dispatch", "officer"], name="one_first_opening_per_officer")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.dispatch_id}"


class PaperService(models.Model):
    """Facts of a 送达回证, as the serving organ records them. A slip is put right by a new row that `corrects` it."""

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="services")
    sender = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    outcome = models.CharField("结果", max_length=12, choices=Outcome)
    received_at = models.DateTimeField("收到时间")
    received_by = models.CharField("收件人", max_length=60, blank=True)
    substitute_reason = models.CharField("代收理由", max_length=200, blank=True)
    refusal_reason = models.CharField("拒收事由", max_length=200, blank=True)
    witness = models.CharField("见证人", max_length=120, blank=True)
    place = models.CharField("送达地点", max_length=120, blank=True)
    served_by = models.CharField("送达人", max_length=120)
    note = models.CharField("备注", max_length=300, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by", verbose_name="更正")
    correction_reason = models.CharField("更正理由", max_length=200, blank=True)
    recorded_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间", db_default=Clock())

    objects: ClassVar[models.Manager[PaperService]]

    class Meta:
        verbose_name = "送达回证"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(correction_reason=""), name="a_correction_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.SUBSTITUTE) | ~Q(substitute_reason=""), name="a_substitute_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[Outcome.REFUSED, Outcome.LEFT]) | ~Q(refusal_reason=""),
                name="a_refusal_has_a_reason",
            ),
            models.CheckConstraint(condition=~Q(outcome=Outcome.LEFT) | ~Q(witness=""), name="left_before_a_witness"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.received_at:%Y-%m-%d %H:%M}"


class Look(models.Model):
    """When an officer last looked at the desk, and when the sitting before ended: what 「自上次以来」 counts from."""

    officer = models.OneToOneField(Officer, models.CASCADE, primary_key=True, related_name="+")
    seen_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Look]]

    class Meta:
        verbose_name = "上次查看"

    def __str__(self) -> str:
        return str(self.officer_id)


class Digest(models.Model):
    """That an officer's daily summary was made for a day."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="+")
    on_day = models.DateField()
    at = models.DateTimeField(db_default=Clock())

    objects: ClassVar[models.Manager[Digest]]

    class Meta:
        verbose_name = "每日汇总"
        constraints = [models.UniqueConstraint(fields=["officer", "on_day"], name="one_digest_per_officer_and_day")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.on_day}"
